package io.claraconnect.kit.kafka;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.claraconnect.schemas.TopicCatalogue;
import io.claraconnect.schemas.Topics;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Which numbers the last records of each topic call their schemas by. Foreign readers go
 * by that number, so a registry that lost its memory must give it to the same schema
 * again.
 */
final class CarriedIds {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final int LAST = 20;

	private final Map<String, Object> client;

	CarriedIds(Map<String, Object> client) {
		this.client = client;
	}

	/**
	 * Compares.
	 * @param catalogue the topics
	 * @param registry gives the numbers of today
	 * @return topics that may not be read with these rights, and were not compared
	 * @throws SchemaRefused if a record's number does not stand for its schema
	 */
	List<String> check(TopicCatalogue catalogue, RegistryClient registry) {
		Map<String, Object> properties = new HashMap<>(this.client);
		properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
		List<String> closed = new ArrayList<>();
		try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(),
				new ByteArrayDeserializer())) {
			for (TopicCatalogue.Topic topic : catalogue.topics()) {
				try {
					compare(topic, carried(consumer, topic.name()), registry);
				}
				catch (TopicAuthorizationException _) {
					closed.add(topic.name());
				}
			}
		}
		return closed;
	}

	private static void compare(TopicCatalogue.Topic topic, Map<String, Carried> carried, RegistryClient registry) {
		for (Schema version : carried.isEmpty() ? List.<Schema>of() : KnownSchemas.versions(topic)) {
			Carried last = carried.get(KnownSchemas.name(version));
			int now = (last != null) ? registry.idOf(Topics.subject(topic.name()), version) : 0;
			if (last != null && last.id() != now) {
				throw new SchemaRefused("Records of " + topic.name() + " carry schema id " + last.id()
						+ " where the registry now gives " + now + " to the same schema: it has lost its memory."
						+ " Restore its storage from the backup; foreign readers would misread these records."
						+ " To go on without, set CLARA_REGISTRY_NEW_IDS=accept.");
			}
		}
	}

	private static Map<String, Carried> carried(KafkaConsumer<byte[], byte[]> consumer, String topic) {
		List<TopicPartition> partitions = consumer.partitionsFor(topic, LIMIT)
			.stream()
			.map((info) -> new TopicPartition(topic, info.partition()))
			.toList();
		consumer.assign(partitions);
		Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions, LIMIT);
		Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, LIMIT);
		ends.forEach(
				(partition, end) -> consumer.seek(partition, Math.max(begins.getOrDefault(partition, 0L), end - LAST)));
		Map<String, Carried> carried = new HashMap<>();
		long limit = System.nanoTime() + LIMIT.toNanos();
		while (ends.entrySet().stream().anyMatch((end) -> consumer.position(end.getKey(), LIMIT) < end.getValue())) {
			if (System.nanoTime() > limit) {
				throw new TimeoutException("The last records of " + topic + " could not be read");
			}
			consumer.poll(Duration.ofMillis(100)).forEach((record) -> note(carried, record));
		}
		return carried;
	}

	/** The newest record counts: older ones may be from before another loss. */
	private static void note(Map<String, Carried> carried, ConsumerRecord<byte[], byte[]> record) {
		Header name = record.headers().lastHeader(EventHeaders.DATA_SCHEMA);
		byte[] value = record.value();
		if (name != null && value != null && value.length > Integer.BYTES
				&& value[0] == ConfluentAvroSerializer.MAGIC) {
			carried.merge(new String(name.value(), StandardCharsets.UTF_8),
					new Carried(ByteBuffer.wrap(value, 1, Integer.BYTES).getInt(), record.timestamp()),
					(one, other) -> (one.at() > other.at()) ? one : other);
		}
	}

	private record Carried(int id, long at) {

	}

}
