package io.claraconnect.sandbox.world;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An endpoint the customer configured. {@code event} is the vendor's event name, or
 * {@code *} where one hook carries all; {@code lastStatus} is the HTTP status of the last
 * attempt, 0 when there was no answer.
 */
public record Webhook(String id, String name, String url, String secret, String event, boolean enabled,
		@Nullable Integer lastStatus, Map<String, String> attributes, Instant createdAt,
		Instant updatedAt) implements Row {

	/** Returns this hook, switched on or off. */
	public Webhook enabled(boolean enabled, Instant now) {
		return new Webhook(this.id, this.name, this.url, this.secret, this.event, enabled, this.lastStatus,
				this.attributes, this.createdAt, now);
	}

	/** Returns this hook with the result of the latest attempt. */
	public Webhook answered(int status) {
		return new Webhook(this.id, this.name, this.url, this.secret, this.event, this.enabled, status, this.attributes,
				this.createdAt, this.updatedAt);
	}

}
