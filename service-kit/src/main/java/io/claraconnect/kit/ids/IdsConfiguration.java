package io.claraconnect.kit.ids;

import java.time.Clock;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The clock and the id generator of a service, unless a test brings its own. */
@AutoConfiguration
class IdsConfiguration {

	@Bean
	@ConditionalOnMissingBean
	Clock clock() {
		return Clock.systemUTC();
	}

	@Bean
	@ConditionalOnMissingBean
	IdGenerator idGenerator() {
		return IdGenerator.secure();
	}

}
