package io.claraconnect.kit.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.claraconnect.schemas.Erasure;
import io.claraconnect.schemas.Outcome;
import io.claraconnect.schemas.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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

	private final List<String> heard = new CopyOnWriteArrayList<>();

	@AfterEach
	void close() throws Exception {
		this.events.close();
	}

	@Test
	@Tag("E6")
	@DisplayName("Each of many kinds of poison goes to the dead letters once and the rest goes on (E6)")
	void poisonGoesAside() {
		List<byte[]> pills = pills();
		send("k", this.events.encoder.encode(this.events.topic, EventStack.outcome("before")));
		pills.forEach((pill) -> send("k", pill));
		send(null, this.events.encoder.encode(this.events.topic, EventStack.outcome("keyless")));
		send("k", this.events.encoder.encode(this.events.topic, EventStack.outcome("after")));
		listen((event) -> Mono.empty());

		await().atMost(SOON).until(() -> this.heard.contains("after"));
		assertThat(this.heard).containsExactly("before", "after");
		List<ConsumerRecord<String, byte[]>> dead = this.events.deadLetters();
		assertThat(dead).hasSize(pills.size() + 1);
		for (int i = 0; i < pills.size(); i++) {
			assertThat(dead.get(i).value()).isEqualTo(pills.get(i));
			assertThat(dead.get(i).key()).isEqualTo("k");
		}
		assertThat(dead).extracting(PoisonIT::cause)
			.containsOnly("not_wire_format", "unknown_schema", "bad_avro", "trailing_bytes", "wrong_type", "no_key");
	}

	@Test
	@DisplayName("A record that its handler calls poison goes aside with that code and its headers")
	void handlerCallsPoison() {
		this.events.publisher.publish(this.events.topic, "k", EventStack.outcome("bad"), Cause.fresh()).block();
		this.events.publisher.publish(this.events.topic, "k", EventStack.outcome("good"), Cause.fresh()).block();
		listen((event) -> event.value().getCode().equals("bad") ? Mono.error(new PoisonRecord("not_ours"))
				: Mono.empty());

		await().atMost(SOON).until(() -> this.heard.contains("good"));
		List<ConsumerRecord<String, byte[]>> dead = this.events.deadLetters();
		assertThat(dead).singleElement().satisfies((record) -> {
			assertThat(cause(record)).isEqualTo("not_ours");
			assertThat(record.headers().lastHeader("ce_id")).isNotNull();
			assertThat(new String(record.headers().lastHeader("clara-dlt-offset").value(), StandardCharsets.UTF_8))
				.isEqualTo("0");
		});
	}

	@Test
	@DisplayName("A programming error holds its partition for some attempts and no longer")
	void programmingErrorGoesAside() {
		AtomicInteger attempts = new AtomicInteger();
		this.events.publisher.publish(this.events.topic, "k", EventStack.outcome("bad"), Cause.fresh()).block();
		this.events.publisher.publish(this.events.topic, "k", EventStack.outcome("good"), Cause.fresh()).block();
		listen((event) -> {
			if (event.value().getCode().equals("bad")) {
				attempts.incrementAndGet();
				throw new IllegalArgumentException("the name of a person");
			}
			return Mono.empty();
		});

		await().atMost(SOON).until(() -> this.heard.contains("good"));
		assertThat(attempts).hasValue(3);
		assertThat(this.events.deadLetters()).singleElement().satisfies((record) -> {
			assertThat(cause(record)).isEqualTo("handler_failed");
			assertThat(record.headers().toString()).doesNotContain("person");
		});
	}

	@Test
	@DisplayName("A failure that waiting can heal is tried again and never put aside")
	void waitingHeals() {
		AtomicInteger attempts = new AtomicInteger();
		this.events.publisher.publish(this.events.topic, "k", EventStack.outcome("late"), Cause.fresh()).block();
		listen((event) -> (attempts.incrementAndGet() < 8) ? Mono.error(new java.io.IOException("gone"))
				: Mono.empty());

		await().atMost(SOON).until(() -> this.heard.contains("late"));
		assertThat(attempts).hasValue(8);
		assertThat(this.events.deadLetters()).isEmpty();
		assertThat(this.events.meters.get("clara.events.retries").tag("cause", "IOException").counter().count())
			.isEqualTo(7);
	}

	private List<byte[]> pills() {
		byte[] good = this.events.encoder.encode(this.events.topic, EventStack.outcome("x"));
		List<byte[]> pills = new ArrayList<>();
		pills.add(new byte[0]);
		pills.add(new byte[] { 0 });
		pills.add(new byte[] { 0, 0, 0, 0 });
		pills.add("{\"json\": true}".getBytes(StandardCharsets.UTF_8));
		pills.add(changed(good, 0, (byte) 1));
		pills.add(changed(good, 1, (byte) 0x7f));
		pills.add(Arrays.copyOf(good, 5));
		pills.add(Arrays.copyOf(good, 9));
		pills.add(Arrays.copyOf(good, good.length - 1));
		pills.add(Arrays.copyOf(good, good.length + 3));
		byte[] huge = Arrays.copyOf(good, 15);
		Arrays.fill(huge, 5, 9, (byte) 0xff);
		huge[9] = 0x0e;
		pills.add(huge);
		byte[] negative = good.clone();
		negative[5] = 0x01;
		pills.add(negative);
		Random random = new Random(11);
		for (int i = 0; i < 6; i++) {
			byte[] noise = new byte[64];
			random.nextBytes(noise);
			noise[0] = 9;
			pills.add(noise);
		}
		pills.add(foreign());
		return pills;
	}

	private byte[] foreign() {
		String other = this.events.topic + ".other";
		new SchemaDeployment(this.events.registry).deploy(Topics.subject(other), Erasure.getClassSchema());
		return this.events.encoder.encode(other,
				Erasure.newBuilder()
					.setOrganisationId("org")
					.setIntegrationId("int")
					.setAlias("a")
					.setSuppressionDigest("d")
					.setStep("ASKED")
					.setPlace("")
					.setCount(0)
					.setAt(java.time.Instant.EPOCH)
					.build());
	}

	private static byte[] changed(byte[] bytes, int at, byte value) {
		byte[] copy = bytes.clone();
		copy[at] = value;
		return copy;
	}

	private static String cause(ConsumerRecord<String, byte[]> record) {
		return new String(record.headers().lastHeader(DeadLetters.CAUSE).value(), StandardCharsets.UTF_8);
	}

	private void send(String key, byte[] value) {
		this.events.publisher.send(new ProducerRecord<>(this.events.topic, null, key, value, List.of())).block();
	}

	private void listen(java.util.function.Function<Event<Outcome>, Mono<Void>> handler) {
		EventListeners listeners = this.events.listeners();
		listeners.listen(this.events.topic, this.events.topic, Outcome.class,
				(event) -> handler.apply(event).doOnSuccess((_) -> this.heard.add(event.value().getCode())));
		listeners.start();
	}

}
