package io.claraconnect.sync.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.claraconnect.ats.api.AtsReader;
import io.claraconnect.ats.api.Job;
import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.work.WorkResult;
import io.claraconnect.kit.work.WorkRow;
import io.claraconnect.sync.connection.TrackedConnection;
import io.claraconnect.sync.connection.TrackedConnections;
import io.claraconnect.sync.request.Kind;
import io.claraconnect.sync.request.Runs;
import io.claraconnect.sync.request.Wish;
import io.claraconnect.sync.request.Wishes;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks at all jobs and asks for tracked ones that changed or went. */
final class JobSweep implements Runs.Step {

	private final Database database;

	private final TrackedConnections connections;

	private final Wishes wishes;

	private final Duration every;

	JobSweep(Database database, TrackedConnections connections, Wishes wishes, Duration every) {
		this.database = database;
		this.connections = connections;
		this.wishes = wishes;
		this.every = every;
	}

	@Override
	public Mono<WorkResult> run(WorkRow row, Wish wish, TrackedConnection connection) {
		if (connection.trackedSince().isEmpty()) {
			return Mono.just(WorkResult.retry(this.every, "nothing_tracked"));
		}
		AtsReader reader = this.connections.connector(connection).reader(this.connections.account(connection, 2));
		return reader.jobs()
			.filter((job) -> connection.tracks(job.id()))
			.<Map<String, Optional<Instant>>>collect(HashMap::new, (map, job) -> map.put(job.id(), updated(job)))
			.flatMap((listed) -> this.database.inOrganisation(connection.organisationId(),
					(client) -> KnownIds.jobs(client, connection)
						.flatMap((known) -> Flux.fromIterable(connection.trackedSince().keySet())
							.filter((id) -> !listed.containsKey(id) || Stale.is(id, listed.get(id).orElse(null), known))
							.concatMap((id) -> this.wishes.ask(client, row, Wishes.job(id), Kind.JOB,
									Wish.via(Wish.Via.SWEEP, id), Duration.ZERO))
							.then(Mono.just(true)))))
			.thenReturn(WorkResult.retry(this.every, "next_sweep"));
	}

	private static Optional<Instant> updated(Job job) {
		return Optional.ofNullable(job.updatedAt());
	}

}
