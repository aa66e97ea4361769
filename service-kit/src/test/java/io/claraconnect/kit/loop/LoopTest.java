package io.claraconnect.kit.loop;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class LoopTest {

	private static final Duration LONG = Duration.ofMinutes(5);

	private final AtomicInteger rounds = new AtomicInteger();

	@Test
	@DisplayName("A loop rests after a round until it is woken")
	void restsAndWakes() {
		Loop loop = new Loop("test", LONG, LONG,
				() -> Mono.fromSupplier(this.rounds::incrementAndGet).thenReturn(false));
		loop.start();
		await().during(Duration.ofMillis(200)).until(() -> this.rounds.get() == 1);

		loop.wake();

		await().until(() -> this.rounds.get() == 2);
		loop.stop(LONG).block();
	}

	@Test
	@DisplayName("A ring during a round is not lost")
	void ringDuringRound() {
		AtomicInteger own = new AtomicInteger();
		Loop[] self = new Loop[1];
		self[0] = new Loop("test", LONG, LONG, () -> {
			if (own.incrementAndGet() < 500) {
				self[0].wake();
			}
			return Mono.just(false);
		});
		self[0].start();
		await().until(() -> own.get() == 500);
		self[0].stop(LONG).block();
	}

	@Test
	@DisplayName("A round that errors, throws, gives nothing or hangs does not end the loop")
	void survives() {
		Loop loop = new Loop("test", Duration.ofMillis(1), Duration.ofMillis(50), () -> {
			int round = this.rounds.incrementAndGet();
			return switch (round) {
				case 1 -> Mono.error(new IllegalStateException());
				case 2 -> throw new IllegalArgumentException();
				case 3 -> Mono.empty();
				case 4 -> Mono.never();
				default -> Mono.just(false);
			};
		});
		loop.start();

		await().atMost(Duration.ofSeconds(20)).until(() -> this.rounds.get() > 6);
		loop.stop(LONG).block();
	}

	@Test
	@DisplayName("A stop lets the current round end, cancels one that outlasts patience, and allows a new start")
	void stops() {
		AtomicInteger ended = new AtomicInteger();
		AtomicInteger cancelled = new AtomicInteger();
		Loop loop = new Loop("test", LONG, LONG, () -> {
			int round = this.rounds.incrementAndGet();
			return Mono.delay((round == 1) ? Duration.ofMillis(300) : LONG)
				.doOnNext((tick) -> ended.incrementAndGet())
				.doOnCancel(cancelled::incrementAndGet)
				.thenReturn(false);
		});
		loop.start();
		await().until(() -> this.rounds.get() == 1);
		loop.stop(LONG).block();
		assertThat(ended).hasValue(1);
		assertThat(loop.isGoing()).isFalse();

		loop.start();
		await().until(() -> this.rounds.get() == 2);
		loop.stop(Duration.ofMillis(50)).block();
		assertThat(cancelled).hasValue(1);
		loop.stop(LONG).block();
	}

}
