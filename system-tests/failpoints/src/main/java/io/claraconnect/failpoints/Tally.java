package io.claraconnect.failpoints;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What happened at one point, over every process that used the control directory.
 *
 * @param hits how often it was reached
 * @param fired how often something was done there
 */
record Tally(AtomicLong hits, AtomicLong fired) {

	Tally() {
		this(new AtomicLong(), new AtomicLong());
	}

	/** Takes one of so many times; false when all were taken. 0 has no end. */
	boolean fire(int times) {
		long before = this.fired.getAndUpdate((n) -> (times == 0 || n < times) ? n + 1 : n);
		return times == 0 || before < times;
	}

	boolean spent(int times) {
		return times != 0 && this.fired.get() >= times;
	}

}
