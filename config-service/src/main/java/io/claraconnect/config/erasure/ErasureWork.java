package io.claraconnect.config.erasure;

import java.time.Duration;

import io.claraconnect.config.rounds.Rounds;
import io.claraconnect.dossier.ErasureProgress;
import io.claraconnect.dossier.ErasureRounds;
import io.claraconnect.kit.kafka.EventListeners;
import io.claraconnect.schemas.Erasure;
import io.claraconnect.schemas.Topics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Works erasures off to their receipts, and shows how long the oldest has been waiting.
 */
@Configuration(proxyBeanMethods = false)
class ErasureWork {

	private static final String GROUP = "config-service-erasures";

	@Bean
	Rounds erasureRoundsLoop(ErasureRounds rounds, ErasureProgress progress, EventListeners listeners,
			MeterRegistry meters) {
		listeners.listen(Topics.ERASURES, GROUP, Erasure.class, (event) -> {
			Erasure erasure = event.value();
			return (erasure != null) ? progress.take(erasure, event.cause()) : Mono.empty();
		});
		Gauge.builder("clara.erasures.unfinished", rounds, ErasureRounds::unfinished)
			.description("Erasures without a receipt")
			.register(meters);
		Gauge.builder("clara.erasures.oldest.unfinished", rounds, (all) -> all.oldestUnfinished().toSeconds())
			.description("For how long the oldest erasure without a receipt has been waiting; alert above an hour")
			.baseUnit("seconds")
			.register(meters);
		return new Rounds("erasures", Duration.ofMillis(500), rounds::round);
	}

}
