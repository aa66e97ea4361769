package io.claraconnect.instruments.house;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.claraconnect.local.Waiting;

/** Waiting for something that must come true. */
public final class Until {

	private Until() {
	}

	/**
	 * Waits.
	 * @param what said when it does not come true
	 * @param limit how long at most
	 * @param condition asked again and again
	 * @return how long it took
	 * @throws TookTooLong when the time is over
	 */
	public static Duration holds(String what, Duration limit, BooleanSupplier condition) {
		return holds(() -> what, limit, condition);
	}

	/**
	 * Waits.
	 * @param what said when it does not come true; asked at the end
	 * @param limit how long at most
	 * @param condition asked again and again
	 * @return how long it took
	 * @throws TookTooLong when the time is over
	 */
	public static Duration holds(Supplier<String> what, Duration limit, BooleanSupplier condition) {
		long begin = System.nanoTime();
		if (!Waiting.until(limit, condition)) {
			throw new TookTooLong("Not within " + limit.toSeconds() + " s: " + what.get());
		}
		return Duration.ofNanos(System.nanoTime() - begin);
	}

	/** What was waited for did not come true in time. */
	public static final class TookTooLong extends AssertionError {

		private static final long serialVersionUID = 1L;

		TookTooLong(String message) {
			super(message);
		}

	}

}
