package io.claraconnect.kit.kafka;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

import io.claraconnect.kit.ids.IdGenerator;
import io.claraconnect.local.StackPorts;
import io.claraconnect.schemas.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class OutageIT {

	private static final Duration SOON = Duration.ofSeconds(60);

	private final EventStack events = new EventStack(1);

	private final List<String> heard = new CopyOnWriteArrayList<>();

	@AfterEach
	void close() throws Exception {
		this.events.stack.registry().start();
		this.events.stack.kafka().start();
		this.events.close();
	}

	@Test
	@Tag("R2")
	@DisplayName("A consumer that restarts without a registry reads what names its schema, waits for the rest, and puts nothing aside (R2)")
	void registryDownWhileConsumerRestarts() {
		for (int i = 0; i < 20; i++) {
			this.events.publisher
				.publish(this.events.topic, "org:int:ours", EventStack.outcome("ours " + i), Cause.fresh())
				.block();
			this.events.sendNameless("org:int:foreign", EventStack.outcome("foreign " + i));
		}
		this.events.stack.registry().killNow();
		EventListeners listeners = this.events.listeners();
		listen(listeners);

		await().atMost(SOON).until(() -> retries() >= 3 && this.heard.size() == 20);
		assertThat(this.heard).allMatch((code) -> code.startsWith("ours"));
		this.events.stack.registry().start();

		await().atMost(SOON).until(() -> this.heard.size() == 40);
		assertThat(this.heard.subList(20, 40)).first().isEqualTo("foreign 0");
		assertThat(this.events.deadLetters()).isEmpty();
	}

	@Test
	@Tag("R1")
	@DisplayName("A service that starts without a registry waits, publishes once it is back, and puts nothing aside (R1)")
	void registryDownAtStart() {
		publish("first");
		this.events.stack.registry().killNow();
		EventPublisher cold = new EventPublisher(this.events.settings, this.events.coldEncoder(), EventStack.SERVICE,
				Clock.systemUTC(), IdGenerator.of(new Random(1)), this.events.meters);
		EventListeners listeners = this.events.listeners();
		listeners.listen(this.events.topic, this.events.topic, Outcome.class,
				(event) -> cold.prepare(this.events.topic, event.key(), event.value(), event.cause())
					.doOnSuccess((_) -> this.heard.add(event.value().getCode()))
					.then());
		listeners.start();

		await().atMost(SOON).until(() -> retries() >= 3);
		assertThat(this.heard).isEmpty();
		this.events.stack.registry().start();
		await().atMost(SOON).until(() -> this.heard.size() == 1);
		assertThat(this.events.deadLetters()).isEmpty();
		cold.close();
	}

	@Test
	@DisplayName("Publishing without a broker says so within five seconds")
	void noBroker() {
		EventSettings nowhere = EventStack.settings("127.0.0.1:" + StackPorts.free().kafka());
		try (EventPublisher publisher = new EventPublisher(nowhere, this.events.encoder, EventStack.SERVICE,
				Clock.systemUTC(), IdGenerator.of(new Random(1)), this.events.meters)) {
			Instant start = Instant.now();

			assertThatThrownBy(
					() -> publisher.publish(this.events.topic, "org:int:k", EventStack.outcome("lost"), Cause.fresh())
						.block())
				.isInstanceOf(BrokerUnavailable.class);
			assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
		}
	}

	@Test
	@DisplayName("A broker that is killed and comes back loses no acknowledged event and no listener")
	void brokerRestarts() {
		EventListeners listeners = this.events.listeners();
		listen(listeners);
		await().atMost(SOON).ignoreExceptions().untilAsserted(() -> publish("before"));
		await().atMost(SOON).until(() -> this.heard.contains("before"));

		this.events.stack.kafka().killNow();
		assertThatThrownBy(() -> publish("during")).isInstanceOf(BrokerUnavailable.class);
		this.events.stack.kafka().start();
		await().atMost(SOON).ignoreExceptions().untilAsserted(() -> publish("after"));

		await().atMost(SOON).until(() -> this.heard.contains("after"));
	}

	@Test
	@DisplayName("A page that is not a registry's does not make a record poison")
	void proxyPageIsNoAnswer() {
		String healthPage = this.events.stack.registryUrl().replace("/ccompat/v7", "/no-such-api");
		try (RegistryClient wrong = new RegistryClient(EventStack.registry(URI.create(healthPage)))) {
			assertThatThrownBy(() -> wrong.schemaById(1)).isInstanceOf(RegistryUnavailable.class);
		}
		assertThatThrownBy(() -> this.events.registry.schemaById(Integer.MAX_VALUE)).isInstanceOf(SchemaUnknown.class);
	}

	private void listen(EventListeners listeners) {
		listeners.listen(this.events.topic, this.events.topic, Outcome.class,
				(event) -> Mono.fromRunnable(() -> this.heard.add(event.value().getCode())));
		listeners.start();
	}

	private void publish(String code) {
		this.events.publisher.publish(this.events.topic, "org:int:ours", EventStack.outcome(code), Cause.fresh())
			.block();
	}

	private double retries() {
		return this.events.meters.find("clara.events.retries")
			.counters()
			.stream()
			.mapToDouble((counter) -> counter.count())
			.sum();
	}

}
