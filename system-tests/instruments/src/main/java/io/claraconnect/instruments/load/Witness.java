package io.claraconnect.instruments.load;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Looks which records are on a topic and books them by their numbers. Reads all
 * partitions without a group. Used by one thread at a time.
 */
public final class Witness implements AutoCloseable {

	private static final Duration POLL = Duration.ofMillis(100);

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private final String bootstrap;

	private final KafkaConsumer<String, ByteBuffer> consumer;

	private final List<TopicPartition> partitions;

	private final ToLongFunction<ConsumerRecord<String, ByteBuffer>> number;

	/**
	 * A witness of what comes after now.
	 * @param bootstrap the broker
	 * @param topic what to watch
	 * @param number tells the number of a record; a negative one when it has none
	 */
	public Witness(String bootstrap, String topic, ToLongFunction<ConsumerRecord<String, ByteBuffer>> number) {
		this.bootstrap = bootstrap;
		this.number = number;
		this.consumer = new KafkaConsumer<>(
				Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap, ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
						5_000, ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 8_000_000,
						ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false, ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20),
				new StringDeserializer(), new ByteBufferDeserializer());
		this.partitions = this.consumer.partitionsFor(topic)
			.stream()
			.map((partition) -> new TopicPartition(topic, partition.partition()))
			.toList();
		this.consumer.assign(this.partitions);
		this.consumer.seekToEnd(this.partitions);
		this.partitions.forEach(this.consumer::position);
	}

	/**
	 * Books all that is there now and was not booked yet.
	 * @throws IllegalStateException when the broker does not give it in a minute
	 */
	public void catchUp(LoadLedger ledger) {
		long deadline = System.nanoTime() + LIMIT.toNanos();
		Map<TopicPartition, Long> ends = this.consumer.endOffsets(this.partitions);
		while (ends.entrySet().stream().anyMatch((end) -> this.consumer.position(end.getKey()) < end.getValue())) {
			if (System.nanoTime() > deadline) {
				throw new IllegalStateException("The broker does not show what is on the topic");
			}
			poll(ledger);
		}
	}

	/** Books while something else runs in this thread's stead, then catches up. */
	public void watch(LoadLedger ledger, Thread other) {
		while (other.isAlive()) {
			poll(ledger);
		}
		catchUp(ledger);
	}

	private void poll(LoadLedger ledger) {
		for (ConsumerRecord<String, ByteBuffer> record : this.consumer.poll(POLL)) {
			ledger.seen(this.number.applyAsLong(record), System.nanoTime());
		}
	}

	/** Lets the broker delete what was booked, so that a long run fills no disk. */
	public void forget() {
		try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, this.bootstrap))) {
			admin
				.deleteRecords(this.partitions.stream()
					.collect(Collectors.toMap((partition) -> partition,
							(partition) -> RecordsToDelete.beforeOffset(this.consumer.position(partition)))))
				.all()
				.get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("The broker does not delete records", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted", ex);
		}
	}

	@Override
	public void close() {
		this.consumer.close();
	}

}
