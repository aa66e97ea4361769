package io.claraconnect.writeback.intake;

import java.time.Duration;

import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.kafka.Cause;
import io.claraconnect.kit.kafka.CompactedDirectory;
import io.claraconnect.kit.work.WorkRows;
import io.claraconnect.schemas.Integration;
import io.claraconnect.schemas.IntegrationState;
import io.claraconnect.writeback.ledger.ApplicationStatuses;
import io.claraconnect.writeback.ledger.HourlyWrites;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Follows the connections: when one is connected or changed, what waited for it runs
 * again; when one is disconnected, what waited is dropped. Once a minute it also wakes
 * what was parked while the connection came back.
 */
@Component
class ConnectionWatch implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(ConnectionWatch.class);

	private static final Duration SWEEP = Duration.ofMinutes(1);

	private final CompactedDirectory<Integration> directory;

	private final Database database;

	private final WorkRows work;

	private final ApplicationStatuses statuses;

	private final HourlyWrites hours;

	private final Sinks.Many<Integration> changes = Sinks.many().unicast().onBackpressureBuffer();

	private final Disposable.Composite running = Disposables.composite();

	private volatile boolean started;

	ConnectionWatch(CompactedDirectory<Integration> directory, Database database, WorkRows work,
			ApplicationStatuses statuses, HourlyWrites hours) {
		this.directory = directory;
		this.database = database;
		this.work = work;
		this.statuses = statuses;
		this.hours = hours;
	}

	@Override
	public void start() {
		this.started = true;
		this.running.add(this.changes.asFlux()
			.concatMap((connection) -> quietly(Mono.defer(() -> follow(connection)), connection))
			.subscribeOn(Schedulers.parallel())
			.subscribe());
		this.running.add(Flux.interval(SWEEP, SWEEP, Schedulers.parallel())
			.onBackpressureDrop()
			.concatMap((tick) -> Flux.fromIterable(this.directory.all())
				.filter((connection) -> connection.getState() == IntegrationState.CONNECTED)
				.concatMap((connection) -> quietly(Mono.defer(() -> unpark(connection)), connection))
				.then(this.database.acrossOrganisations(this.hours::forgetOld).onErrorComplete()))
			.subscribe());
		this.directory.onChange(this::changed);
	}

	private void changed(String key, @Nullable Integration connection) {
		if (connection != null) {
			this.changes.emitNext(connection, Sinks.EmitFailureHandler.busyLooping(Duration.ofSeconds(1)));
		}
	}

	private Mono<Void> follow(Integration connection) {
		String organisation = connection.getOrganisationId();
		String integration = connection.getIntegrationId();
		return switch (connection.getState()) {
			case CONNECTED -> this.database.inOrganisation(organisation,
					(client) -> this.work.wake(client, organisation, integration)
						.then(this.statuses.unhandled(client, organisation, integration)
							.collectList()
							.flatMapMany(Flux::fromIterable)
							.concatMap((candidate) -> this.work.upsert(client,
									StatusListener.ask(organisation, integration, candidate, Cause.fresh())))
							.then()));
			case DISCONNECTED ->
				this.database.inOrganisation(organisation, (client) -> this.work.drop(client, organisation, integration)
					.then(this.statuses.forgetAll(client, organisation, integration)));
			case UNKNOWN, NOT_LINKED, PAUSED, REAUTHORISE -> Mono.empty();
		};
	}

	/** A run may park a row at the very moment in which its connection comes back. */
	private Mono<Void> unpark(Integration connection) {
		return this.database.inOrganisation(connection.getOrganisationId(),
				(client) -> client
					.sql("UPDATE writeback.work SET state = 'READY', not_before = now(), revision = revision + 1"
							+ " WHERE organisation_id = :organisation AND integration_id = :integration"
							+ " AND state = 'PARKED' AND cause LIKE 'connection_%'")
					.bind("organisation", connection.getOrganisationId())
					.bind("integration", connection.getIntegrationId())
					.then());
	}

	private Mono<Void> quietly(Mono<Void> step, Integration connection) {
		return step.retryWhen(Retry.backoff(8, Duration.ofMillis(200)).maxBackoff(Duration.ofSeconds(10)))
			.onErrorResume((ex) -> {
				log.atWarn()
					.addKeyValue("integrationId", connection.getIntegrationId())
					.addKeyValue("error", ex.getClass().getSimpleName())
					.log("A change of a connection could not be followed");
				return Mono.empty();
			});
	}

	@Override
	public void stop() {
		this.started = false;
		this.running.dispose();
	}

	@Override
	public boolean isRunning() {
		return this.started;
	}

}
