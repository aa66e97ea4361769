package io.claraconnect.sync.application;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.claraconnect.ats.api.DocumentRef;
import io.claraconnect.ats.api.DocumentRef.Kind;
import io.claraconnect.ats.api.DocumentRef.Readiness;
import org.jspecify.annotations.Nullable;

/**
 * Whether an application's material is there. Pure.
 *
 * @param state what is said of it
 * @param resume the resume to take, or null
 * @param until until when it is waited for, or null
 * @param again after how long to look again, or null
 * @param code a short code of why
 */
record Settling(State state, @Nullable DocumentRef resume, @Nullable Instant until, @Nullable Duration again,
		String code) {

	/** Most vendors have read a resume within seconds. */
	private static final Duration SOON = Duration.ofSeconds(3);

	private static final Duration FIRST = Duration.ofSeconds(30);

	private static final Duration SECOND = Duration.ofMinutes(2);

	private static final Duration LATER = Duration.ofMinutes(10);

	/** What is said of the material. */
	enum State {

		COMPLETE, PENDING, ABSENT

	}

	/**
	 * Decides by the documents that a read gave.
	 * @param live whether the application is from after its job was tracked, so that
	 * documents may still be on their way
	 * @param firstSeen when it was first read
	 */
	static Settling of(List<DocumentRef> documents, boolean live, Instant firstSeen, Instant now, Patience patience) {
		List<DocumentRef> resumes = documents.stream().filter((document) -> document.kind() == Kind.RESUME).toList();
		DocumentRef ready = last(resumes, Readiness.READY);
		if (ready != null) {
			return new Settling(State.COMPLETE, ready, null, null, "complete");
		}
		if (last(resumes, Readiness.PROCESSING) != null) {
			return waiting(firstSeen, now, patience.processing(), SOON, "resume_processing");
		}
		if (!resumes.isEmpty()) {
			return absent("resume_failed");
		}
		return live ? waiting(firstSeen, now, patience.missing(), FIRST, "no_resume") : absent("no_resume");
	}

	/** The vendor still works on a resume although the read said that it is there. */
	static Settling notYet(Instant firstSeen, Instant now, Patience patience) {
		return waiting(firstSeen, now, patience.processing(), SOON, "resume_processing");
	}

	/** The resume can never be had. */
	static Settling absent(String code) {
		return new Settling(State.ABSENT, null, null, null, code);
	}

	private static Settling waiting(Instant firstSeen, Instant now, Duration most, Duration soonest, String code) {
		Instant until = firstSeen.plus(most);
		if (!now.isBefore(until)) {
			return absent(code);
		}
		Duration left = Duration.between(now, until);
		Duration pause = pause(Duration.between(firstSeen, now), soonest);
		return new Settling(State.PENDING, null, until, (pause.compareTo(left) < 0) ? pause : left, code);
	}

	private static Duration pause(Duration waited, Duration soonest) {
		if (waited.compareTo(soonest) < 0) {
			return soonest;
		}
		if (waited.compareTo(FIRST) < 0) {
			return FIRST;
		}
		return (waited.compareTo(FIRST.plus(SECOND)) < 0) ? SECOND : LATER;
	}

	private static @Nullable DocumentRef last(List<DocumentRef> documents, Readiness readiness) {
		return documents.stream()
			.filter((document) -> document.readiness() == readiness)
			.reduce((first, second) -> second)
			.orElse(null);
	}

	/**
	 * How long to wait.
	 *
	 * @param missing for a resume of which nothing is to be seen yet
	 * @param processing for a resume that the vendor works on
	 */
	record Patience(Duration missing, Duration processing) {

	}

}
