package io.claraconnect.writeback.ledger;

import java.util.Map;

import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.db.RequiredMigrations;
import io.claraconnect.kit.kafka.CompactedDirectories;
import io.claraconnect.kit.kafka.CompactedDirectory;
import io.claraconnect.kit.kafka.EventPublisher;
import io.claraconnect.kit.outbox.Outbox;
import io.claraconnect.kit.outbox.OutboxRelay;
import io.claraconnect.kit.work.WorkRows;
import io.claraconnect.schemas.Integration;
import io.claraconnect.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tables of this service and what is kept in memory beside them. */
@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {

	private static final String SCHEMA = "writeback";

	@Bean
	RequiredMigrations requiredMigrations() {
		return new RequiredMigrations(Map.of(SCHEMA, 2, "platform", 3, "dossier", 2));
	}

	@Bean
	CompactedDirectory<Integration> integrations(CompactedDirectories directories) {
		return directories.open(Topics.INTEGRATIONS, Integration.class, Integration::getRevision);
	}

	@Bean
	WorkRows workRows() {
		return new WorkRows(SCHEMA);
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
