package io.claraconnect.ingress.receive;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * Measures how long senders wait for an answer, from the head of their request, by what
 * they were told. The framework's own measure of requests does not see the front door.
 */
final class AnswerTimes {

	private static final Duration[] BUCKETS = { Duration.ofMillis(2), Duration.ofMillis(5), Duration.ofMillis(10),
			Duration.ofMillis(25), Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250),
			Duration.ofSeconds(1), Duration.ofSeconds(5) };

	private final List<Timer> byAnswer;

	AnswerTimes(MeterRegistry meters) {
		this.byAnswer = Arrays.stream(Answer.values())
			.map((answer) -> Timer.builder("clara.ingress.answers")
				.description("time until a sender was answered")
				.tag("outcome", answer.name().toLowerCase(Locale.ROOT))
				.serviceLevelObjectives(BUCKETS)
				.register(meters))
			.toList();
	}

	/**
	 * Measures one.
	 * @param answer what the sender was told
	 * @param startedAt when its request came in, of {@link System#nanoTime}
	 */
	void record(Answer answer, long startedAt) {
		this.byAnswer.get(answer.ordinal()).record(System.nanoTime() - startedAt, TimeUnit.NANOSECONDS);
	}

}
