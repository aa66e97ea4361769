package io.claraconnect.writeback.plan;

import io.claraconnect.ats.api.ApplicationKey;
import org.jspecify.annotations.Nullable;

/**
 * The newest status of an application.
 *
 * @param applicationId the vendor's id of the candidacy
 * @param candidateId the vendor's id of the person
 * @param jobId the vendor's id of the job
 * @param status the status
 * @param origin who decided
 * @param totalTenths the score in tenths of a point, or null when there is none
 * @param threshold the threshold it was compared with, or null
 * @param explanationRef where the explanation is in the vault, or null
 * @param modelVersion version of the model that scored, or null
 * @param needsReview whether a person must look before anything moves
 * @param scoreChanged whether a newer score came after a person's decision
 * @param active whether the application is active in the ATS
 * @param stageId the stage it is in in the ATS, or null
 * @param held whether an admin has to release it first
 * @param revision grows with every decision
 * @param handledRevision the revision that was last dealt with
 */
public record DecidedStatus(String applicationId, String candidateId, String jobId, String status, Origin origin,
		@Nullable Integer totalTenths, @Nullable Integer threshold, @Nullable String explanationRef,
		@Nullable String modelVersion, boolean needsReview, boolean scoreChanged, boolean active,
		@Nullable String stageId, boolean held, long revision, long handledRevision) {

	/** Names the candidacy for a write. */
	public ApplicationKey key() {
		return new ApplicationKey(this.applicationId, this.candidateId, this.jobId);
	}

	/** Whether this decision still has to be dealt with. */
	public boolean unhandled() {
		return this.handledRevision < this.revision;
	}

}
