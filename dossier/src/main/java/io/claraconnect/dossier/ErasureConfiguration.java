package io.claraconnect.dossier;

import java.time.Clock;

import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.db.MigrationsApplied;
import io.claraconnect.kit.ids.IdGenerator;
import io.claraconnect.kit.kafka.CompactedDirectories;
import io.claraconnect.kit.kafka.CompactedDirectory;
import io.claraconnect.kit.kafka.EventListeners;
import io.claraconnect.kit.outbox.Outbox;
import io.claraconnect.kit.seal.Digests;
import io.claraconnect.schemas.Erasure;
import io.claraconnect.schemas.TopicCatalogue;
import io.claraconnect.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/** Erasure in a service that has an {@link ErasurePlace}. */
@AutoConfiguration(before = DossierConfiguration.class,
		afterName = { "io.claraconnect.kit.kafka.KafkaEventsConfiguration",
				"io.claraconnect.kit.db.DatabaseConfiguration", "io.claraconnect.kit.seal.SealConfiguration" })
@ConditionalOnBean(ErasurePlace.class)
class ErasureConfiguration {

	@Bean
	ErasureGate erasureGate() {
		return ErasureGate.shut();
	}

	@Bean
	Suppression suppression(Digests digests, Clock clock, ErasureGate gate) {
		return new Suppression(new Fingerprints(digests), clock, gate);
	}

	@Bean
	ErasureRows erasureRows() {
		return new ErasureRows();
	}

	@Bean
	CompactedDirectory<Erasure> erasureDirectory(CompactedDirectories directories) {
		return directories.open(Topics.ERASURES, Erasure.class, ErasureEvents::order);
	}

	@Bean
	PlaceListener placeListener(Database database, ErasurePlace place, Suppression suppression, Outbox outbox,
			Clock clock, MeterRegistry meters, EventListeners listeners) {
		return new PlaceListener(database, place, suppression, outbox, clock, meters, listeners);
	}

	@Bean
	ErasureReplay erasuresReplayedHealthIndicator(Database database, MigrationsApplied migrations,
			CompactedDirectory<Erasure> erasures, Suppression suppression, VaultErasure vault, ErasureRows rows,
			ErasurePlace place, ErasureGate gate) {
		return new ErasureReplay(database, migrations, erasures, suppression, vault, rows, place, gate);
	}

	@Bean
	Erasures erasures(CandidateKeys keys, Suppression suppression, MergedIds merged, ErasureRows rows,
			ErasurePlace place, Outbox outbox, IdGenerator ids, Clock clock) {
		return new Erasures(keys, suppression, merged, rows, place, outbox, ids, clock);
	}

	@Bean
	ErasureHorizon erasureHorizon(KeysDatabaseProperties keys, TopicCatalogue topics) {
		return new ErasureHorizon(keys.backupLife(), topics);
	}

	@Bean
	ErasureProgress erasureProgress(Database database, ErasureRows rows, Outbox outbox, ErasureHorizon horizon,
			Clock clock) {
		return new ErasureProgress(database, rows, outbox, horizon, clock);
	}

	@Bean
	ErasureRounds erasureRounds(Database database, ErasureRows rows, Suppression suppression, VaultErasure vault,
			Erasures erasures, Outbox outbox, Clock clock) {
		return new ErasureRounds(database, rows, suppression, vault, erasures, outbox, clock);
	}

}
