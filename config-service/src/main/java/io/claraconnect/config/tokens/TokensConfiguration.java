package io.claraconnect.config.tokens;

import java.time.Duration;

import io.claraconnect.config.rounds.Rounds;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps {@link KeepTokens} going where the tokens role runs. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "clara.roles.tokens", matchIfMissing = true)
class TokensConfiguration {

	@Bean
	Rounds tokenRounds(KeepTokens tokens) {
		return new Rounds("tokens", Duration.ofMillis(500), tokens::round);
	}

}
