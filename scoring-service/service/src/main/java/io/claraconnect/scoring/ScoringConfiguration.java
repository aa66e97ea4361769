package io.claraconnect.scoring;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.db.RequiredMigrations;
import io.claraconnect.kit.ids.IdGenerator;
import io.claraconnect.kit.kafka.CompactedDirectories;
import io.claraconnect.kit.kafka.CompactedDirectory;
import io.claraconnect.kit.kafka.EventPublisher;
import io.claraconnect.kit.outbox.Outbox;
import io.claraconnect.kit.outbox.OutboxRelay;
import io.claraconnect.kit.work.WorkRows;
import io.claraconnect.kit.work.WorkRunner;
import io.claraconnect.kit.work.WorkSettings;
import io.claraconnect.reader.DocumentReader;
import io.claraconnect.reader.ForkedDocumentReader;
import io.claraconnect.reader.ReaderProcessSettings;
import io.claraconnect.schemas.JobSnapshot;
import io.claraconnect.schemas.Topics;
import io.claraconnect.scoring.engine.ScoringEngine;
import io.claraconnect.scoring.engine.embed.MiniLmEmbedder;
import io.claraconnect.scoring.engine.match.EvidenceScorer;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.system.ApplicationHome;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts of the service. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ScoringProperties.class)
class ScoringConfiguration {

	private static final String SCHEMA = "scoring";

	/** Few at a time: what comes over the topic goes first. */
	private static final WorkSettings AGAIN = new WorkSettings(2, 2, Duration.ofSeconds(30), Duration.ofMillis(250));

	@Bean
	RequiredMigrations requiredMigrations() {
		return new RequiredMigrations(Map.of("platform", 3, "dossier", 2, SCHEMA, 2));
	}

	@Bean
	MiniLmEmbedder embedder() {
		return new MiniLmEmbedder();
	}

	@Bean
	ScoringEngine scoringEngine(MiniLmEmbedder embedder) {
		return new EvidenceScorer(embedder);
	}

	@Bean
	DocumentReader documentReader(ScoringProperties properties) {
		Path configured = properties.documentReader();
		Path jar = (configured != null) ? configured
				: new ApplicationHome(ScoringApplication.class).getDir().toPath().resolve("document-reader.jar");
		if (!Files.isReadable(jar)) {
			throw new IllegalStateException(
					"The document reader is not at " + jar + "; set CLARA_SCORING_DOCUMENT_READER to its runnable jar");
		}
		return new ForkedDocumentReader(ReaderProcessSettings.of(jar.toString()));
	}

	@Bean
	CompactedDirectory<JobSnapshot> jobs(CompactedDirectories directories) {
		return directories.open(Topics.JOBS, JobSnapshot.class, JobSnapshot::getRevision);
	}

	@Bean
	Outbox outbox(EventPublisher events) {
		return new Outbox(SCHEMA, events);
	}

	@Bean
	WorkRows workRows() {
		return new WorkRows(SCHEMA);
	}

	@Bean
	WorkRunner workRunner(Database database, WorkRows rows, ScoreRun run, IdGenerator ids, MeterRegistry meters) {
		return new WorkRunner(SCHEMA, database, rows, Map.of(JobListener.KIND, run), AGAIN, ids, meters);
	}

	@Bean
	OutboxRelay outboxRelay(Database database, Outbox outbox, EventPublisher events, MeterRegistry meters) {
		return new OutboxRelay(SCHEMA, database, outbox, events, meters);
	}

}
