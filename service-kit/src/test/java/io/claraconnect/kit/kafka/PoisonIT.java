package io.claraconnect.kit.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.claraconnect.local.topics.Redrive;
import io.claraconnect.schemas.Outcome;
import io.claraconnect.schemas.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class PoisonIT {

	private static final Duration SOON = Duration.ofSeconds(40);

	private final EventStack events = new EventStack(1);

	private final List<Event<Outcome>> heard = new CopyOnWriteArrayList<>();

	private final Redrive redrive = new Redrive(Map.of("bootstrap.servers", this.events.stack.bootstrapServers()));

	@AfterEach
	void close() throws Exception {
		this.events.close();
	}

	@Test
	@Tag("E6")
	@DisplayName("With one pill in 50 records each goes to the dead letters once with its cause, and the rest goes on (E6)")
	void poisonGoesAside() {
		listen("one", (_) -> Mono.empty());
		List<Pill> pills = Pill.kinds(this.events);
		List<Long> places = new ArrayList<>();
		traffic(pills.size(), pills);
		await().atMost(SOON).until(() -> this.events.deadLetters().size() >= pills.size());

		List<ConsumerRecord<String, byte[]>> dead = this.events.deadLetters();
		assertThat(dead).hasSameSizeAs(pills);
		for (Pill pill : pills) {
			assertThat(dead).as(pill.what())
				.filteredOn((letter) -> Arrays.equals(letter.value(), pill.value())
						&& Objects.equals(letter.key(), pill.key())
						&& header(letter, DeadLetters.CAUSE).equals(pill.cause()))
				.isNotEmpty();
		}
		dead.forEach((letter) -> places.add(Long.parseLong(header(letter, DeadLetters.OFFSET))));
		assertThat(places).doesNotHaveDuplicates();
		List<ConsumerRecord<String, byte[]>> source = this.events.read(this.events.topic);
		assertThat(dead).allSatisfy((letter) -> assertThat(letter.value())
			.isEqualTo(source.get(Integer.parseInt(header(letter, DeadLetters.OFFSET))).value()));
	}

	@Test
	@Tag("E6")
	@DisplayName("Once the cause is gone, dead letters go back to the group that refused them, once, with their first place; by cause and key")
	void redriven() {
		AtomicBoolean refusing = new AtomicBoolean(true);
		listen("one", (event) -> (refusing.get() && event.value().getCode().startsWith("bad"))
				? Mono.error(new PoisonRecord(event.value().getCode())) : Mono.empty());
		AtomicInteger others = new AtomicInteger();
		EventListeners second = this.events.listeners();
		second.listen(this.events.topic, "two" + this.events.topic, Outcome.class, (_) -> {
			others.incrementAndGet();
			return Mono.empty();
		});
		second.start();
		publish("org:int:1", "bad_a");
		publish("org:int:1", "bad_b");
		publish("org:int:2", "bad_a");
		publish("org:int:1", "good");
		await().atMost(SOON).until(() -> this.heard.size() == 1 && this.events.deadLetters().size() == 3);

		assertThat(redrive(null, null, true)).containsOnlyKeys("bad_a", "bad_b");
		redrive("bad_a", "org:int:1", false);
		await().atMost(SOON).until(() -> this.events.deadLetters().size() == 4);
		assertThat(this.events.deadLetters()).filteredOn((letter) -> header(letter, DeadLetters.OFFSET).equals("0"))
			.as("a second refusal keeps the time of the first, else it outlives what an erasure promises")
			.hasSize(2)
			.extracting(ConsumerRecord::timestamp)
			.containsOnly(time(0));
		assertThat(redrive("bad_a", "org:int:1", true).get("bad_a")).isEqualTo(new Redrive.Count(3, 1, 0, 1));
		refusing.set(false);
		assertThat(redrive(null, null, false).values()).extracting(Redrive.Count::now).containsExactly(2, 1);
		assertThat(redrive(null, null, false).values()).extracting(Redrive.Count::now).containsExactly(0, 0);

		await().atMost(SOON).until(() -> this.heard.size() == 4);
		await().during(Duration.ofSeconds(1)).atMost(SOON).until(() -> this.heard.size() == 4);
		assertThat(this.heard.stream().sorted(Comparator.comparing(Event::offset)))
			.extracting((event) -> event.offset() + event.value().getCode() + event.topic())
			.containsExactly("0bad_a" + this.events.topic, "1bad_b" + this.events.topic, "2bad_a" + this.events.topic,
					"3good" + this.events.topic);
		assertThat(others).as("the other group got each record once").hasValue(4);
		assertThat(this.events.read(this.events.topic)).hasSize(4);
	}

	@Test
	@DisplayName("What no topic can take goes aside without its bytes, says so, and holds nobody up")
	void tooLarge() throws Exception {
		listen("one", (_) -> Mono.empty());
		Map<String, Object> properties = new HashMap<>(this.events.settings.forProducer("foreign"));
		properties.put("max.request.size", 64 << 20);
		properties.put("buffer.memory", 128 << 20);
		try (KafkaProducer<String, byte[]> foreign = new KafkaProducer<>(properties)) {
			foreign.send(new ProducerRecord<>(this.events.topic, "org:int:1", new byte[20 << 20])).get();
		}
		publish("org:int:1", "good");

		await().atMost(SOON).until(() -> this.heard.size() == 1);
		assertThat(this.events.deadLetters()).singleElement().satisfies((letter) -> {
			assertThat(letter.value()).isNull();
			assertThat(header(letter, DeadLetters.TOO_LARGE)).isEqualTo(String.valueOf(20 << 20));
			assertThat(header(letter, DeadLetters.CAUSE)).isEqualTo("unknown_schema");
		});
		assertThat(redrive(null, null, false).get("unknown_schema")).isEqualTo(new Redrive.Count(1, 0, 1, 0));
	}

	@Test
	@DisplayName("A programming error, and a handler that does not end, hold their key for some attempts and no longer")
	void programmingErrorGoesAside() {
		AtomicInteger attempts = new AtomicInteger();
		publish("org:int:1", "bad");
		publish("org:int:1", "endless");
		publish("org:int:1", "good");
		listen("one", (event) -> switch (event.value().getCode()) {
			case "bad" -> {
				attempts.incrementAndGet();
				throw new IllegalArgumentException("the name of a person");
			}
			case "endless" -> Mono.never();
			default -> Mono.empty();
		});

		await().atMost(SOON).until(() -> this.heard.size() == 1);
		assertThat(attempts).hasValue(3);
		assertThat(this.events.deadLetters()).extracting((letter) -> header(letter, DeadLetters.CAUSE))
			.containsExactly(Attempts.HANDLER_FAILED, Attempts.HANDLER_TIMEOUT);
		assertThat(this.events.deadLetters()).allSatisfy((letter) -> {
			assertThat(letter.headers().toString()).doesNotContain("person");
			assertThat(letter.headers().lastHeader("ce_id")).isNotNull();
		});
	}

	@Test
	@DisplayName("A failure that waiting can heal is tried again and never put aside")
	void waitingHeals() {
		AtomicInteger attempts = new AtomicInteger();
		publish("org:int:1", "late");
		listen("one",
				(_) -> (attempts.incrementAndGet() < 8) ? Mono.error(new java.io.IOException("gone")) : Mono.empty());

		await().atMost(SOON).until(() -> this.heard.size() == 1);
		assertThat(attempts).hasValue(8);
		assertThat(this.events.deadLetters()).isEmpty();
		assertThat(this.events.meters.get("clara.events.retries").tag("cause", "IOException").counter().count())
			.isEqualTo(7);
	}

	/** Returns when all good records are handled. */
	private void traffic(int batches, List<Pill> pills) {
		int before = this.heard.size();
		for (int batch = 0; batch < batches; batch++) {
			for (int i = 0; i < 49; i++) {
				String key = "org:int:" + ((i % 7 == 0) ? "pill" : i);
				this.events.publisher.publish(this.events.topic, key, EventStack.outcome("good"), Cause.fresh())
					.subscribe();
			}
			if (!pills.isEmpty()) {
				Pill pill = pills.get(batch);
				this.events.publisher
					.send(new ProducerRecord<>(this.events.topic, null, pill.key(), pill.value(), pill.headers()))
					.block();
			}
		}
		await().atMost(SOON).until(() -> this.heard.size() == before + batches * 49);
	}

	private Map<String, Redrive.Count> redrive(String cause, String key, boolean dryRun) {
		return this.redrive.run(Topics.deadLetters(this.events.topic, EventStack.SERVICE),
				new Redrive.Choice(cause, key, dryRun));
	}

	private void publish(String key, String code) {
		this.events.publisher.publish(this.events.topic, key, EventStack.outcome(code), Cause.fresh()).block();
	}

	private long time(long offset) {
		return this.events.deadLetters()
			.stream()
			.filter((letter) -> header(letter, DeadLetters.OFFSET).equals(String.valueOf(offset))
					&& letter.headers().lastHeader("clara-dlt-redriven") == null)
			.mapToLong(ConsumerRecord::timestamp)
			.findFirst()
			.orElseThrow();
	}

	private static String header(ConsumerRecord<String, byte[]> record, String name) {
		return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
	}

	private void listen(String group, Function<Event<Outcome>, Mono<Void>> handler) {
		EventListeners listeners = this.events.listeners();
		listeners.listen(this.events.topic, group + this.events.topic, Outcome.class,
				(event) -> handler.apply(event).doOnSuccess((_) -> note(event)));
		listeners.start();
	}

	private void note(Event<Outcome> event) {
		this.heard.add(event);
	}

}
