package io.claraconnect.instruments.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

import org.HdrHistogram.Histogram;

/**
 * Sends requests over kept-alive connections from one thread, which shares the machine
 * with what it measures and therefore does as little as it can.
 */
public final class Generator {

	/** How long answers may come in after the last request. */
	private static final Duration GRACE = Duration.ofSeconds(10);

	private static final long MILLISECOND = 1_000_000;

	/**
	 * Shorter waits are not slept, since a selector waits whole milliseconds: then an
	 * answer is seen at most so much late.
	 */
	private static final long NAP = 100_000;

	private final InetSocketAddress target;

	private final Requests requests;

	/**
	 * A generator.
	 * @param target where the requests go
	 * @param requests what is sent
	 */
	public Generator(InetSocketAddress target, Requests requests) {
		this.target = target;
		this.requests = requests;
	}

	/**
	 * Sends the next request of each connection as soon as the one before is answered.
	 * @param ledger where each request is booked
	 * @param connections how many connections
	 * @param length for how long
	 */
	public LoadResult closedLoop(LoadLedger ledger, int connections, Duration length) {
		return run(ledger, connections, length, Schedule.closed(System.nanoTime(), length));
	}

	/**
	 * Sends requests at their times, whatever became of those before; a request that
	 * finds no free connection waits, and its latency counts from its time.
	 * @param ledger where each request is booked
	 * @param connections how many connections
	 * @param perSecond the mean rate
	 * @param length for how long
	 * @param random where the gaps come from
	 */
	public LoadResult openLoop(LoadLedger ledger, int connections, double perSecond, Duration length,
			RandomGenerator random) {
		return run(ledger, connections, length, Schedule.open(System.nanoTime(), length, perSecond, random));
	}

	private LoadResult run(LoadLedger ledger, int connections, Duration length, Schedule schedule) {
		try (Selector selector = Selector.open()) {
			Run run = new Run(ledger, schedule, System.nanoTime() + length.toNanos());
			Deque<Wire> wires = new ArrayDeque<>();
			for (int i = 0; i < connections; i++) {
				wires.add(new Wire(this.target, selector, this.requests.longest()));
			}
			run.idle.addAll(wires);
			run.go(selector, connections);
			for (Wire wire : wires) {
				run.abandon(wire);
			}
			return new LoadResult(run.acknowledged, length, run.fromScheduled, run.lag);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The load cannot be sent to " + this.target, ex);
		}
	}

	/** One load. */
	private final class Run {

		private final LoadLedger ledger;

		private final Schedule schedule;

		private final long end;

		private final Deque<Wire> idle = new ArrayDeque<>();

		private final Histogram fromScheduled = new Histogram(LoadResult.LONGEST_NANOS, LoadResult.DIGITS);

		private final Histogram lag = new Histogram(LoadResult.LONGEST_NANOS, LoadResult.DIGITS);

		private long acknowledged;

		private int broken;

		Run(LoadLedger ledger, Schedule schedule, long end) {
			this.ledger = ledger;
			this.schedule = schedule;
			this.end = end;
		}

		void go(Selector selector, int connections) throws IOException {
			long now = System.nanoTime();
			while (now < this.end + GRACE.toNanos() && this.broken < connections) {
				while (!this.idle.isEmpty() && this.schedule.due(now)) {
					send(this.idle.remove(), this.schedule.take(now));
				}
				if (this.schedule.over(now) && this.idle.size() + this.broken == connections) {
					return;
				}
				await(selector, this.idle.isEmpty() ? Long.MAX_VALUE : this.schedule.untilNext(System.nanoTime()));
				now = System.nanoTime();
			}
		}

		private void await(Selector selector, long nanos) throws IOException {
			if (nanos >= MILLISECOND) {
				selector.select(this::ready, Math.min(nanos / MILLISECOND, 100));
			}
			else {
				LockSupport.parkNanos(Math.min(nanos, NAP));
				selector.selectNow(this::ready);
			}
		}

		private void send(Wire wire, long scheduledAt) {
			long number = this.ledger.send(scheduledAt);
			try {
				wire.send(number, scheduledAt, Generator.this.requests);
				record(this.lag, wire.sentAt() - scheduledAt);
			}
			catch (IOException ex) {
				lose(wire, number);
			}
		}

		private void ready(SelectionKey key) {
			Wire wire = (Wire) key.attachment();
			try {
				if (key.isWritable()) {
					wire.flush();
				}
				if (key.isReadable()) {
					receive(wire);
				}
			}
			catch (IOException | IllegalArgumentException ex) {
				lose(wire, wire.number());
			}
		}

		private void receive(Wire wire) throws IOException {
			if (!wire.busy()) {
				wire.reopen();
				return;
			}
			int status = wire.receive();
			if (status == AnswerReader.INCOMPLETE) {
				return;
			}
			long now = System.nanoTime();
			this.ledger.answered(wire.number(), status);
			record(this.fromScheduled, now - wire.scheduledAt());
			this.acknowledged += (status == 200 && now < this.end) ? 1 : 0;
			if (wire.mustReopen()) {
				wire.reopen();
			}
			this.idle.add(wire);
		}

		/** The request of a connection that broke is not repeated. */
		private void lose(Wire wire, long number) {
			boolean wasBusy = wire.busy();
			if (wasBusy) {
				this.ledger.failed(number, "connection_lost");
			}
			try {
				wire.reopen();
				if (wasBusy) {
					this.idle.add(wire);
				}
			}
			catch (IOException ex) {
				this.broken += wasBusy ? 1 : 0;
			}
		}

		private void abandon(Wire wire) throws IOException {
			if (wire.busy()) {
				this.ledger.failed(wire.number(), "no_answer");
			}
			wire.close();
		}

		private static void record(Histogram histogram, long nanos) {
			histogram.recordValue(Math.clamp(nanos, 0, LoadResult.LONGEST_NANOS));
		}

	}

}
