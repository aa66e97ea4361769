package io.claraconnect.config;

import java.util.Map;

import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.db.RequiredMigrations;
import io.claraconnect.kit.kafka.EventPublisher;
import io.claraconnect.kit.outbox.Outbox;
import io.claraconnect.kit.outbox.OutboxRelay;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The outbox of this service and the schema versions it needs. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

	private static final String SCHEMA = "config";

	@Bean
	RequiredMigrations requiredMigrations() {
		return new RequiredMigrations(Map.of(SCHEMA, 2, "platform", 3, "dossier", 2));
	}

	@Bean
	Outbox outbox(EventPublisher events) {
		return new Outbox(SCHEMA, events);
	}

	@Bean
	OutboxRelay outboxRelay(Database database, Outbox outbox, EventPublisher events, MeterRegistry meters) {
		return new OutboxRelay(SCHEMA, database, outbox, events, meters);
	}

}
