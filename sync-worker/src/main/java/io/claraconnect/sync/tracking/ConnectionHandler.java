package io.claraconnect.sync.tracking;

import java.time.Duration;
import java.util.Map;

import io.claraconnect.kit.ats.Connections;
import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.work.WorkHandler;
import io.claraconnect.kit.work.WorkResult;
import io.claraconnect.kit.work.WorkRow;
import io.claraconnect.kit.work.WorkRows;
import io.claraconnect.sync.connection.TrackedConnection;
import io.claraconnect.sync.connection.TrackedConnections;
import io.claraconnect.sync.request.Kind;
import io.claraconnect.sync.request.Wish;
import io.claraconnect.sync.request.Wishes;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * Brings a connection's rows of work in line with what the directory says of it: drops
 * them when it is disconnected, wakes them when it works again, starts backfills of newly
 * tracked jobs, and keeps its sweeps going.
 */
public final class ConnectionHandler implements WorkHandler {

	private static final Map<Kind, String> SWEEPS = Map.of(Kind.SWEEP_JOBS, "sweep:jobs", Kind.SWEEP_APPLICATIONS,
			"sweep:applications", Kind.RECONCILE, "sweep:reconcile");

	private final Database database;

	private final TrackedConnections connections;

	private final Connections accounts;

	private final WorkRows rows;

	private final Wishes wishes;

	public ConnectionHandler(Database database, TrackedConnections connections, Connections accounts, WorkRows rows,
			Wishes wishes) {
		this.database = database;
		this.connections = connections;
		this.accounts = accounts;
		this.rows = rows;
		this.wishes = wishes;
	}

	@Override
	public Mono<WorkResult> run(WorkRow row) {
		return this.connections.find(row.organisationId(), row.integrationId())
			.flatMap((found) -> this.database.inOrganisation(row.organisationId(), (client) -> {
				if (found.isEmpty() || found.get().disconnected()) {
					return this.rows.drop(client, row.organisationId(), row.integrationId()).thenReturn(true);
				}
				this.accounts.forget(row.organisationId(), row.integrationId());
				return align(client, row, found.get()).thenReturn(true);
			}))
			.thenReturn(WorkResult.done());
	}

	/**
	 * A pause and its end may be seen as one change, so that the state before does not
	 * tell whether rows wait: those that do not wait for other credentials always wake.
	 */
	private Mono<Void> align(DatabaseClient client, WorkRow row, TrackedConnection connection) {
		return ConnectionRows.remember(client, connection)
			.filter(Boolean::booleanValue)
			.flatMap((wake) -> this.rows.wake(client, row.organisationId(), row.integrationId()))
			.then(Mono.defer(() -> connection.usable()
					? this.rows.wakeExcept(client, row.organisationId(), row.integrationId(), "unauthorized")
						.then(track(client, row, connection))
					: Mono.empty()));
	}

	private Mono<Void> track(DatabaseClient client, WorkRow row, TrackedConnection connection) {
		return ConnectionRows.forgetUntracked(client, connection, Wishes.cause(row))
			.thenMany(Flux.fromIterable(connection.trackedSince().entrySet()))
			.concatMap((job) -> ConnectionRows.newlyTracked(client, connection, job.getKey(), job.getValue())
				.filter(Boolean::booleanValue)
				.flatMap((isNew) -> start(client, row, job.getKey()).thenReturn(true)))
			.then(Mono.defer(() -> connection.trackedSince().isEmpty() ? Mono.empty() : sweeps(client, row)));
	}

	/** The job is read as live work: somebody waits for it on a screen. */
	private Mono<Void> start(DatabaseClient client, WorkRow row, String jobId) {
		return this.wishes.ask(client, row, Wishes.job(jobId), Kind.JOB, Wish.via(Wish.Via.LIVE, jobId), Duration.ZERO)
			.then(this.wishes.ask(client, row, "backfill:" + jobId, Kind.BACKFILL, Wish.via(Wish.Via.BACKFILL, jobId),
					Duration.ZERO));
	}

	private Mono<Void> sweeps(DatabaseClient client, WorkRow row) {
		return Flux.fromIterable(SWEEPS.entrySet())
			.concatMap((sweep) -> client
				.sql("SELECT 1 AS one FROM sync.work WHERE organisation_id = :organisation"
						+ " AND integration_id = :integration AND subject = :subject")
				.bind("organisation", row.organisationId())
				.bind("integration", row.integrationId())
				.bind("subject", sweep.getValue())
				.map((found) -> true)
				.one()
				.switchIfEmpty(
						Mono.defer(() -> this.wishes
							.ask(client, row, sweep.getValue(), sweep.getKey(), Wish.via(Wish.Via.SWEEP, null),
									Duration.ofMinutes(1))
							.thenReturn(true))))
			.then();
	}

}
