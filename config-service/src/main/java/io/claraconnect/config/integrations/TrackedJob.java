package io.claraconnect.config.integrations;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A job whose candidates are screened.
 *
 * @param jobId the vendor's id
 * @param trackedSince when it was tracked
 * @param threshold its own threshold, or null for the connection's
 * @param backfillReleased whether applications from before may be written to
 */
public record TrackedJob(String jobId, Instant trackedSince, @Nullable Integer threshold, boolean backfillReleased) {

}
