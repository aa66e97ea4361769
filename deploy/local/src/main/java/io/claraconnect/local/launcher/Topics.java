package io.claraconnect.local.launcher;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.claraconnect.local.StackFailed;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Looks at topics without a consumer group: it leaves no trace and moves nobody's offset.
 */
final class Topics implements AutoCloseable {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private final KafkaConsumer<byte[], byte[]> consumer;

	Topics(String bootstrapServers) {
		this.consumer = new KafkaConsumer<>(
				Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", "false", "isolation.level",
						"read_committed", "default.api.timeout.ms", (int) LIMIT.toMillis()),
				new ByteArrayDeserializer(), new ByteArrayDeserializer());
	}

	/** One row per topic: name, partitions, records. Kafka's own topics are left out. */
	List<List<String>> table() {
		List<List<String>> rows = new ArrayList<>();
		rows.add(List.of("topic", "partitions", "records"));
		try {
			this.consumer.listTopics(LIMIT)
				.entrySet()
				.stream()
				.filter((topic) -> !topic.getKey().startsWith("__"))
				.sorted(Map.Entry.comparingByKey())
				.forEach((topic) -> rows.add(List.of(topic.getKey(), String.valueOf(topic.getValue().size()),
						String.valueOf(records(topic.getValue())))));
			return rows;
		}
		catch (TimeoutException ex) {
			throw unreachable(ex);
		}
	}

	private long records(List<PartitionInfo> partitions) {
		List<TopicPartition> all = partitions.stream().map(Topics::partition).toList();
		Map<TopicPartition, Long> begin = this.consumer.beginningOffsets(all, LIMIT);
		return this.consumer.endOffsets(all, LIMIT)
			.entrySet()
			.stream()
			.mapToLong((end) -> end.getValue() - begin.getOrDefault(end.getKey(), 0L))
			.sum();
	}

	/**
	 * Hands over records as they come, oldest first within each fetch, until the taker
	 * says no or, when not following, all that was there at the start has been seen.
	 */
	void read(String topic, boolean fromBeginning, boolean follow, Predicate<ConsumerRecord<byte[], byte[]>> taker) {
		List<TopicPartition> partitions = partitionsOf(topic);
		this.consumer.assign(partitions);
		Map<TopicPartition, Long> end = this.consumer.endOffsets(partitions, LIMIT);
		if (fromBeginning) {
			this.consumer.seekToBeginning(partitions);
		}
		else {
			end.forEach(this.consumer::seek);
		}
		while (follow || partitions.stream().anyMatch((p) -> this.consumer.position(p) < end.getOrDefault(p, 0L))) {
			List<ConsumerRecord<byte[], byte[]>> fetched = new ArrayList<>();
			this.consumer.poll(Duration.ofMillis(200)).forEach(fetched::add);
			fetched.sort(Comparator.comparingLong(ConsumerRecord::timestamp));
			for (ConsumerRecord<byte[], byte[]> record : fetched) {
				if (!taker.test(record)) {
					return;
				}
			}
		}
	}

	private List<TopicPartition> partitionsOf(String topic) {
		try {
			List<PartitionInfo> found = this.consumer.listTopics(LIMIT).getOrDefault(topic, List.of());
			if (found.isEmpty()) {
				throw new Refused(ExitCode.WRONG_USAGE,
						"There is no topic '" + topic + "'. ./clara events lists the topics.");
			}
			return found.stream().map(Topics::partition).toList();
		}
		catch (TimeoutException ex) {
			throw unreachable(ex);
		}
	}

	private static TopicPartition partition(PartitionInfo info) {
		return new TopicPartition(info.topic(), info.partition());
	}

	private static StackFailed unreachable(TimeoutException cause) {
		return new StackFailed("The broker cannot be reached: start the stack with ./clara up", cause);
	}

	@Override
	public void close() {
		this.consumer.close();
	}

}
