package io.claraconnect.instruments.load;

import java.time.Duration;

import org.HdrHistogram.Histogram;

/**
 * What a load found. Histograms are in nanoseconds.
 *
 * @param acknowledged how many requests were answered with 200 while the load ran, the
 * answers that came in after its end not counted
 * @param elapsed how long it ran
 * @param fromScheduled from when a request should have been sent to its answer: what a
 * sender feels. In a closed loop the same as from sending
 * @param lag how late requests were sent: what of the latency is the generator's own
 * fault, or that of too few connections
 */
public record LoadResult(long acknowledged, Duration elapsed, Histogram fromScheduled, Histogram lag) {

	static final long LONGEST_NANOS = Duration.ofSeconds(60).toNanos();

	static final int DIGITS = 3;

	/** Requests answered with 200 per second. */
	public double throughput() {
		return this.acknowledged * 1e9 / this.elapsed.toNanos();
	}

}
