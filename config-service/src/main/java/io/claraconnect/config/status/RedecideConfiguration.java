package io.claraconnect.config.status;

import java.time.Duration;

import io.claraconnect.config.rounds.Rounds;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps {@link Redecide} going where the status role runs. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "clara.roles.status", matchIfMissing = true)
class RedecideConfiguration {

	@Bean
	Rounds redecideRounds(Redecide redecide) {
		return new Rounds("redecide", Duration.ofMillis(500), redecide::round);
	}

}
