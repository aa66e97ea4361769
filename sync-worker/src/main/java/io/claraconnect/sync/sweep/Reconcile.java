package io.claraconnect.sync.sweep;

import java.time.Duration;
import java.util.List;

import io.claraconnect.ats.api.ApplicationSummary;
import io.claraconnect.ats.api.AtsReader;
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

/**
 * Looks at the ids of all applications of tracked jobs: asks for unknown ones, and for
 * known ones that two lists in a row did not have; reading those finds out whether they
 * are gone.
 */
final class Reconcile implements Runs.Step {

	private final Database database;

	private final TrackedConnections connections;

	private final ListedApplications listed;

	private final Wishes wishes;

	private final Duration every;

	Reconcile(Database database, TrackedConnections connections, ListedApplications listed, Wishes wishes,
			Duration every) {
		this.database = database;
		this.connections = connections;
		this.listed = listed;
		this.wishes = wishes;
		this.every = every;
	}

	@Override
	public Mono<WorkResult> run(WorkRow row, Wish wish, TrackedConnection connection) {
		if (connection.trackedSince().isEmpty()) {
			return Mono.just(WorkResult.retry(this.every, "nothing_tracked"));
		}
		AtsReader reader = this.connections.connector(connection).reader(this.connections.account(connection, 2));
		return Flux.fromIterable(connection.trackedSince().keySet())
			.concatMap((jobId) -> reader.applicationsOfJob(jobId, null)
				.collectList()
				.flatMap((all) -> compare(row, connection, jobId, all)))
			.then(Mono.just(WorkResult.retry(this.every, "next_sweep")));
	}

	private Mono<Boolean> compare(WorkRow row, TrackedConnection connection, String jobId,
			List<ApplicationSummary> all) {
		List<String> ids = all.stream().map(ApplicationSummary::id).toList();
		return this.listed.ask(row, connection, jobId, Flux.fromIterable(all), Wish.Via.SWEEP)
			.then(this.database.inOrganisation(connection.organisationId(),
					(client) -> KnownIds.absentTwice(client, connection, jobId, ids)
						.concatMap((id) -> this.wishes.ask(client, row, Wishes.application(id), Kind.APPLICATION,
								Wish.via(Wish.Via.SWEEP, jobId), Duration.ZERO))
						.then(Mono.just(true))));
	}

}
