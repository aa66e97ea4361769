package io.claraconnect.sandbox.greenhouse;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.claraconnect.sandbox.http.Reply;

/**
 * Counts calls in fixed windows that are aligned to the clock. The Reset header is always
 * a whole window ahead of now, later than the window really ends, as observed.
 */
final class RateWindow {

	private final Map<String, Count> counts = new ConcurrentHashMap<>();

	private final Duration length;

	RateWindow(Duration length) {
		this.length = length;
	}

	/** Counts a call. */
	Usage hit(String key, int limit, Instant now) {
		long window = now.getEpochSecond() / this.length.toSeconds();
		Count count = this.counts.merge(key, new Count(window, 1),
				(old, fresh) -> (old.window() == window) ? new Count(window, old.used() + 1) : fresh);
		long end = (window + 1) * this.length.toSeconds();
		long retryAfter = Math.max(1, end - now.getEpochSecond());
		return new Usage(limit, count.used(), now.plus(this.length).getEpochSecond(), retryAfter);
	}

	/** Where the caller stands after a call. */
	record Usage(int limit, int used, long reset, long retryAfter) {

		boolean exceeded() {
			return this.used > this.limit;
		}

		Reply describe(Reply reply) {
			reply.header("X-Ratelimit-Limit", Integer.toString(this.limit))
				.header("X-Ratelimit-Remaining", Integer.toString(Math.max(0, this.limit - this.used)))
				.header("X-Ratelimit-Reset", Long.toString(this.reset));
			return exceeded() ? reply.header("Retry-After", Long.toString(this.retryAfter)) : reply;
		}

	}

	private record Count(long window, int used) {
	}

}
