package io.claraconnect.sync.application;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import io.claraconnect.ats.api.Application;
import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.AtsReader;
import io.claraconnect.ats.api.DocumentContent;
import io.claraconnect.ats.api.DocumentRef;
import io.claraconnect.schemas.ApplicationSnapshot;
import io.claraconnect.schemas.MaterialState;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Downloads what an application's material consists of and is not in the vault yet. */
final class Gathering {

	private final Settling.Patience patience;

	private final Clock clock;

	Gathering(Settling.Patience patience, Clock clock) {
		this.patience = patience;
		this.clock = clock;
	}

	/**
	 * Gathers.
	 * @param known what is there already, or null
	 * @param live whether the application is from after its job was tracked, so that
	 * documents may still be on their way
	 */
	Mono<Gathered> gather(AtsReader reader, Application application, @Nullable Known known, boolean live) {
		Instant now = this.clock.instant();
		Instant firstSeen = since(known, now, this.patience);
		Settling settling = Settling.of(application.documents(), live, firstSeen, now, this.patience);
		return withResume(reader, application, known, settling, firstSeen)
			.flatMap((gathered) -> withLetter(reader, gathered, known));
	}

	/**
	 * Since when a resume is waited for: material that was complete before and is not any
	 * more is waited for anew, however old the application is.
	 */
	static Instant since(@Nullable Known known, Instant now, Settling.Patience patience) {
		if (known == null) {
			return now;
		}
		ApplicationSnapshot last = known.snapshot();
		if (last == null) {
			return known.firstSeen();
		}
		if (last.getMaterial() == MaterialState.COMPLETE) {
			return now;
		}
		Instant until = last.getMaterialPendingUntil();
		Instant began = (until != null) ? until.minus(patience.processing()) : known.firstSeen();
		return began.isAfter(known.firstSeen()) ? began : known.firstSeen();
	}

	private Mono<Gathered> withResume(AtsReader reader, Application application, @Nullable Known known,
			Settling settling, Instant firstSeen) {
		DocumentRef resume = settling.resume();
		Gathered without = new Gathered(application, settling, null, null, null);
		if (resume == null || (known != null && known.resume().is(resume.id()))) {
			return Mono.just(without);
		}
		return reader.download(resume)
			.map((bytes) -> new Gathered(application, settling, bytes, null, null))
			.onErrorResume(AtsException.class, (ex) -> switch (ex.category()) {
				case UNAVAILABLE -> Mono.just(new Gathered(application,
						Settling.notYet(firstSeen, this.clock.instant(), this.patience), null, null, null));
				case REFUSED ->
					Mono.just(new Gathered(application, Settling.absent("resume_refused"), null, null, null));
				case NOT_FOUND -> Mono.error(new AtsException(AtsException.Category.UNAVAILABLE, "document_link_died"));
				default -> Mono.error(ex);
			});
	}

	/** A letter is welcome but never waited for. */
	private static Mono<Gathered> withLetter(AtsReader reader, Gathered gathered, @Nullable Known known) {
		Optional<DocumentRef> letter = gathered.application()
			.documents()
			.stream()
			.filter((document) -> document.kind() == DocumentRef.Kind.COVER_LETTER
					&& document.readiness() == DocumentRef.Readiness.READY)
			.findFirst();
		if (letter.isEmpty()) {
			return Mono.just(gathered);
		}
		if (known != null && known.letter().is(letter.get().id())) {
			return Mono.just(with(gathered, letter.get(), null));
		}
		return reader.download(letter.get())
			.map((bytes) -> with(gathered, letter.get(), bytes))
			.onErrorResume(AtsException.class, (ex) -> switch (ex.category()) {
				case UNAVAILABLE, REFUSED, NOT_FOUND -> Mono.just(gathered);
				default -> Mono.error(ex);
			});
	}

	private static Gathered with(Gathered gathered, DocumentRef document, @Nullable DocumentContent bytes) {
		return new Gathered(gathered.application(), gathered.settling(), gathered.resume(), document, bytes);
	}

}
