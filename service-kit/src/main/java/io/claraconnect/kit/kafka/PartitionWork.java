package io.claraconnect.kit.kafka;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The records of one partition that were taken and are not all finished. Records of one
 * key are handled one after the other, each key on a virtual thread of its own; a record
 * that has to wait keeps the later ones of its key behind it and no other. What may be
 * committed is the offset before which everything is finished. Safe for use by many
 * threads.
 */
final class PartitionWork {

	/** Records in hand, unfinished, at which no more are taken. */
	static final int MOST = 200;

	/** Bytes of them. */
	static final long MOST_BYTES = 4 << 20;

	/** How far what is finished may run ahead of what is not. */
	static final int WINDOW = 10_000;

	private final TopicPartition partition;

	private final RecordHandling handling;

	private final Semaphore turns;

	private final Deque<Taken> taken = new ArrayDeque<>();

	private final Map<String, Lane> lanes = new HashMap<>();

	private final SortedSet<Long> ahead = new TreeSet<>();

	private Stage stage = Stage.OPEN;

	private int unfinished;

	private long bytes;

	private int parked;

	private long position = -1;

	private boolean changed;

	@Nullable private OffsetAndMetadata told;

	/** Begins where the group stands, knowing what it finished ahead. */
	PartitionWork(TopicPartition partition, RecordHandling handling, Semaphore turns,
			@Nullable OffsetAndMetadata committed) {
		this.partition = partition;
		this.handling = handling;
		this.turns = turns;
		if (committed != null) {
			this.ahead.addAll(FinishedAhead.read(committed.offset(), committed.metadata()));
		}
	}

	TopicPartition partition() {
		return this.partition;
	}

	synchronized void add(ConsumerRecord<String, byte[]> record) {
		this.position = record.offset() + 1;
		this.changed = true;
		Taken now = new Taken(record);
		this.taken.add(now);
		if (this.ahead.remove(record.offset())) {
			now.record = null;
			return;
		}
		this.unfinished++;
		this.bytes += now.size;
		String key = (record.key() != null) ? record.key() : "";
		Lane lane = this.lanes.get(key);
		if (lane == null) {
			lane = new Lane(key);
			this.lanes.put(key, lane);
			lane.waiting.add(now);
			lane.thread.start();
		}
		else {
			lane.waiting.add(now);
		}
	}

	/** Whether no more records should be taken for now. */
	synchronized boolean full() {
		return this.unfinished >= MOST || this.bytes >= MOST_BYTES || this.taken.size() >= WINDOW;
	}

	synchronized int unfinished() {
		return this.unfinished;
	}

	synchronized int parked() {
		return this.parked;
	}

	/**
	 * What can be committed now and was not told before: the contiguous end, and in its
	 * metadata what is finished beyond it.
	 */
	synchronized Optional<OffsetAndMetadata> committable() {
		if (!this.changed) {
			return Optional.empty();
		}
		this.changed = false;
		while (!this.taken.isEmpty() && this.taken.getFirst().record == null) {
			this.taken.removeFirst();
		}
		long end = this.taken.isEmpty() ? this.position : this.taken.getFirst().offset;
		List<Long> finished = this.taken.stream().filter((one) -> one.record == null).map((one) -> one.offset).toList();
		OffsetAndMetadata now = new OffsetAndMetadata(end, FinishedAhead.write(end, finished));
		if (now.equals(this.told)) {
			return Optional.empty();
		}
		this.told = now;
		return Optional.of(now);
	}

	/** Makes {@link #committable()} tell again what it told. */
	synchronized void untell() {
		this.told = null;
		this.changed = this.position >= 0;
	}

	/** Nothing that waits for another attempt gets one; the rest goes on. */
	void settle() {
		advance(Stage.SETTLING);
	}

	/** Nothing begins any more; what is being handled goes on. */
	void stop() {
		advance(Stage.STOPPED);
	}

	/** What is still being handled is interrupted, and its end counts for nothing. */
	void abandon() {
		advance(Stage.ABANDONED);
	}

	private synchronized void advance(Stage next) {
		if (this.stage.compareTo(next) >= 0) {
			return;
		}
		this.stage = next;
		for (Lane lane : this.lanes.values()) {
			if (next == Stage.ABANDONED || (next == Stage.STOPPED && !lane.handling)) {
				lane.thread.interrupt();
			}
		}
		notifyAll();
	}

	/**
	 * Waits until no key is being worked on.
	 * @return false when that took longer
	 */
	synchronized boolean quiet(Duration wait) throws InterruptedException {
		long end = System.nanoTime() + wait.toNanos();
		while (!this.lanes.isEmpty()) {
			long left = (end - System.nanoTime()) / 1_000_000;
			if (left <= 0) {
				return false;
			}
			wait(left);
		}
		return true;
	}

	private synchronized @Nullable Taken head(Lane lane) {
		Taken head = lane.waiting.peek();
		if (head == null || this.stage.compareTo(Stage.STOPPED) >= 0) {
			this.lanes.remove(lane.key);
			notifyAll();
			return null;
		}
		return head;
	}

	private synchronized void leave(Lane lane) {
		this.lanes.remove(lane.key, lane);
		notifyAll();
	}

	private synchronized boolean begin(Lane lane) {
		lane.handling = this.stage.compareTo(Stage.STOPPED) < 0;
		return lane.handling;
	}

	private synchronized void end(Lane lane, Taken one, boolean done) {
		lane.handling = false;
		if (done && this.stage != Stage.ABANDONED) {
			one.record = null;
			this.changed = true;
			this.unfinished--;
			this.bytes -= one.size;
			lane.waiting.remove();
		}
	}

	/** Gives false when it is too late for another attempt. */
	private synchronized boolean park(Duration wait) throws InterruptedException {
		long end = System.nanoTime() + wait.toNanos();
		this.parked++;
		try {
			for (long left = wait.toMillis(); left > 0
					&& this.stage == Stage.OPEN; left = (end - System.nanoTime()) / 1_000_000) {
				wait(left);
			}
			return this.stage == Stage.OPEN;
		}
		finally {
			this.parked--;
		}
	}

	private void work(Lane lane) {
		try {
			for (Taken one = head(lane); one != null; one = head(lane)) {
				if (!finish(lane, one)) {
					return;
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			leave(lane);
		}
	}

	private boolean finish(Lane lane, Taken one) throws InterruptedException {
		ConsumerRecord<String, byte[]> record = Objects.requireNonNull(one.record);
		Attempts attempts = new Attempts();
		while (true) {
			this.turns.acquire();
			boolean done = false;
			try {
				if (!begin(lane)) {
					return false;
				}
				done = this.handling.handle(record, attempts);
			}
			finally {
				end(lane, one, done);
				this.turns.release();
			}
			if (done) {
				return true;
			}
			if (!park(this.handling.pause(attempts))) {
				return false;
			}
		}
	}

	private enum Stage {

		OPEN, SETTLING, STOPPED, ABANDONED

	}

	/** The records of one key. */
	private final class Lane {

		private final String key;

		private final Deque<Taken> waiting = new ArrayDeque<>();

		private final Thread thread;

		private boolean handling;

		Lane(String key) {
			this.key = key;
			this.thread = Thread.ofVirtual().name("handle-" + PartitionWork.this.partition).unstarted(() -> work(this));
		}

	}

}
