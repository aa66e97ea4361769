package io.claraconnect.local.topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;

import io.claraconnect.local.StackFailed;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Takes dead letters back to the service that refused them, and to it alone: key, bytes
 * and headers are copied to {@code <topic>.<service>.redrive}, which that service reads
 * beside the topic. They never go to the source topic, where others would get them again
 * and where an old value would become the newest of its key. What was taken back is known
 * by what lies in that topic, so running it again takes back what is new.
 */
public final class Redrive {

	private static final String DEAD_LETTERS = ".dlt";

	private static final int LARGEST = 1_572_864 + (64 << 10);

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private static final Duration POLL = Duration.ofMillis(200);

	private final Map<String, Object> client;

	/**
	 * Makes it; connects to nothing.
	 * @param client properties of a Kafka client, {@code bootstrap.servers} among them
	 */
	public Redrive(Map<String, ?> client) {
		this.client = Map.copyOf(client);
	}

	/**
	 * Takes letters back.
	 * @param deadLetters name of a topic of dead letters
	 * @param choice which of them
	 * @return what there is and what was done, by cause
	 * @throws IllegalArgumentException if there is no such topic
	 * @throws StackFailed if the broker does not take or give them; running it again goes
	 * on where it ended
	 */
	public Map<String, Count> run(String deadLetters, Choice choice) {
		if (!deadLetters.endsWith(DEAD_LETTERS)) {
			throw new IllegalArgumentException("Dead letters are in topics whose names end with " + DEAD_LETTERS
					+ ", not in '" + deadLetters + "'.");
		}
		String back = deadLetters.substring(0, deadLetters.length() - DEAD_LETTERS.length()) + ".redrive";
		try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
			Set<String> answered = new HashSet<>();
			read(consumer, back, (letter) -> answered.add(letter.answers()));
			Map<String, Count> counts = new TreeMap<>();
			List<DeadLetter> chosen = new ArrayList<>();
			Set<String> seen = new HashSet<>();
			read(consumer, deadLetters, (letter) -> {
				if (seen.add(letter.name())) {
					boolean before = answered.contains(letter.name());
					boolean now = !before && !letter.withoutBytes() && choice.takes(letter);
					counts.merge(letter.cause(), Count.of(letter, before, now), Count::plus);
					if (now) {
						chosen.add(letter);
					}
				}
			});
			if (!choice.dryRun()) {
				send(back, chosen);
			}
			return counts;
		}
		catch (KafkaException ex) {
			throw new StackFailed("The broker did not give or take all: run it again, it goes on where it ended.", ex);
		}
	}

	private KafkaConsumer<byte[], byte[]> consumer() {
		Map<String, Object> properties = new HashMap<>(this.client);
		properties.put("enable.auto.commit", "false");
		properties.put("allow.auto.create.topics", "false");
		properties.put("isolation.level", "read_committed");
		properties.put("default.api.timeout.ms", (int) LIMIT.toMillis());
		return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
	}

	private static void read(KafkaConsumer<byte[], byte[]> consumer, String topic, Consumer<DeadLetter> taker) {
		List<TopicPartition> partitions = consumer.listTopics(LIMIT)
			.getOrDefault(topic, List.of())
			.stream()
			.map((info) -> new TopicPartition(info.topic(), info.partition()))
			.toList();
		if (partitions.isEmpty()) {
			throw new IllegalArgumentException("There is no topic '" + topic + "'.");
		}
		consumer.assign(partitions);
		consumer.seekToBeginning(partitions);
		Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, LIMIT);
		while (partitions.stream().anyMatch((one) -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
			for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
				taker.accept(new DeadLetter(record));
			}
		}
	}

	private void send(String topic, List<DeadLetter> letters) {
		Map<String, Object> properties = new HashMap<>(this.client);
		properties.put("acks", "all");
		properties.put("enable.idempotence", "true");
		properties.put("compression.type", "gzip");
		properties.put("max.request.size", LARGEST);
		try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(properties, new ByteArraySerializer(),
				new ByteArraySerializer())) {
			List<Future<RecordMetadata>> sent = letters.stream()
				.map((letter) -> producer.send(letter.back(topic)))
				.toList();
			for (Future<RecordMetadata> one : sent) {
				one.get();
			}
		}
		catch (ExecutionException ex) {
			throw new KafkaException(ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new KafkaException(ex);
		}
	}

	/**
	 * Which dead letters.
	 *
	 * @param cause only those of this cause; all when null
	 * @param key only those of this key; all when null
	 * @param dryRun whether to count and take nothing
	 */
	public record Choice(@Nullable String cause, @Nullable String key, boolean dryRun) {

		boolean takes(DeadLetter letter) {
			return (this.cause == null || this.cause.equals(letter.cause()))
					&& (this.key == null || this.key.equals(letter.key()));
		}

	}

	/**
	 * Refusals of one cause; copies that a crash made count once.
	 *
	 * @param letters how many there are
	 * @param before how many were taken back earlier
	 * @param withoutBytes how many are too large to be taken back: their bytes are at
	 * their place in the source topic only
	 * @param now how many are taken back now
	 */
	public record Count(int letters, int before, int withoutBytes, int now) {

		static Count of(DeadLetter letter, boolean before, boolean now) {
			return new Count(1, before ? 1 : 0, letter.withoutBytes() ? 1 : 0, now ? 1 : 0);
		}

		Count plus(Count other) {
			return new Count(this.letters + other.letters, this.before + other.before,
					this.withoutBytes + other.withoutBytes, this.now + other.now);
		}

	}

}
