package io.claraconnect.sync.sweep;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.claraconnect.ats.api.AtsReader;
import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.work.WorkResult;
import io.claraconnect.kit.work.WorkRow;
import io.claraconnect.sync.connection.TrackedConnection;
import io.claraconnect.sync.connection.TrackedConnections;
import io.claraconnect.sync.request.Runs;
import io.claraconnect.sync.request.Wish;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Looks at applications of tracked jobs that the vendor changed since the last look, with
 * overlap, and asks for those of which no delivery told.
 */
final class ApplicationSweep implements Runs.Step {

	private static final String NAME = "applications";

	private final Database database;

	private final TrackedConnections connections;

	private final ListedApplications listed;

	private final Repairs repairs;

	private final Duration every;

	private final Duration overlap;

	private final Clock clock;

	ApplicationSweep(Database database, TrackedConnections connections, ListedApplications listed, Repairs repairs,
			Duration every, Duration overlap, Clock clock) {
		this.database = database;
		this.connections = connections;
		this.listed = listed;
		this.repairs = repairs;
		this.every = every;
		this.overlap = overlap;
		this.clock = clock;
	}

	@Override
	public Mono<WorkResult> run(WorkRow row, Wish wish, TrackedConnection connection) {
		if (connection.trackedSince().isEmpty()) {
			return Mono.just(WorkResult.retry(this.every, "nothing_tracked"));
		}
		Instant start = this.clock.instant();
		AtsReader reader = this.connections.connector(connection).reader(this.connections.account(connection, 2));
		return this.database
			.inOrganisation(connection.organisationId(), (client) -> KnownIds.lastStart(client, connection, NAME))
			.map((last) -> last.orElse(start.minus(this.every)).minus(this.overlap))
			.flatMap((since) -> Flux.fromIterable(connection.trackedSince().keySet())
				.concatMap((jobId) -> this.listed.ask(row, connection, jobId, reader.applicationsOfJob(jobId, since),
						Wish.Via.SWEEP))
				.then(Mono.just(since)))
			.flatMap((since) -> this.database.inOrganisation(connection.organisationId(),
					(client) -> KnownIds.started(client, connection, NAME, start).thenReturn(Optional.of(since))))
			.then(this.repairs.count(connection))
			.thenReturn(WorkResult.retry(this.every, "next_sweep"));
	}

}
