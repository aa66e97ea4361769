package io.claraconnect.guarantees.delivery;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** Holds once a number above zero has not changed for a second. */
final class Steady implements BooleanSupplier {

	private static final long LONG_ENOUGH = Duration.ofSeconds(1).toNanos();

	private final IntSupplier number;

	private int last;

	private long since = System.nanoTime();

	Steady(IntSupplier number) {
		this.number = number;
	}

	@Override
	public boolean getAsBoolean() {
		int now = this.number.getAsInt();
		if (now != this.last) {
			this.last = now;
			this.since = System.nanoTime();
		}
		return now > 0 && System.nanoTime() - this.since > LONG_ENOUGH;
	}

}
