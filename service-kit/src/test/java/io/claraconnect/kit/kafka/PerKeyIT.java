package io.claraconnect.kit.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.claraconnect.schemas.Outcome;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class PerKeyIT {

	private static final Duration SOON = Duration.ofSeconds(40);

	private final EventStack events = new EventStack(4);

	private final Map<String, List<Integer>> heard = new ConcurrentHashMap<>();

	@AfterEach
	void close() throws Exception {
		this.events.close();
	}

	@Test
	@Tag("E6")
	@DisplayName("A key that fails holds its own later records, and no other key of its partition waits for it (E6)")
	void failingKeyWaitsAlone() {
		AtomicBoolean failing = new AtomicBoolean(true);
		EventListeners listeners = listen("consumer", null, (event) -> (failing.get() && event.key().endsWith(":k3"))
				? Mono.error(new java.io.IOException("away")) : Mono.empty());
		publish(0, 400);
		await().atMost(SOON).until(() -> count() == 380);

		assertThat(this.heard).doesNotContainKey("org:int:k3");
		failing.set(false);
		await().atMost(SOON).until(() -> count() == 400);
		assertInOrder(400);
		listeners.stop();
	}

	@Test
	@DisplayName("What is finished ahead of a waiting record is not handled again after a restart, and the waiting one is")
	void restart() {
		AtomicBoolean failing = new AtomicBoolean(true);
		Function<Event<Outcome>, Mono<Void>> handler = (event) -> (failing.get() && event.key().endsWith(":k3"))
				? Mono.error(new java.io.IOException("away")) : Mono.empty();
		EventListeners first = listen("consumer", null, handler);
		publish(0, 400);
		await().atMost(SOON).until(() -> count() == 380);
		first.stop();
		failing.set(false);
		listen("consumer", null, handler);

		await().atMost(SOON).until(() -> count() >= 400);
		await().during(Duration.ofSeconds(1)).atMost(SOON).until(() -> count() == 400);
		assertInOrder(400);
	}

	@ParameterizedTest
	@CsvSource({ "consumer, false", "consumer, true", "classic, true" })
	@Tag("B7")
	@DisplayName("While instances come and go each record is handled once and each key in its order (B7)")
	void rebalances(String protocol, boolean named) {
		Function<Event<Outcome>, Mono<Void>> handler = (_) -> Mono.delay(Duration.ofMillis(2)).then();
		listen(protocol, named ? "one" : null, handler);
		for (int round = 0; round < 3; round++) {
			EventListeners other = listen(protocol, named ? "two" : null, handler);
			publish(round * 400, round * 400 + 200);
			await().atMost(SOON).until(() -> other.all().getFirst().isAssigned());
			publish(round * 400 + 200, round * 400 + 400);
			other.stop();
		}

		await().atMost(Duration.ofSeconds(90)).until(() -> count() >= 1_200);
		assertThat(count()).isEqualTo(1_200);
		assertInOrder(1_200);
	}

	@Test
	@Tag("C11")
	@DisplayName("A stop waits for what is being handled, begins nothing and commits what was finished (C11)")
	void stops() throws Exception {
		AtomicInteger begun = new AtomicInteger();
		EventListeners listeners = listen("consumer", null, (_) -> {
			begun.incrementAndGet();
			return Mono.delay(Duration.ofSeconds(4)).then();
		});
		publish(0, 200);
		await().atMost(SOON).until(() -> begun.get() == 8);
		long before = System.nanoTime();
		listeners.stop();

		assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
		assertThat(count()).isEqualTo(begun.get()).isLessThan(20);
		assertThat(finished()).isEqualTo(count());
	}

	@Test
	@DisplayName("A stop gives up a handler that does not end, in time for the service's own end")
	void stopsWithoutEnd() {
		EventListeners listeners = listen("consumer", null, (_) -> Mono.never());
		publish(0, 1);
		await().atMost(SOON).until(() -> this.events.meters.get("clara.listener.unfinished").gauge().value() == 1);
		long before = System.nanoTime();
		listeners.stop();

		assertThat(Duration.ofNanos(System.nanoTime() - before)).isBetween(ListenerLoop.FINISH, Duration.ofSeconds(18));
	}

	private EventListeners listen(String protocol, String instance, Function<Event<Outcome>, Mono<Void>> handler) {
		EventListeners listeners = this.events.listeners(protocol, instance, Duration.ofSeconds(30));
		listeners.listen(this.events.topic, this.events.topic, Outcome.class,
				(event) -> handler.apply(event).then(Mono.fromRunnable(() -> note(event))));
		listeners.start();
		return listeners;
	}

	private void note(Event<Outcome> event) {
		this.heard.computeIfAbsent(event.key(), (_) -> new CopyOnWriteArrayList<>()).add(event.value().getAttempts());
	}

	private void publish(int from, int to) {
		Flux.range(from, to - from)
			.groupBy((i) -> i % 20)
			.flatMap((ofKey) -> ofKey.concatMap((i) -> this.events.publisher.publish(this.events.topic,
					"org:int:k" + ofKey.key(), EventStack.outcome("x", i), Cause.fresh())), 20)
			.blockLast();
	}

	private int count() {
		return this.heard.values().stream().mapToInt(List::size).sum();
	}

	private void assertInOrder(int all) {
		Map<String, List<Integer>> wanted = new LinkedHashMap<>();
		for (int i = 0; i < all; i++) {
			wanted.computeIfAbsent("org:int:k" + i % 20, (_) -> new ArrayList<>()).add(i);
		}
		assertThat(this.heard).isEqualTo(wanted);
	}

	/** How many records the group's commits call finished. */
	private int finished() throws Exception {
		try (Admin admin = this.events.admin()) {
			Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(this.events.topic)
				.partitionsToOffsetAndMetadata()
				.get();
			return offsets.values()
				.stream()
				.mapToInt((at) -> (int) at.offset() + FinishedAhead.read(at.offset(), at.metadata()).size())
				.sum();
		}
	}

}
