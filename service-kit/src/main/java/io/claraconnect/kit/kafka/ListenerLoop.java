package io.claraconnect.kit.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes records of a group's partitions, hands them to {@link PartitionWork} and commits
 * what is finished. The one thread that touches the consumer. A partition that has enough
 * in hand is paused. Before a partition is given away, what is in hand gets a moment to
 * finish; of a partition that was lost nothing is committed. When the client fails for
 * good, everything begins anew with another client.
 */
final class ListenerLoop {

	/** Stopping takes at most their sum, less than the 20 seconds that a service has. */
	static final Duration SETTLE = Duration.ofSeconds(2);

	static final Duration FINISH = Duration.ofSeconds(10);

	static final Duration COMMIT = Duration.ofSeconds(3);

	static final Duration CLOSE = Duration.ofSeconds(2);

	/**
	 * The consumer of KIP-848 in kafka-clients 4.2.1 hands out records that arrive during
	 * a poll only at its end
	 * (<a href= "https://github.com/apache/kafka/pull/22979">KAFKA-20780</a>,
	 * 2026-11-21), so a poll must be short: with the usual five seconds each hop took up
	 * to five.
	 */
	private static final Duration POLL = Duration.ofMillis(50);

	private static final long COMMIT_EVERY_NANOS = Duration.ofMillis(200).toNanos();

	private static final Duration PAUSE = Duration.ofSeconds(1);

	private static final Logger LOG = LoggerFactory.getLogger(ListenerLoop.class);

	private final List<String> topics;

	private final Supplier<Consumer<String, byte[]>> consumers;

	private final RecordHandling handling;

	private final Semaphore turns;

	private final CountDownLatch stop = new CountDownLatch(1);

	private final Thread thread;

	/** Replaced as a whole, so that others may look. */
	private volatile Map<TopicPartition, PartitionWork> assigned = Map.of();

	private long committedAt;

	ListenerLoop(String name, List<String> topics, Supplier<Consumer<String, byte[]>> consumers,
			RecordHandling handling, int atOnce) {
		this.topics = List.copyOf(topics);
		this.consumers = consumers;
		this.handling = handling;
		this.turns = new Semaphore(atOnce, true);
		this.thread = Thread.ofVirtual().name("listen-" + name).unstarted(this::run);
	}

	void start() {
		this.thread.start();
	}

