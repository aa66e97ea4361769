package io.claraconnect.instruments.load;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** When requests are due. Times are those of {@link System#nanoTime()}. */
sealed interface Schedule {

	/** Whether a request is due that was not taken yet. */
	boolean due(long now);

	/** Takes the oldest request that is due and tells when it was. */
	long take(long now);

	/** How long until the next one is due; a long time when none comes. */
	long untilNext(long now);

	/** Whether no request will ever be due again. */
	boolean over(long now);

	/** The next request is due when the answer to the one before is there. */
	static Schedule closed(long start, Duration length) {
		return new Closed(start + length.toNanos());
	}

	/** Requests come as those of many independent senders do, answered or not. */
	static Schedule open(long start, Duration length, double perSecond, RandomGenerator random) {
		return new Open(start, start + length.toNanos(), 1e9 / perSecond, random);
	}

	/** A closed loop. */
	final class Closed implements Schedule {

		private final long end;

		Closed(long end) {
			this.end = end;
		}

		@Override
		public boolean due(long now) {
			return now < this.end;
		}

		@Override
		public long take(long now) {
			return now;
		}

		@Override
		public long untilNext(long now) {
			return Long.MAX_VALUE;
		}

		@Override
		public boolean over(long now) {
			return now >= this.end;
		}

	}

	/** An open loop with exponential gaps. */
	final class Open implements Schedule {

		private final long end;

		private final double meanGap;

		private final RandomGenerator random;

		private double next;

		Open(long start, long end, double meanGap, RandomGenerator random) {
			this.end = end;
			this.meanGap = meanGap;
			this.random = random;
			this.next = start;
		}

		@Override
		public boolean due(long now) {
			return this.next <= now && this.next < this.end;
		}

		@Override
		public long take(long now) {
			long taken = (long) this.next;
			this.next += this.random.nextExponential() * this.meanGap;
			return taken;
		}

		@Override
		public long untilNext(long now) {
			return (this.next < this.end) ? Math.max(0, (long) this.next - now) : Long.MAX_VALUE;
		}

		@Override
		public boolean over(long now) {
			return this.next >= this.end;
		}

	}

}
