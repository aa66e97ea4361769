package io.claraconnect.sandbox.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One webhook call with its attempts. {@code waits} holds the pause before each further
 * attempt, so its size plus one is the number of attempts; {@code only200} is set where
 * the vendor counts no other 2xx as success.
 */
public record Delivery(String id, String webhookId, String event, String url, Map<String, String> headers, String body,
		List<Duration> waits, boolean only200, State state, List<Attempt> attempts, Instant createdAt,
		@Nullable Instant dueAt) implements Row {

	/** How far a delivery is. */
	public enum State {

		/** An attempt is due or will be. */
		PENDING,
		/** The endpoint confirmed. */
		DELIVERED,
		/** Given up. */
		FAILED

	}

	/** One call; status 0 means that no answer came. */
	public record Attempt(Instant at, int status) {
	}

	/** Returns whether this status ends the delivery well. */
	public boolean succeeds(int status) {
		return this.only200 ? status == 200 : status >= 200 && status < 300;
	}

	/**
	 * Returns this delivery after an attempt.
	 * @param attempt what happened
	 * @param timeWarp how many times faster than the vendor retries are sent
	 */
	public Delivery after(Attempt attempt, double timeWarp) {
		List<Attempt> all = new ArrayList<>(this.attempts);
		all.add(attempt);
		if (succeeds(attempt.status())) {
			return with(State.DELIVERED, all, null);
		}
		if (all.size() > this.waits.size()) {
			return with(State.FAILED, all, null);
		}
		Duration wait = Duration.ofMillis((long) (this.waits.get(all.size() - 1).toMillis() / timeWarp));
		return with(State.PENDING, all, attempt.at().plus(wait));
	}

	/** Returns this delivery due at the given time. */
	public Delivery due(Instant at) {
		return with(State.PENDING, this.attempts, at);
	}

	/** Returns a fresh copy under another id, without attempts, due at the given time. */
	public Delivery copy(String id, Instant at) {
		return new Delivery(id, this.webhookId, this.event, this.url, this.headers, this.body, this.waits, this.only200,
				State.PENDING, List.of(), at, at);
	}

	private Delivery with(State state, List<Attempt> attempts, @Nullable Instant dueAt) {
		return new Delivery(this.id, this.webhookId, this.event, this.url, this.headers, this.body, this.waits,
				this.only200, state, List.copyOf(attempts), this.createdAt, dueAt);
	}

}