	void stop() {
		this.stop.countDown();
		try {
			if (this.thread.getState() != Thread.State.NEW
					&& !this.thread.join(SETTLE.plus(FINISH).plus(COMMIT).plus(CLOSE))) {
				this.thread.interrupt();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	Collection<PartitionWork> assigned() {
		return this.assigned.values();
	}

	private void run() {
		while (!stopped(Duration.ZERO)) {
			try (Following following = new Following(this.consumers.get())) {
				following.follow();
			}
			catch (KafkaException | IllegalStateException ex) {
				LOG.atWarn()
					.addKeyValue("topic", this.topics.getFirst())
					.addKeyValue("cause", ex.getClass().getSimpleName())
					.log("A listener begins anew");
				stopped(PAUSE);
			}
		}
	}

	private boolean stopped(Duration wait) {
		try {
			return this.stop.await(wait.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			this.stop.countDown();
			return true;
		}
	}

	private void assign(TopicPartition partition, @Nullable OffsetAndMetadata committed) {
		Map<TopicPartition, PartitionWork> now = new HashMap<>(this.assigned);
		now.put(partition, new PartitionWork(partition, this.handling, this.turns, committed));
		this.assigned = Map.copyOf(now);
	}

	private List<PartitionWork> unassign(Collection<TopicPartition> partitions) {
		Map<TopicPartition, PartitionWork> now = new HashMap<>(this.assigned);
		List<PartitionWork> gone = partitions.stream()
			.filter(now::containsKey)
			.map((partition) -> Objects.requireNonNull(now.remove(partition)))
			.toList();
		this.assigned = Map.copyOf(now);
		return gone;
	}

	/** Gives what is in hand a moment, then lets nothing begin, then interrupts. */
	private static void finish(List<PartitionWork> works) {
		try {
			works.forEach(PartitionWork::settle);
			quiet(works, SETTLE);
			works.forEach(PartitionWork::stop);
			quiet(works, FINISH);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		works.forEach(PartitionWork::abandon);
	}

	private static void quiet(List<PartitionWork> works, Duration wait) throws InterruptedException {
		long end = System.nanoTime() + wait.toNanos();
		for (PartitionWork work : works) {
			work.quiet(Duration.ofNanos(end - System.nanoTime()));
		}
	}

	private static Map<TopicPartition, OffsetAndMetadata> committable(Collection<PartitionWork> works) {
		Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
		works.forEach((work) -> work.committable().ifPresent((offset) -> offsets.put(work.partition(), offset)));
		return offsets;
	}

	/** The life of one client. */
	private final class Following implements ConsumerRebalanceListener, AutoCloseable {

		private final Consumer<String, byte[]> consumer;

		Following(Consumer<String, byte[]> consumer) {
			this.consumer = consumer;
		}

		void follow() {
			this.consumer.subscribe(ListenerLoop.this.topics, this);
			while (!stopped(Duration.ZERO)) {
				for (ConsumerRecord<String, byte[]> record : this.consumer.poll(POLL)) {
					PartitionWork work = ListenerLoop.this.assigned
						.get(new TopicPartition(record.topic(), record.partition()));
					if (work != null) {
						work.add(record);
					}
				}
				holdBack();
				commitNowAndThen();
			}
		}

		private void holdBack() {
			Set<TopicPartition> full = new HashSet<>();
			ListenerLoop.this.assigned.forEach((partition, work) -> {
				if (work.full()) {
					full.add(partition);
				}
			});
			Set<TopicPartition> paused = this.consumer.paused();
			if (!full.equals(paused)) {
				this.consumer.pause(full);
				this.consumer.resume(paused.stream().filter((partition) -> !full.contains(partition)).toList());
			}
		}

		private void commitNowAndThen() {
			if (System.nanoTime() - ListenerLoop.this.committedAt < COMMIT_EVERY_NANOS) {
				return;
			}
			ListenerLoop.this.committedAt = System.nanoTime();
			Map<TopicPartition, PartitionWork> works = ListenerLoop.this.assigned;
			Map<TopicPartition, OffsetAndMetadata> offsets = committable(works.values());
			if (!offsets.isEmpty()) {
				this.consumer.commitAsync(offsets, (_, failure) -> {
					if (failure != null) {
						works.values().forEach(PartitionWork::untell);
					}
				});
			}
		}

		@Override
		public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
			if (!partitions.isEmpty()) {
				Map<TopicPartition, OffsetAndMetadata> committed = this.consumer.committed(Set.copyOf(partitions),
						COMMIT);
				partitions.forEach((partition) -> assign(partition, committed.get(partition)));
			}
		}

		@Override
		public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
			List<PartitionWork> works = unassign(partitions);
			finish(works);
			Map<TopicPartition, OffsetAndMetadata> offsets = committable(works);
			if (!offsets.isEmpty()) {
				try {
					this.consumer.commitSync(offsets, COMMIT);
				}
				catch (KafkaException ex) {
					LOG.atInfo()
						.addKeyValue("topic", ListenerLoop.this.topics.getFirst())
						.addKeyValue("cause", ex.getClass().getSimpleName())
						.log("What was finished last could not be committed and will be handled again");
				}
			}
		}

		@Override
		public void onPartitionsLost(Collection<TopicPartition> partitions) {
			unassign(partitions).forEach(PartitionWork::abandon);
		}

		/** An orderly end revokes; after a failure what is in hand is lost. */
		@Override
		public void close() {
			if (stopped(Duration.ZERO)) {
				onPartitionsRevoked(ListenerLoop.this.assigned.keySet());
			}
			else {
				onPartitionsLost(ListenerLoop.this.assigned.keySet());
			}
			this.consumer.close(CloseOptions.timeout(CLOSE));
		}

	}

}
