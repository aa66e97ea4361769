package io.claraconnect.sandbox.lever;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A token bucket per credential: a steady rate per second, bursts of twice that. */
final class Bucket {

	private final Map<String, Level> levels = new ConcurrentHashMap<>();

	/** Takes one token if there is one. */
	boolean take(String credential, int perSecond, Instant now) {
		double most = 2.0 * perSecond;
		Level level = this.levels.compute(credential, (key, old) -> {
			double filled = (old == null) ? most : Math.min(most,
					old.tokens() + perSecond * Duration.between(old.at(), now).toNanos() / 1_000_000_000.0);
			return (filled >= 1) ? new Level(filled - 1, now, true) : new Level(filled, now, false);
		});
		return level.granted();
	}

	private record Level(double tokens, Instant at, boolean granted) {
	}

}
