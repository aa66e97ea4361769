package io.claraconnect.ats.api;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * As much of an application as lists give: enough to decide whether to read it.
 *
 * @param id the vendor's id
 * @param candidateId the person
 * @param jobId the job
 * @param updatedAt the vendor's time of its last change, or null
 */
public record ApplicationSummary(String id, String candidateId, String jobId, @Nullable Instant updatedAt) {

}
