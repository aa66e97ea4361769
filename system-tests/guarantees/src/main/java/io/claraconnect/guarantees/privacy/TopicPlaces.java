package io.claraconnect.guarantees.privacy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.claraconnect.instruments.topics.Entry;
import io.claraconnect.instruments.topics.Topics;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Every record of every topic, Kafka's own included: key, headers and value as bytes, and
 * every field of what can be decoded.
 */
final class TopicPlaces {

	static final String KIND = "topics";

	static final String FIELDS = "fields";

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private TopicPlaces() {
	}

	/**
	 * Searches the bytes of all records.
	 * @return how many records each topic has
	 */
	static Map<String, Integer> search(String bootstrapServers, Search search) {
		Map<String, Integer> records = new TreeMap<>();
		try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServers)) {
			List<TopicPartition> partitions = consumer.listTopics(LIMIT)
				.values()
				.stream()
				.flatMap(List::stream)
				.map((info) -> new TopicPartition(info.topic(), info.partition()))
				.toList();
			partitions.forEach((one) -> records.put(one.topic(), 0));
			Map<TopicPartition, Long> end = consumer.endOffsets(partitions, LIMIT);
			consumer.assign(partitions);
			consumer.seekToBeginning(partitions);
			while (partitions.stream().anyMatch((one) -> consumer.position(one, LIMIT) < end.getOrDefault(one, 0L))) {
				for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
					records.merge(record.topic(), 1, Integer::sum);
					search(record, search);
				}
			}
		}
		return records;
	}

	private static void search(ConsumerRecord<byte[], byte[]> record, Search search) {
		String place = "topic " + record.topic() + "-" + record.partition() + ":" + record.offset();
		part(record.key(), place + " key", search);
		part(record.value(), place + " value", search);
		for (Header header : record.headers()) {
			search.in(KIND, place + " header name", header.key());
			part(header.value(), place + " header " + header.key(), search);
		}
	}

	private static void part(byte @Nullable [] bytes, String place, Search search) {
		if (bytes != null) {
			search.in(KIND, place, bytes);
		}
	}

	/**
	 * Decodes every record of our own topics and searches every field.
	 * @return records that have a value which could not be decoded
	 */
	static List<Entry> searchFields(Topics topics, Search search) {
		List<Entry> all = topics.all();
		for (Entry entry : all) {
			if (entry.value() != null) {
				field("topic " + entry.topic(), entry.value(), search);
			}
		}
		return all.stream().filter((entry) -> !entry.isTombstone() && entry.value() == null).toList();
	}

	private static void field(String place, @Nullable Object value, Search search) {
		switch (value) {
			case null -> {
			}
			case GenericRecord record -> record.getSchema()
				.getFields()
				.forEach((one) -> field(place + " field " + one.name(), record.get(one.pos()), search));
			case Map<?, ?> map -> map.forEach((key, one) -> {
				search.in(FIELDS, place + " key", key.toString());
				field(place + " entry", one, search);
			});
			case Collection<?> items -> items.forEach((one) -> field(place, one, search));
			case ByteBuffer bytes -> search.in(FIELDS, place, Entry.bytes(bytes));
			default -> search.in(FIELDS, place, value.toString());
		}
	}

	private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers) {
		Map<String, Object> settings = new HashMap<>(
				Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", "false", "exclude.internal.topics",
						"false", "isolation.level", "read_uncommitted", "max.poll.records", 5000));
		return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
	}

}
