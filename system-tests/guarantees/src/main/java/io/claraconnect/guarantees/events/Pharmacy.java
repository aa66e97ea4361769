package io.claraconnect.guarantees.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

import io.claraconnect.guarantees.Scene;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.Until;
import io.claraconnect.instruments.topics.Entry;
import io.claraconnect.local.topics.Redrive;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Gives pills to every topic that services take turns to read, and finds them again among
 * the dead letters.
 *
 * @param house where
 * @param material integration whose records pills are made of
 */
record Pharmacy(House house, String material) {

	/** Topics, and the groups that read them: each has to put each pill aside. */
	private static final Map<String, Set<String>> READERS = Map.of("ats.webhooks",
			Set.of("sync-worker", "config-service-webhooks"), "ats.jobs", Set.of("scoring-service"), "ats.applications",
			Set.of("scoring-service", "config-service-status"), "screening.scores", Set.of("config-service-status"),
			"screening.statuses", Set.of("writeback-service"), "ats.writebacks", Set.of("sync-worker"));

	/** Topics that services hold in memory, and must start with whatever lies there. */
	private static final List<String> FOLLOWED = List.of("platform.integrations", "platform.webhook-secrets",
			"platform.erasures");

	/** A compacted topic takes no record without a key. */
	private static final Set<String> KEYLESS = Set.of("ats.webhooks", "ats.writebacks");

	/** Every kind on every topic that takes it. */
	List<Pill> make() {
		Map<String, Entry> good = new TreeMap<>();
		for (String topic : READERS.keySet()) {
			good.put(topic,
					this.house.topics()
						.read(topic)
						.stream()
						.filter((entry) -> entry.text("integrationId").equals(this.material) && !entry.key().isEmpty())
						.findFirst()
						.orElseThrow(() -> new IllegalStateException("nothing of " + this.material + " on " + topic)));
		}
		List<Pill> pills = new ArrayList<>();
		good.forEach((topic, entry) -> pills.addAll(Pill.kinds(entry,
				Objects.requireNonNull(good.get(topic.equals("ats.jobs") ? "screening.scores" : "ats.jobs")))));
		pills.removeIf((pill) -> pill.key() == null && !KEYLESS.contains(pill.topic()));
		return pills;
	}

	/** Returns when the broker has them. */
	void give(List<Pill> pills) {
		try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
				Map.of("bootstrap.servers", this.house.bootstrapServers(), "max.request.size", 4 << 20),
				new StringSerializer(), new ByteArraySerializer())) {
			List<Future<RecordMetadata>> sent = new ArrayList<>();
			for (Pill pill : pills) {
				sent.add(producer.send(new ProducerRecord<>(pill.topic(), pill.key(), pill.value())));
			}
			for (String topic : FOLLOWED) {
				sent.add(producer.send(new ProducerRecord<>(topic, "others:pill", new byte[] { 9, 9, 9 })));
			}
			for (Future<RecordMetadata> one : sent) {
				one.get();
			}
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("The broker took no pill", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	static int letters(List<Pill> pills) {
		return pills.stream().mapToInt((pill) -> readers(pill).size()).sum();
	}

	private static Set<String> readers(Pill pill) {
		return READERS.getOrDefault(pill.topic(), Set.of());
	}

	/** Waits until each pill lies among the dead letters of each of its readers, once. */
	Duration awaitLetters(List<Pill> pills, int redriven, Duration limit) {
		Duration took = Until.holds(
				() -> found(pills, redriven).size() + " of " + letters(pills) + " pills are put aside", limit,
				() -> found(pills, redriven).size() >= letters(pills));
		List<Entry> letters = found(pills, redriven);
		for (Pill pill : pills) {
			List<String> groups = letters.stream()
				.filter((letter) -> letter.headers().getOrDefault("clara-dlt-topic", "").equals(pill.topic())
						&& pill.is(letter))
				.map((letter) -> letter.headers().getOrDefault("clara-dlt-group", ""))
				.sorted()
				.toList();
			Scene.require(groups.equals(readers(pill).stream().sorted().toList()),
					pill + " was put aside by " + groups);
		}
		return took;
	}

	private List<Entry> found(List<Pill> pills, int redriven) {
		return this.house.topics()
			.deadLetters()
			.stream()
			.filter((
					letter) -> letter.headers().getOrDefault("clara-dlt-redriven", "0").equals(String.valueOf(redriven))
							&& pills.stream()
								.anyMatch((pill) -> pill.topic().equals(letter.headers().get("clara-dlt-topic"))
										&& pill.is(letter)))
			.toList();
	}

	/** As {@code ./clara redrive} does for one topic of dead letters. */
	int redrive() {
		Redrive redrive = new Redrive(Map.of("bootstrap.servers", this.house.bootstrapServers()));
		return this.house.topics()
			.deadLetters()
			.stream()
			.map(Entry::topic)
			.collect(Collectors.toSet())
			.stream()
			.flatMap((topic) -> redrive.run(topic, new Redrive.Choice(null, null, false)).values().stream())
			.mapToInt(Redrive.Count::now)
			.sum();
	}

	/** Letters of records that a service failed on, by the group that put them aside. */
	long failed(String group, String key) {
		return this.house.topics()
			.deadLetters()
			.stream()
			.filter((letter) -> letter.key().contains(key) && group.equals(letter.headers().get("clara-dlt-group"))
					&& "handler_failed".equals(letter.headers().get("clara-dlt-cause")))
			.count();
	}

}
