package io.claraconnect.sandbox.teamtailor;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.claraconnect.sandbox.http.Reply;

/** Counts the calls of an account in windows of ten seconds. */
final class Window {

	private static final long SECONDS = 10;

	private final Map<String, Usage> usages = new ConcurrentHashMap<>();

	Usage hit(String account, int limit, Instant now) {
		long number = now.getEpochSecond() / SECONDS;
		long left = (number + 1) * SECONDS - now.getEpochSecond();
		return this.usages.compute(account, (key, old) -> new Usage(number, limit,
				(old != null && old.number() == number) ? old.used() + 1 : 1, left));
	}

	/**
	 * Where the account stands after a call; left are the seconds until the next window.
	 */
	record Usage(long number, int limit, int used, long left) {

		boolean exceeded() {
			return this.used > this.limit;
		}

		Reply describe(Reply reply) {
			reply.header("X-Rate-Limit-Limit", Integer.toString(this.limit))
				.header("X-Rate-Limit-Remaining", Integer.toString(Math.max(0, this.limit - this.used)))
				.header("X-Rate-Limit-Reset", Long.toString(this.left));
			return exceeded() ? reply.header("Retry-After", Long.toString(this.left)) : reply;
		}

	}

}
