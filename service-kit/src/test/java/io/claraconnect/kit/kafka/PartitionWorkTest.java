package io.claraconnect.kit.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class PartitionWorkTest {

	private static final TopicPartition PARTITION = new TopicPartition("topic", 0);

	private static final Duration LONG = Duration.ofSeconds(10);

	private final List<Long> handled = new CopyOnWriteArrayList<>();

	private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();

	private final AtomicInteger at = new AtomicInteger();

	private final AtomicInteger most = new AtomicInteger();

	private volatile boolean failing;

	private final PartitionWork work = work(null, 4);

	@AfterEach
	void close() {
		this.work.abandon();
	}

	@Test
	@DisplayName("Records of one key keep their order, and a key that is held up holds no other")
	void orderOfAKey() {
		hold("slow");
		for (int offset = 0; offset < 90; offset++) {
			add(offset, List.of("slow", "a", "b").get(offset % 3));
		}
		await().atMost(LONG).until(() -> this.handled.size() == 60);
		assertThat(this.handled).noneMatch((offset) -> offset % 3 == 0);
		assertThat(this.handled.stream().filter((offset) -> offset % 3 == 1)).isSorted();
		release("slow");
		await().atMost(LONG).until(() -> this.handled.size() == 90);
		assertThat(this.handled.stream().filter((offset) -> offset % 3 == 0)).isSorted();
	}

	@Test
	@DisplayName("Only what is finished without a gap is committed, and what is ahead is told beside it and not handled again")
	void contiguous() {
		hold("slow");
		add(10, "a");
		add(11, "slow");
		add(12, "b");
		add(14, "c");
		await().atMost(LONG).until(() -> this.handled.size() == 3);
		OffsetAndMetadata committed = this.work.committable().orElseThrow();
		assertThat(committed.offset()).isEqualTo(11);
		assertThat(this.work.committable()).isEmpty();

		PartitionWork next = work(committed, 4);
		this.held.clear();
		for (int offset : List.of(11, 12, 14, 15)) {
			next.add(record(offset, "other"));
		}
		await().atMost(LONG).until(() -> this.handled.size() == 5);
		assertThat(this.handled).containsExactlyInAnyOrder(10L, 12L, 14L, 11L, 15L);
		assertThat(next.committable()).map(OffsetAndMetadata::offset).contains(16L);
	}

	@Test
	@DisplayName("A partition with enough in hand takes no more, counted in records, bytes and distance")
	void backPressure() {
		hold("slow");
		add(0, "slow");
		for (int offset = 1; offset < PartitionWork.MOST; offset++) {
			assertThat(this.work.full()).isFalse();
			add(offset, "slow");
		}
		assertThat(this.work.full()).isTrue();
		release("slow");
		await().atMost(LONG).until(() -> !this.work.full());

		PartitionWork large = work(null, 1);
		hold("large");
		large.add(record(0, "large", (int) PartitionWork.MOST_BYTES));
		assertThat(large.full()).isTrue();
		large.abandon();

		PartitionWork far = work(null, 4);
		hold("first");
		far.add(record(0, "first"));
		for (int offset = 1; offset < PartitionWork.WINDOW; offset++) {
			far.add(record(offset, "k" + offset % 50));
		}
		await().atMost(LONG).until(() -> far.unfinished() == 1);
		assertThat(far.full()).isTrue();
		far.abandon();
	}

	@Test
	@DisplayName("Never are more records handled at a time than there are turns")
	void bound() {
		for (int offset = 0; offset < 50; offset++) {
			hold("key" + offset);
			add(offset, "key" + offset);
		}
		await().atMost(LONG).until(() -> this.at.get() == 4);
		this.held.values().forEach(CountDownLatch::countDown);
		await().atMost(LONG).until(() -> this.handled.size() == 50);
		assertThat(this.most).hasValue(4);
	}

	@Test
	@DisplayName("Before a partition goes, what is in hand gets a moment; what waits for another attempt gives up")
	void settles() throws Exception {
		this.failing = true;
		add(0, "fails");
		await().atMost(LONG).until(() -> this.work.parked() == 1);
		add(1, "good");
		this.work.settle();

		assertThat(this.work.quiet(LONG)).isTrue();
		assertThat(this.handled).containsExactly(1L);
		assertThat(this.work.committable()).map(OffsetAndMetadata::offset).contains(0L);
	}

	@Test
	@DisplayName("After a stop nothing begins, and what is being handled counts when it ends")
	void stops() throws Exception {
		hold("slow");
		add(0, "slow");
		add(1, "slow");
		await().atMost(LONG).until(() -> this.at.get() == 1);
		this.work.stop();
		assertThat(this.work.quiet(Duration.ofMillis(50))).isFalse();
		release("slow");

		assertThat(this.work.quiet(LONG)).isTrue();
		assertThat(this.handled).containsExactly(0L);
		assertThat(this.work.committable()).map(OffsetAndMetadata::offset).contains(1L);
	}

	@Test
	@DisplayName("What is handled for a partition that was lost is interrupted and never committed")
	void abandons() throws Exception {
		hold("slow");
		add(0, "done");
		add(1, "slow");
		await().atMost(LONG).until(() -> this.handled.size() == 1 && this.at.get() == 1);
		this.work.abandon();

		assertThat(this.work.quiet(LONG)).isTrue();
		assertThat(this.handled).containsExactly(0L);
		assertThat(this.work.committable()).map(OffsetAndMetadata::offset).contains(1L);
	}

	private PartitionWork work(OffsetAndMetadata committed, int turns) {
		return new PartitionWork(PARTITION, new Held(), new Semaphore(turns, true), committed);
	}

	private void hold(String key) {
		this.held.put(key, new CountDownLatch(1));
	}

	private void release(String key) {
		this.held.get(key).countDown();
	}

	private void add(long offset, String key) {
		this.work.add(record(offset, key));
	}

	private static ConsumerRecord<String, byte[]> record(long offset, String key) {
		return record(offset, key, 10);
	}

	private static ConsumerRecord<String, byte[]> record(long offset, String key, int size) {
		return new ConsumerRecord<>("topic", 0, offset, 0, TimestampType.CREATE_TIME, key.length(), size, key,
				new byte[0], new RecordHeaders(), Optional.empty());
	}

	/** Handles at once, unless the key is held or fails. */
	private final class Held implements RecordHandling {

		@Override
		public boolean handle(ConsumerRecord<String, byte[]> record, Attempts attempts) {
			PartitionWorkTest.this.most.accumulateAndGet(PartitionWorkTest.this.at.incrementAndGet(), Math::max);
			try {
				CountDownLatch gate = PartitionWorkTest.this.held.get(record.key());
				if (gate != null) {
					gate.await();
				}
				if (PartitionWorkTest.this.failing && record.key().equals("fails")) {
					return false;
				}
				PartitionWorkTest.this.handled.add(record.offset());
				return true;
			}
			catch (InterruptedException ex) {
				return true;
			}
			finally {
				PartitionWorkTest.this.at.decrementAndGet();
			}
		}

		@Override
		public Duration pause(Attempts attempts) {
			return LONG;
		}

	}

}
