package io.claraconnect.kit.work;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A leased row of work.
 *
 * @param organisationId the organisation
 * @param integrationId the connection
 * @param subject what it is about
 * @param kind which handler runs it
 * @param priority 0 goes first
 * @param payload what the handler needs
 * @param revision how often it was asked for; when it grows during a run, the row is run
 * again
 * @param attempts runs since it was last asked for, this one included
 * @param firstAskedAt when it was asked for after it was last done
 * @param leaseId names this lease: a run that lost its lease must not commit anything
 * @param traceparent W3C trace context of the cause
 * @param causationId id of the event that caused it, or null
 */
public record WorkRow(String organisationId, String integrationId, String subject, String kind, int priority,
		String payload, long revision, int attempts, Instant firstAskedAt, String leaseId, String traceparent,
		@Nullable String causationId) {

	@Override
	public String toString() {
		return "WorkRow[" + this.kind + ", attempt " + this.attempts + "]";
	}

}
