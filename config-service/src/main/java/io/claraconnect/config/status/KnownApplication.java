package io.claraconnect.config.status;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Everything that a status is decided on: what the ATS says, the score, and what was
 * decided last.
 *
 * @param key which application
 * @param inAts what the ATS says of it
 * @param score its current score, or null
 * @param decision what was decided last, or null
 * @param revision grows with every decision; 0 before the first
 */
record KnownApplication(Key key, InAts inAts, @Nullable Score score, @Nullable Decision decision, long revision) {

	/**
	 * The same as a newer snapshot has it, which may name another job or, after a merge,
	 * another person.
	 */
	KnownApplication with(Key newerKey, InAts newer) {
		return new KnownApplication(newerKey, newer, this.score, this.decision, this.revision);
	}

	KnownApplication with(InAts newer) {
		return new KnownApplication(this.key, newer, this.score, this.decision, this.revision);
	}

	KnownApplication with(Score newer) {
		return new KnownApplication(this.key, this.inAts, newer, this.decision, this.revision);
	}

	/**
	 * Which application.
	 *
	 * @param organisationId the organisation
	 * @param integrationId the connection
	 * @param ats the kind of ATS
	 * @param applicationId the application
	 * @param candidateId the person
	 * @param jobId the job
	 */
	record Key(String organisationId, String integrationId, String ats, String applicationId, String candidateId,
			String jobId) {

	}

	/**
	 * What the ATS says.
	 *
	 * @param state ACTIVE, REJECTED, HIRED, ARCHIVED or GONE; UNKNOWN before the first
	 * snapshot
	 * @param stageId the stage, or null
	 * @param backfill whether it is from before its job was tracked
	 * @param replyRefs ids that a write-back needs
	 * @param appliedAt when the person applied, or null before the first snapshot
	 * @param dossierRef where the material is, or null
	 * @param revision fetch number of the snapshot; 0 before the first
	 */
	record InAts(String state, @Nullable String stageId, boolean backfill, Map<String, String> replyRefs,
			@Nullable Instant appliedAt, @Nullable String dossierRef, long revision) {

		static InAts unknown() {
			return new InAts("UNKNOWN", null, false, Map.of(), null, null, 0);
		}

		InAts with(boolean fromBackfill) {
			return new InAts(this.state, this.stageId, fromBackfill, this.replyRefs, this.appliedAt, this.dossierRef,
					this.revision);
		}

	}

	/**
	 * A score.
	 *
	 * @param scoreId its id
	 * @param jobId the job it was scored against
	 * @param outcome SCORED, NO_RESUME, UNREADABLE or NO_REQUIREMENTS
	 * @param totalTenths the score in tenths, or null unless SCORED
	 * @param needsReview whether a person must look
	 * @param explanationRef where the explanation is, or null
	 * @param modelVersion the model
	 * @param applicationRevision the snapshot it was made of
	 * @param createdAt when it was made
	 */
	record Score(String scoreId, String jobId, String outcome, @Nullable Integer totalTenths, boolean needsReview,
			@Nullable String explanationRef, String modelVersion, long applicationRevision, Instant createdAt) {

	}

	/**
	 * What was decided, as it was published.
	 *
	 * @param status the status
	 * @param origin who decided
	 * @param scoreId the score it rests on, or null
	 * @param threshold the threshold that the score was compared with, or null
	 * @param held whether write-back waits for a release
	 * @param scoreChanged whether a newer score came after a person decided
	 * @param state the application's state that was published with it
	 * @param stageId the stage that was published with it, or null
	 * @param decidedBy opaque id of the person, or null
	 * @param reasonCode code of the person's reason, or null
	 */
	record Decision(Status status, Origin origin, @Nullable String scoreId, @Nullable Integer threshold, boolean held,
			boolean scoreChanged, String state, @Nullable String stageId, @Nullable String decidedBy,
			@Nullable String reasonCode) {

	}

	/** Who decided. */
	enum Origin {

		SCORE, ATS, PERSON

	}

}
