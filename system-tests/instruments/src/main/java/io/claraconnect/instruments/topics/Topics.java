package io.claraconnect.instruments.topics;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.claraconnect.instruments.house.Sql;
import io.claraconnect.instruments.house.Until;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is on Kafka, read without a consumer group and past every proxy, and
 * whether anything is left to do. Safe for use by many threads.
 */
public final class Topics implements AutoCloseable {

	private static final Duration POLL = Duration.ofMillis(200);

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private static final int IN_A_ROW = 3;

	private final String bootstrapServers;

	private final Decoding decoding = new Decoding();

	private final Lags lags;

	private final Leftovers leftovers;

	/**
	 * Looks at a broker and the database beside it.
	 * @param bootstrapServers the broker
	 * @param sql the database of the services
	 */
	public Topics(String bootstrapServers, Sql sql) {
		this.bootstrapServers = bootstrapServers;
		this.lags = new Lags(bootstrapServers);
		this.leftovers = new Leftovers(sql);
	}

	/**
	 * Reads a topic from its beginning.
	 * @param topic its name
	 * @return every record that was there when the call began, by time
	 */
	public List<Entry> read(String topic) {
		return read(List.of(topic));
	}

	/**
	 * Reads every topic but Kafka's own.
	 * @return every record that was there when the call began, by time
	 */
	public List<Entry> all() {
		return read(names().stream().filter((name) -> !name.startsWith("__")).toList());
	}

	/**
	 * Reads what services could not process.
	 * @return the records of all topics of dead letters, by time
	 */
	public List<Entry> deadLetters() {
		return read(names().stream().filter((name) -> name.endsWith(".dlt")).toList());
	}

	/**
	 * Lists topics.
	 * @return all names, Kafka's own included
	 */
	public Collection<String> names() {
		try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
			return List.copyOf(consumer.listTopics(LIMIT).keySet());
		}
	}

	private List<Entry> read(Collection<String> topics) {
		List<Entry> entries = new ArrayList<>();
		try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
			List<TopicPartition> partitions = topics.stream()
				.flatMap((topic) -> consumer.partitionsFor(topic, LIMIT).stream())
				.map((info) -> new TopicPartition(info.topic(), info.partition()))
				.toList();
			Map<TopicPartition, Long> end = consumer.endOffsets(partitions, LIMIT);
			consumer.assign(partitions);
			consumer.seekToBeginning(partitions);
			Instant deadline = Instant.now().plus(LIMIT);
			while (partitions.stream().anyMatch((one) -> consumer.position(one, LIMIT) < end.getOrDefault(one, 0L))) {
				if (Instant.now().isAfter(deadline)) {
					throw new IllegalStateException("The topics " + topics + " could not be read to their end");
				}
				consumer.poll(POLL).forEach((record) -> entries.add(entry(record)));
			}
		}
		entries.sort(Comparator.comparing(Entry::at));
		return entries;
	}

	private Entry entry(ConsumerRecord<byte[], byte[]> record) {
		Map<String, String> headers = new LinkedHashMap<>();
		for (Header header : record.headers()) {
			headers.put(header.key(), text(header.value()));
		}
		return new Entry(record.topic(), record.partition(), record.offset(), Instant.ofEpochMilli(record.timestamp()),
				text(record.key()), headers, record.value(), this.decoding.decode(record.topic(), record.value()));
	}

	private static String text(byte @Nullable [] bytes) {
		return (bytes != null) ? new String(bytes, StandardCharsets.UTF_8) : "";
	}

	private KafkaConsumer<byte[], byte[]> consumer() {
		return new KafkaConsumer<>(Map.of("bootstrap.servers", this.bootstrapServers, "enable.auto.commit", "false",
				"isolation.level", "read_committed", "default.api.timeout.ms", (int) LIMIT.toMillis(),
				"max.poll.records", 5000, "fetch.max.wait.ms", 50), new ByteArrayDeserializer(),
				new ByteArrayDeserializer());
	}

	/**
	 * Counts records that a group has not committed.
	 * @param group name of a consumer group
	 * @return over all topics that it reads
	 */
	public long lag(String group) {
		return this.lags.of(group);
	}

	/**
	 * Lists what is left to do now: lag, rows of work that could run within a minute, and
	 * events in outboxes.
	 * @return one entry per thing that is not at rest; empty when all is
	 */
	public Map<String, Long> left() {
		Map<String, Long> left = new LinkedHashMap<>(this.lags.all());
		left.putAll(this.leftovers.all());
		left.values().removeIf((count) -> count == 0);
		return left;
	}

	/**
	 * Waits until nothing is left to do, three times in a row.
	 * @param limit how long at most
	 * @return how long it took
	 */
	public Duration awaitIdle(Duration limit) {
		AtomicInteger quiet = new AtomicInteger();
		return Until.holds(() -> "everything done; left: " + left(), limit, () -> {
			boolean idle = this.leftovers.all().isEmpty() && left().isEmpty();
			return ((idle) ? quiet.incrementAndGet() : quiet.getAndSet(0)) >= IN_A_ROW && idle;
		});
	}

	@Override
	public void close() {
		this.lags.close();
	}

}
