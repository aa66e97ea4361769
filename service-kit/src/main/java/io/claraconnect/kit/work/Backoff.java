package io.claraconnect.kit.work;

import java.time.Duration;

/** Growing waits between tries. */
public final class Backoff {

	private Backoff() {
	}

	/**
	 * How long to wait before the next try: doubles from {@code first} to {@code most},
	 * spread by up to a quarter so that rows that failed together do not come back
	 * together.
	 * @param attempts tries so far, at least 1
	 * @param spread a number from 0 to 1 that spreads the waits
	 */
	public static Duration wait(int attempts, Duration first, Duration most, double spread) {
		long doubled = first.toMillis() << Math.min(Math.max(attempts - 1, 0), 20);
		long bounded = Math.min(doubled, most.toMillis());
		return Duration.ofMillis((long) (bounded * (1 - spread / 4)));
	}

}
