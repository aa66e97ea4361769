package io.claraconnect.kit.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class PublishPromptlyIT {

	private final EventStack events = new EventStack(1);

	@AfterEach
	void close() throws Exception {
		this.events.stack.kafka().start();
		this.events.close();
	}

	@Test
	@DisplayName("A topic that was primed gets its first event without a change of threads before the client's own")
	void primed() {
		this.events.publisher.prime(this.events.topic, EventStack.outcome("sample"));
		assertThat(this.events.read(this.events.topic)).isEmpty();

		List<String> threads = new CopyOnWriteArrayList<>();
		prompt("first").doOnSuccess((_) -> threads.add(Thread.currentThread().getName())).block();

		assertThat(this.events.read(this.events.topic)).hasSize(1);
		assertThat(threads).singleElement().asString().startsWith("kafka-producer-network-thread");
	}

	@Test
	@DisplayName("Without priming the first event goes another way, and those after it promptly")
	void learns() {
		prompt("first").block();
		List<String> threads = new CopyOnWriteArrayList<>();
		prompt("second").doOnSuccess((_) -> threads.add(Thread.currentThread().getName())).block();

		assertThat(this.events.read(this.events.topic)).hasSize(2);
		assertThat(threads).singleElement().asString().startsWith("kafka-producer-network-thread");
	}

	@Test
	@DisplayName("Without a broker a prompt event fails within five seconds, and succeeds once it is back (B1)")
	void brokerAway() {
		prompt("before").block();
		this.events.stack.kafka().killNow();
		for (String code : List.of("known", "forgotten")) {
			Instant start = Instant.now();
			assertThatThrownBy(() -> prompt(code).block()).isInstanceOf(BrokerUnavailable.class);
			assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
		}
		this.events.stack.kafka().start();

		await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(() -> prompt("after").block());
	}

	private Mono<Void> prompt(String code) {
		return this.events.publisher.publishPromptly(this.events.topic, "org:int:k", EventStack.outcome(code),
				Cause.fresh());
	}

}
