package io.claraconnect.sync;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;

import io.claraconnect.ats.api.Connectors;
import io.claraconnect.kit.ats.Connections;
import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.db.RequiredMigrations;
import io.claraconnect.kit.ids.IdGenerator;
import io.claraconnect.kit.kafka.CompactedDirectories;
import io.claraconnect.kit.kafka.CompactedDirectory;
import io.claraconnect.kit.kafka.EventEncoder;
import io.claraconnect.kit.kafka.EventListeners;
import io.claraconnect.kit.kafka.EventPublisher;
import io.claraconnect.kit.outbox.Outbox;
import io.claraconnect.kit.outbox.OutboxRelay;
import io.claraconnect.kit.work.WorkHandler;
import io.claraconnect.kit.work.WorkRows;
import io.claraconnect.kit.work.WorkRunner;
import io.claraconnect.kit.work.WorkSettings;
import io.claraconnect.schemas.Integration;
import io.claraconnect.schemas.Topics;
import io.claraconnect.schemas.WebhookDelivery;
import io.claraconnect.schemas.Writeback;
import io.claraconnect.sync.connection.TrackedConnections;
import io.claraconnect.sync.request.DeliveryListener;
import io.claraconnect.sync.request.FetchNumbers;
import io.claraconnect.sync.request.Kind;
import io.claraconnect.sync.request.Outcomes;
import io.claraconnect.sync.request.Runs;
import io.claraconnect.sync.request.StoredSnapshots;
import io.claraconnect.sync.request.Wishes;
import io.claraconnect.sync.request.WritebackListener;
import io.claraconnect.sync.tracking.ConnectionHandler;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires rows of work, events and handlers. */
@Configuration(proxyBeanMethods = false)
class SyncConfiguration {

	private static final String SERVICE = "sync-worker";

	private static final String SCHEMA = "sync";

	@Bean
	RequiredMigrations requiredMigrations() {
		return new RequiredMigrations(Map.of("platform", 3, "dossier", 2, SCHEMA, 3));
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

	@Bean
	CompactedDirectory<Integration> integrations(CompactedDirectories directories) {
		return directories.open(Topics.INTEGRATIONS, Integration.class, Integration::getRevision);
	}

	@Bean
	TrackedConnections trackedConnections(CompactedDirectory<Integration> integrations, Connectors connectors,
			Connections connections) {
		return new TrackedConnections(integrations, connectors, connections);
	}

	@Bean
	Wishes wishes(WorkRows rows) {
		return new Wishes(rows);
	}

	@Bean
	Outcomes outcomes(Outbox outbox, Clock clock) {
		return new Outcomes(outbox, clock);
	}

	@Bean
	Runs runs(Database database, TrackedConnections connections, Outcomes outcomes, WorkRows rows) {
		return new Runs(database, connections, outcomes, rows);
	}

	@Bean
	FetchNumbers fetchNumbers(Database database) {
		return new FetchNumbers(database);
	}

	@Bean
	StoredSnapshots storedSnapshots(EventEncoder encoder) {
		return new StoredSnapshots(encoder);
	}

	@Bean
	DeliveryListener deliveryListener(Database database, TrackedConnections connections, Wishes wishes,
			Outcomes outcomes, SyncSettings settings, MeterRegistry meters, EventListeners listeners) {
		DeliveryListener listener = new DeliveryListener(database, connections, wishes, outcomes, settings.gather(),
				meters);
		listeners.listen(Topics.WEBHOOKS, SERVICE, WebhookDelivery.class, listener::take);
		return listener;
	}

	@Bean
	WritebackListener writebackListener(Database database, EventListeners listeners) {
		WritebackListener listener = new WritebackListener(database);
		listeners.listen(Topics.WRITEBACKS, SERVICE, Writeback.class, listener::take);
		return listener;
	}

	@Bean
	ConnectionHandler connectionHandler(Database database, TrackedConnections connections, Connections accounts,
			WorkRows rows, Wishes wishes) {
		return new ConnectionHandler(database, connections, accounts, rows, wishes);
	}

	@Bean
	WorkRunner workRunner(Database database, WorkRows rows, Map<String, Runs.Step> steps, ConnectionHandler connection,
			Runs runs, SyncSettings settings, IdGenerator ids, MeterRegistry meters) {
		Map<String, WorkHandler> handlers = Map.of(Kind.CONNECTION.name(), connection, Kind.APPLICATION.name(),
				runs.of(step(steps, "applicationStep")), Kind.CANDIDATE.name(), runs.of(step(steps, "candidateStep")),
				Kind.JOB.name(), runs.of(step(steps, "jobStep")), Kind.BACKFILL.name(),
				runs.recurring(step(steps, "backfillStep")), Kind.SWEEP_JOBS.name(),
				runs.recurring(step(steps, "jobSweepStep")), Kind.SWEEP_APPLICATIONS.name(),
				runs.recurring(step(steps, "applicationSweepStep")), Kind.RECONCILE.name(),
				runs.recurring(step(steps, "reconcileStep")));
		WorkSettings work = new WorkSettings(settings.concurrency(), settings.perConnection(),
				Math.max(1, settings.perConnection() / 2), Duration.ofSeconds(30), Duration.ofMillis(100));
		return new WorkRunner(SERVICE, database, rows, handlers, work, ids, meters);
	}

	private static Runs.Step step(Map<String, Runs.Step> steps, String name) {
		Runs.Step step = steps.get(name);
		if (step == null) {
			throw new IllegalStateException("There is no " + name);
		}
		return step;
	}

}
