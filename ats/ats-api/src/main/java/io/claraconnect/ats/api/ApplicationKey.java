package io.claraconnect.ats.api;

/**
 * Names one candidacy for a write.
 *
 * @param applicationId the application
 * @param candidateId the person
 * @param jobId the job
 */
public record ApplicationKey(String applicationId, String candidateId, String jobId) {

}
