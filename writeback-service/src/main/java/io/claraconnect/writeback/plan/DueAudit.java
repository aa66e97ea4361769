package io.claraconnect.writeback.plan;

import java.time.Duration;

/**
 * The next look for writes that took effect late.
 *
 * @param done audits since the last doubt
 * @param in how long until the next
 */
public record DueAudit(int done, Duration in) {

}
