package io.claraconnect.kit.work;

import java.time.Duration;

/**
 * How a runner works.
 *
 * @param concurrency rows run at a time by this process; rows that only wait for the rate
 * budget of their connection do not count
 * @param perConnection rows run at a time for one connection, over all processes; with
 * several processes never more, except for a moment after a lease was lost
 * @param behind of these, how many may be of another rank than 0, so that urgent rows
 * find a place however much else there is to do
 * @param lease after how long without a sign of life a row is given to somebody else
 * @param poll how long to wait when nothing is ready
 */
public record WorkSettings(int concurrency, int perConnection, int behind, Duration lease, Duration poll) {

	/** Settings with which rows of every rank may take all places of a connection. */
	public WorkSettings(int concurrency, int perConnection, Duration lease, Duration poll) {
		this(concurrency, perConnection, perConnection, lease, poll);
	}

	/**
	 * Sixteen at a time, four for one connection, thirty seconds of lease, a look every
	 * quarter of a second.
	 */
	public static WorkSettings ordinary() {
		return new WorkSettings(16, 4, Duration.ofSeconds(30), Duration.ofMillis(250));
	}

}
