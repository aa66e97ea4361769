package io.claraconnect.kit.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills one directory from all partitions of its topic, without a consumer group. A
 * partition whose next record cannot be decoded for lack of a registry waits; a record
 * that can never be decoded is left out and counted.
 */
final class DirectoryFollower<T extends SpecificRecord> {

	private static final Logger LOG = LoggerFactory.getLogger(DirectoryFollower.class);

	private static final Duration POLL = Duration.ofMillis(250);

	private final CompactedDirectory<T> directory;

	private final Supplier<Consumer<String, byte[]>> consumers;

	private final EventEncoder encoder;

	private final Duration pause;

	private final MeterRegistry meters;

	private final CountDownLatch stop = new CountDownLatch(1);

	private final Map<TopicPartition, Long> next = new HashMap<>();

	private final Map<TopicPartition, Long> ends = new HashMap<>();

	private final Thread thread;

	DirectoryFollower(CompactedDirectory<T> directory, Supplier<Consumer<String, byte[]>> consumers,
			EventEncoder encoder, Duration pause, MeterRegistry meters) {
		this.directory = directory;
		this.consumers = consumers;
		this.encoder = encoder;
		this.pause = pause;
		this.meters = meters;
		this.thread = Thread.ofVirtual().name("directory-" + directory.topic()).unstarted(this::run);
	}

	void start() {
		this.thread.start();
	}

	void stop() {
		this.stop.countDown();
		try {
			this.thread.join(Duration.ofSeconds(5));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void run() {
		while (!stopped(Duration.ZERO)) {
			try (Consumer<String, byte[]> consumer = this.consumers.get()) {
				follow(consumer);
			}
			catch (RuntimeException ex) {
				LOG.atWarn()
					.addKeyValue("topic", this.directory.topic())
					.addKeyValue("cause", ex.getClass().getSimpleName())
					.log("A directory cannot follow its topic and will try again");
			}
			stopped(this.pause);
		}
	}

	private void follow(Consumer<String, byte[]> consumer) {
		List<TopicPartition> partitions = consumer.partitionsFor(this.directory.topic())
			.stream()
			.map((info) -> new TopicPartition(info.topic(), info.partition()))
			.toList();
		if (partitions.isEmpty()) {
			return;
		}
		consumer.assign(partitions);
		if (this.ends.isEmpty()) {
			this.ends.putAll(consumer.endOffsets(partitions));
		}
		consumer.seekToBeginning(partitions);
		this.next.forEach(consumer::seek);
		while (!stopped(Duration.ZERO)) {
			if (!take(consumer, consumer.poll(POLL))) {
				stopped(this.pause);
			}
			if (!this.directory.ready() && atEnds(consumer)) {
				this.directory.complete();
			}
		}
	}

	private boolean atEnds(Consumer<String, byte[]> consumer) {
		return this.ends.entrySet().stream().allMatch((end) -> consumer.position(end.getKey()) >= end.getValue());
	}

	private boolean take(Consumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> records) {
		boolean all = true;
		for (TopicPartition partition : records.partitions()) {
			for (ConsumerRecord<String, byte[]> record : records.records(partition)) {
				if (!take(record)) {
					consumer.seek(partition, record.offset());
					all = false;
					break;
				}
				this.next.put(partition, record.offset() + 1);
			}
		}
		return all;
	}

	private boolean take(ConsumerRecord<String, byte[]> record) {
		try {
			if (record.key() == null) {
				throw new PoisonRecord("no_key");
			}
			this.directory.put(record.key(),
					this.encoder.decode(record.topic(), record.headers(), record.value(), this.directory.type()));
			return true;
		}
		catch (RegistryUnavailable ex) {
			return false;
		}
		catch (PoisonRecord ex) {
			this.meters.counter("clara.directory.left.out", "topic", record.topic(), "cause", ex.code()).increment();
			LOG.atWarn()
				.addKeyValue("topic", record.topic())
				.addKeyValue("partition", record.partition())
				.addKeyValue("offset", record.offset())
				.addKeyValue("code", ex.code())
				.log("A record is left out of a directory");
			return true;
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

}
