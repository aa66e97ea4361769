package io.claraconnect.kit.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Knows when handing a record to the Kafka client cannot wait: the client knows the topic
 * (it acknowledged a record of it a moment ago, so that its schema is known as well), and
 * its buffer has room for it. Safe for use by many threads.
 */
final class SendingRoom {

	/** What {@code buffer.memory} is set to. */
	static final long BUFFER_BYTES = 32L * 1024 * 1024;

	/** The rest is for records that are sent the other way. */
	private static final long SHARE = BUFFER_BYTES * 3 / 4;

	/** A record that begins a batch takes a whole one. */
	private static final int BATCH_BYTES = 16 * 1024;

	private static final int OVERHEAD_BYTES = 1024;

	/** The client forgets a topic after five minutes without a record for it. */
	private static final long KNOWN_NANOS = Duration.ofMinutes(1).toNanos();

	private final LongSupplier nanos;

	private final AtomicLong taken = new AtomicLong();

	private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();

	SendingRoom(LongSupplier nanos) {
		this.nanos = nanos;
	}

	boolean knows(String topic) {
		Long last = this.acknowledged.get(topic);
		return last != null && this.nanos.getAsLong() - last < KNOWN_NANOS;
	}

	/** Takes room for a record; false when there is none, and then nothing is taken. */
	boolean take(int bytes) {
		long needed = needed(bytes);
		if (this.taken.addAndGet(needed) <= SHARE) {
			return true;
		}
		this.taken.addAndGet(-needed);
		return false;
	}

	/** Gives the room of a record back. */
	void giveBack(int bytes) {
		this.taken.addAndGet(-needed(bytes));
	}

	void acknowledged(String topic) {
		this.acknowledged.put(topic, this.nanos.getAsLong());
	}

	/** After a failure the next record shows whether the client still knows the topic. */
	void failed(String topic) {
		this.acknowledged.remove(topic);
	}

	private static long needed(int bytes) {
		return Math.max(BATCH_BYTES, bytes + OVERHEAD_BYTES);
	}

}
