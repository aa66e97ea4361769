package io.claraconnect.ats.api;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A change that a vendor announced: a hint to read the ids it names.
 *
 * @param kind what changed
 * @param vendorEvent the vendor's own name of the event
 * @param applicationId the application, or null when the vendor does not name it
 * @param candidateId the person, or null when the vendor does not name it
 * @param jobId the job, or null when the vendor does not name it
 * @param occurredAt the vendor's time of the change, or null when it gives none
 * @param replyRefs opaque ids that a later write-back needs (such as a partner result
 * id); no personal data
 */
public record AtsEvent(Kind kind, String vendorEvent, @Nullable String applicationId, @Nullable String candidateId,
		@Nullable String jobId, @Nullable Instant occurredAt, Map<String, String> replyRefs) {

	public AtsEvent {
		replyRefs = Map.copyOf(replyRefs);
		if (applicationId == null && candidateId == null && jobId == null) {
			throw new IllegalArgumentException("An event names an application, a candidate or a job");
		}
	}

	/** What changed. */
	public enum Kind {

		APPLICATION_CREATED, APPLICATION_UPDATED, STAGE_CHANGED, REJECTED, UNREJECTED, HIRED, UNHIRED,
		APPLICATION_DELETED, CANDIDATE_UPDATED, CANDIDATE_DELETED, CANDIDATE_MERGED, CANDIDATE_ANONYMIZED, JOB_UPDATED,
		JOB_DELETED

	}

}
