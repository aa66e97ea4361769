package io.claraconnect.local;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Waiting for a condition of another process, which can only be asked again and again.
 */
public final class Waiting {

	private static final Duration PAUSE = Duration.ofMillis(50);

	private Waiting() {
	}

	/**
	 * Asks until the condition holds.
	 * @param limit how long to ask
	 * @param condition asked at least once
	 * @return whether it held before the time was over
	 */
	public static boolean until(Duration limit, BooleanSupplier condition) {
		long deadline = System.nanoTime() + limit.toNanos();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() - deadline >= 0 || Thread.currentThread().isInterrupted()) {
				return false;
			}
			LockSupport.parkNanos(PAUSE.toNanos());
		}
		return true;
	}

}
