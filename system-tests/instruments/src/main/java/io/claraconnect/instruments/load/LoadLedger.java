package io.claraconnect.instruments.load;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

import org.HdrHistogram.Histogram;

/**
 * What became of each request, by its number. One thread books what was sent and
 * answered, one other what was seen on Kafka; {@link #balance()} is for when both have
 * ended.
 */
public final class LoadLedger {

	private static final short UNSENT = 0;

	private static final short WAITING = 1;

	private static final short FAILED = 2;

	private static final int OK = 200;

	private final long first;

	private short[] states = new short[1 << 16];

	private byte[] copies = new byte[1 << 16];

	private long[] scheduledAt = new long[1 << 16];

	private long[] seenAt = new long[1 << 16];

	private long next;

	private long strangers;

	private final Map<String, Long> failures = new TreeMap<>();

	/**
	 * An empty ledger.
	 * @param first the number of the first request
	 */
	public LoadLedger(long first) {
		this.first = first;
		this.next = first;
	}

	/**
	 * Books that a request is sent and gives it its number.
	 * @param scheduled when it should have been sent, by {@link System#nanoTime()}
	 */
	long send(long scheduled) {
		int at = index(this.next);
		if (at == this.states.length) {
			this.states = Arrays.copyOf(this.states, 2 * at);
			this.scheduledAt = Arrays.copyOf(this.scheduledAt, 2 * at);
		}
		this.states[at] = WAITING;
		this.scheduledAt[at] = scheduled;
		return this.next++;
	}

	/** Books the status of an answer. */
	void answered(long number, int status) {
		close(number, (short) status);
	}

	/** Books that no answer came. */
	void failed(long number, String reason) {
		close(number, FAILED);
		this.failures.merge(reason, 1L, Long::sum);
	}

	private void close(long number, short state) {
		if (this.states[index(number)] != WAITING) {
			throw new IllegalStateException("Request " + number + " is answered twice");
		}
		this.states[index(number)] = state;
	}

	/**
	 * Books that a record with this number is on Kafka.
	 * @param now by {@link System#nanoTime()}
	 */
	void seen(long number, long now) {
		long at = number - this.first;
		if (at < 0 || at > Integer.MAX_VALUE / 2) {
			this.strangers++;
			return;
		}
		if (at >= this.copies.length) {
			int larger = (int) Math.max(2L * this.copies.length, at + 1);
			this.copies = Arrays.copyOf(this.copies, larger);
			this.seenAt = Arrays.copyOf(this.seenAt, larger);
		}
		if (this.copies[(int) at] == 0) {
			this.seenAt[(int) at] = now;
		}
		if (this.copies[(int) at] < Byte.MAX_VALUE) {
			this.copies[(int) at]++;
		}
	}

	private int index(long number) {
		return Math.toIntExact(number - this.first);
	}

	/** The number after the last one that was sent. */
	public long next() {
		return this.next;
	}

	/**
	 * From when a request was scheduled to when its record was first seen. Means
	 * something only when the witness watched while the load ran.
	 */
	public Histogram untilSeen() {
		Histogram histogram = new Histogram(LoadResult.LONGEST_NANOS, LoadResult.DIGITS);
		for (int at = 0; at < Math.min(this.copies.length, index(this.next)); at++) {
			if (this.states[at] == OK && this.copies[at] > 0) {
				histogram.recordValue(Math.clamp(this.seenAt[at] - this.scheduledAt[at], 0, LoadResult.LONGEST_NANOS));
			}
		}
		return histogram;
	}

	/** Adds it all up. */
	public LoadBalance balance() {
		long acknowledged = 0;
		long waiting = 0;
		long lost = 0;
		long unacknowledged = 0;
		long twice = 0;
		long unsent = this.strangers;
		Map<Integer, Long> rejected = new TreeMap<>();
		for (int at = 0; at < Math.max(this.copies.length, index(this.next)); at++) {
			short state = (at < index(this.next)) ? this.states[at] : UNSENT;
			int found = (at < this.copies.length) ? this.copies[at] : 0;
			if (state == UNSENT) {
				unsent += found;
				continue;
			}
			if (state == WAITING) {
				waiting++;
			}
			else if (state == OK) {
				acknowledged++;
				lost += (found == 0) ? 1 : 0;
			}
			else if (state != FAILED) {
				rejected.merge((int) state, 1L, Long::sum);
			}
			unacknowledged += (state != OK && found > 0) ? 1 : 0;
			twice += (found > 1) ? 1 : 0;
		}
		return new LoadBalance(this.next - this.first, acknowledged, rejected, Map.copyOf(this.failures), waiting, lost,
				unacknowledged, twice, unsent);
	}

}
