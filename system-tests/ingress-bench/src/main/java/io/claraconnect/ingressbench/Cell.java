package io.claraconnect.ingressbench;

import java.time.Duration;

import io.claraconnect.instruments.load.CpuClock;
import io.claraconnect.instruments.load.LoadBalance;
import io.claraconnect.instruments.load.LoadResult;
import org.HdrHistogram.Histogram;

/**
 * One load on one subject.
 *
 * @param subject who was measured
 * @param round in which round; the first is 1, and 0 is beside them
 * @param connections how many connections
 * @param perSecond the rate of an open loop; 0 for a closed one
 * @param result what the generator found
 * @param untilSeen from when a request was scheduled to when its record was seen on
 * Kafka; of an open loop alone
 * @param balance the ledger
 * @param cpu what subject, broker and generator used, in this order
 */
record Cell(String subject, int round, int connections, double perSecond, LoadResult result, Histogram untilSeen,
		LoadBalance balance, CpuClock.Reading cpu) {

	static final int SUBJECT = 0;

	static final int BROKER = 1;

	static final int GENERATOR = 2;

	/** A percentile of the latency, in milliseconds. */
	double millis(double percentile) {
		return this.result.fromScheduled().getValueAtPercentile(percentile) / 1e6;
	}

	/** CPU time of one process for one request, in microseconds. */
	double cpuMicros(int process) {
		Duration used = this.cpu.used().get(process);
		return used.toNanos() / 1e3 / Math.max(1, this.balance.sent());
	}

	boolean closedWith(String name, int count) {
		return this.round > 0 && this.perSecond == 0 && this.subject.equals(name) && this.connections == count;
	}

}
