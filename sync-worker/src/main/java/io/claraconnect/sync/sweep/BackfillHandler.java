package io.claraconnect.sync.sweep;

import io.claraconnect.ats.api.AtsReader;
import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.work.WorkResult;
import io.claraconnect.kit.work.WorkRow;
import io.claraconnect.sync.connection.TrackedConnection;
import io.claraconnect.sync.connection.TrackedConnections;
import io.claraconnect.sync.request.Runs;
import io.claraconnect.sync.request.Wish;
import reactor.core.publisher.Mono;

/** Lists the applications of a newly tracked job and asks for each, behind live work. */
final class BackfillHandler implements Runs.Step {

	private final Database database;

	private final TrackedConnections connections;

	private final ListedApplications listed;

	BackfillHandler(Database database, TrackedConnections connections, ListedApplications listed) {
		this.database = database;
		this.connections = connections;
		this.listed = listed;
	}

	@Override
	public Mono<WorkResult> run(WorkRow row, Wish wish, TrackedConnection connection) {
		String jobId = row.subject().substring("backfill:".length());
		if (!connection.tracks(jobId)) {
			return Mono.just(WorkResult.done());
		}
		AtsReader reader = this.connections.connector(connection)
			.reader(this.connections.account(connection, wish.priority()));
		return this.listed.ask(row, connection, jobId, reader.applicationsOfJob(jobId, null), Wish.Via.BACKFILL)
			.flatMap((asked) -> this.database.inOrganisation(connection.organisationId(),
					(client) -> client
						.sql("UPDATE sync.backfill SET listed_at = now(), enqueued = enqueued + :asked"
								+ " WHERE organisation_id = :organisation AND integration_id = :integration"
								+ " AND job_id = :job")
						.bind("asked", asked)
						.bind("organisation", connection.organisationId())
						.bind("integration", connection.integrationId())
						.bind("job", jobId)
						.then()
						.thenReturn(true)))
			.thenReturn(WorkResult.done());
	}

}
