package io.claraconnect.kit.work;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Something to do, named by what it is about: asking twice makes one row, whose revision
 * grows.
 *
 * @param organisationId the organisation
 * @param integrationId the connection; rows are run fairly over connections
 * @param subject what it is about, for example {@code application:123}; one row per
 * connection and subject
 * @param kind which handler runs it
 * @param priority 0 goes first, 9 last; on a row that is there already the smaller number
 * stays
 * @param payload what the handler needs, as text; replaces the payload of a row that is
 * there already
 * @param delay how long to wait at least, so that a burst becomes one run
 * @param traceparent W3C trace context of the cause
 * @param causationId id of the event that caused it, or null
 */
public record WorkItem(String organisationId, String integrationId, String subject, String kind, int priority,
		String payload, Duration delay, String traceparent, @Nullable String causationId) {

	@Override
	public String toString() {
		return "WorkItem[" + this.kind + "]";
	}

}
