package io.claraconnect.sandbox.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One candidacy for one job. The stage survives a rejection, so that it can be undone.
 * {@code visits} is the stage history, the current stay last.
 */
public record Application(String id, String candidateId, String jobId, String stageId, Status status,
		@Nullable String rejectionReasonId, @Nullable Instant rejectedAt, @Nullable Instant hiredAt,
		List<Answer> answers, @Nullable String coverLetter, List<StageVisit> visits, Instant createdAt,
		Instant updatedAt) implements Row {

	/** Where a candidacy stands. */
	public enum Status {

		/** In process. */
		ACTIVE,
		/** Turned down, or withdrawn. */
		REJECTED,
		/** Taken. */
		HIRED

	}

	/** Returns the current stay in a stage. */
	public StageVisit visit() {
		return this.visits.getLast();
	}

	/** Returns this application in another stage, as a new stay with the given id. */
	public Application moved(String visitId, String stageId, Instant now) {
		return transferred(visitId, this.jobId, stageId, now);
	}

	/**
	 * Returns this application in a stage of another job, as a new stay with the given
	 * id.
	 */
	public Application transferred(String visitId, String jobId, String stageId, Instant now) {
		List<StageVisit> history = new ArrayList<>(this.visits);
		StageVisit last = history.removeLast();
		history.add(new StageVisit(last.id(), last.stageId(), last.enteredAt(), now));
		history.add(new StageVisit(visitId, stageId, now, null));
		return new Application(this.id, this.candidateId, jobId, stageId, this.status, this.rejectionReasonId,
				this.rejectedAt, this.hiredAt, this.answers, this.coverLetter, List.copyOf(history), this.createdAt,
				now);
	}

	/** Returns this application rejected for the given reason. */
	public Application rejected(@Nullable String reasonId, Instant now) {
		return with(Status.REJECTED, reasonId, now, null, now);
	}

	/** Returns this application in process again. */
	public Application active(Instant now) {
		return with(Status.ACTIVE, null, null, null, now);
	}

	/** Returns this application hired. */
	public Application hired(Instant now) {
		return with(Status.HIRED, null, null, now, now);
	}

	/** Returns this application, touched at the given time. */
	public Application touched(Instant now) {
		return with(this.status, this.rejectionReasonId, this.rejectedAt, this.hiredAt, now);
	}

	private Application with(Status status, @Nullable String reasonId, @Nullable Instant rejectedAt,
			@Nullable Instant hiredAt, Instant now) {
		return new Application(this.id, this.candidateId, this.jobId, this.stageId, status, reasonId, rejectedAt,
				hiredAt, this.answers, this.coverLetter, this.visits, this.createdAt, now);
	}

}
