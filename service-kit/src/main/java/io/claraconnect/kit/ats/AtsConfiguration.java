package io.claraconnect.kit.ats;

import java.time.Clock;

import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.ConnectorContext;
import io.claraconnect.ats.api.Connectors;
import io.claraconnect.ats.api.RateBudget;
import io.claraconnect.ats.api.RateObservation;
import io.claraconnect.ats.api.RateRule;
import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.seal.Sealer;
import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnResource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * The connectors on the class path, with the shared rate budget and credentials where the
 * service has a database.
 */
@AutoConfiguration(afterName = { "io.claraconnect.kit.db.DatabaseConfiguration",
		"io.claraconnect.kit.seal.SealConfiguration", "io.claraconnect.kit.ids.IdsConfiguration" })
@EnableConfigurationProperties(AtsProperties.class)
class AtsConfiguration {

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(Database.class)
	RateBudget rateBudget(Database database, AtsProperties properties, MeterRegistry meters) {
		return new PostgresRateBudget(database, properties.rateShare(), meters);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean({ Database.class, Sealer.class })
	CredentialStore credentialStore(Sealer sealer) {
		return new CredentialStore(sealer);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean({ Database.class, Sealer.class })
	Connections connections(Database database, CredentialStore store, Clock clock) {
		return new Connections(database, store, clock);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnResource(resources = "classpath:META-INF/services/io.claraconnect.ats.api.ConnectorProvider")
	Connectors connectors(Clock clock, AtsProperties properties, ObjectProvider<RateBudget> budget) {
		return Connectors.load(new ConnectorContext(clock, budget.getIfAvailable(NoCalls::new),
				properties.allowedOrigins(), PlatformCredentialsFile.read(properties.platformCredentialsFile())));
	}

	/** The budget of a service that has no database and so makes no calls to vendors. */
	private static final class NoCalls implements RateBudget {

		@Override
		public Mono<Void> acquire(Connection connection, RateRule rule) {
			return Mono.error(new IllegalStateException("This service makes no calls to vendors"));
		}

		@Override
		public Mono<Void> observed(Connection connection, RateRule rule, RateObservation observation) {
			return Mono.empty();
		}

	}

}
