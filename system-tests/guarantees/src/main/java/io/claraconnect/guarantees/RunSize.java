package io.claraconnect.guarantees;

import java.time.Duration;

/**
 * How large a run is.
 *
 * @param events about how many deliveries of vendors it drives, where it matters
 * @param seed where everything random comes from
 */
public record RunSize(int events, long seed) {

	private static final int QUICK = 24;

	/**
	 * The size of a test that runs with every build.
	 * @param seed where everything random comes from
	 * @return some seconds
	 */
	public static RunSize quick(long seed) {
		return new RunSize(QUICK, seed);
	}

	/**
	 * Tells whether this is a test that runs with every build.
	 * @return true for small ones
	 */
	public boolean isQuick() {
		return this.events <= QUICK;
	}

	/**
	 * Chooses by size.
	 * @param quick for a quick run
	 * @param full for a full one
	 * @return one of them
	 */
	public int of(int quick, int full) {
		return isQuick() ? quick : full;
	}

	/**
	 * Gives the time in which deliveries come in at a pace that a small machine keeps up
	 * with, whole house, vendors and measurements included.
	 * @param deliveries how many
	 * @return an eightieth of a second for each
	 */
	public Duration pace(int deliveries) {
		return Duration.ofNanos(12_500_000L * deliveries);
	}

	/**
	 * Gives the time in which all deliveries of a run come.
	 * @param quick that of a quick run
	 * @return that, or what the pace of a full run takes
	 */
	public Duration lasts(Duration quick) {
		return isQuick() ? quick : pace(this.events);
	}

	/**
	 * Gives the time in which everything must be done in the end.
	 * @return more for more events
	 */
	public Duration patience() {
		return Duration.ofSeconds(90).plus(Duration.ofMillis(60L * this.events));
	}

}
