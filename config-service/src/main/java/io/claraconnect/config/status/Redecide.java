package io.claraconnect.config.status;

import io.claraconnect.config.rows.Columns;
import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.kafka.Cause;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/**
 * Decides applications again after the rules changed: what is asked for waits in a table,
 * is worked off page by page, and goes on where it stopped. A later request for the same
 * job starts over.
 */
@Component
public final class Redecide {

	private static final int PAGE = 200;

	private final Database database;

	private final StatusRows rows;

	private final DecideStatus decide;

	Redecide(Database database, StatusRows rows, DecideStatus decide) {
		this.database = database;
		this.rows = rows;
		this.decide = decide;
	}

	/**
	 * Asks for it, inside the transaction that changes the rules.
	 * @param jobId one job, or empty for all of the connection
	 */
	public Mono<Void> request(DatabaseClient client, String organisationId, String integrationId, String jobId) {
		return client
			.sql("INSERT INTO config.redecision AS r (organisation_id, integration_id, job_id) VALUES (:organisation,"
					+ " :integration, :job) ON CONFLICT (organisation_id, integration_id, job_id)"
					+ " DO UPDATE SET generation = r.generation + 1, after_id = ''")
			.bind("organisation", organisationId)
			.bind("integration", integrationId)
			.bind("job", jobId)
			.then();
	}

	/** What waits for an admin's release: applications of a job by status. */
	public Flux<java.util.Map.Entry<String, Long>> held(DatabaseClient client, String organisationId,
			String integrationId, String jobId) {
		return this.rows.held(client, organisationId, integrationId, jobId);
	}

	/**
	 * Works off one page of everything that was asked for; gives how many applications
	 * that were.
	 */
	Mono<Long> round() {
		return this.database
			.manyAcrossOrganisations((client) -> client.sql("SELECT * FROM config.redecision LIMIT 100")
				.map((row) -> new Asked(Columns.text(row, "organisation_id"), Columns.text(row, "integration_id"),
						Columns.text(row, "job_id"), Columns.number(row, "generation"), Columns.text(row, "after_id")))
				.all())
			.collectList()
			.flatMapMany(Flux::fromIterable)
			.concatMap(this::page)
			.reduce(0L, Long::sum);
	}

	private Mono<Long> page(Asked asked) {
		String organisation = asked.organisationId();
		return this.database
			.manyInOrganisation(organisation,
					(client) -> this.rows.list(client, organisation, asked.integrationId(), asked.jobId(),
							asked.afterId(), PAGE))
			.collectList()
			.flatMap((known) -> Flux.fromIterable(known)
				.concatMap((application) -> this.decide.onRules(application.key(), Cause.fresh()))
				.then(Mono.defer(() -> (known.size() < PAGE) ? done(asked)
						: advance(asked, known.getLast().key().applicationId())))
				.thenReturn((long) known.size()));
	}

	private Mono<Void> done(Asked asked) {
		return this.database
			.inOrganisation(asked.organisationId(),
					(client) -> of(client, "DELETE FROM config.redecision", asked).then().thenReturn(true))
			.then();
	}

	private Mono<Void> advance(Asked asked, String last) {
		return this.database
			.inOrganisation(asked.organisationId(),
					(client) -> of(client, "UPDATE config.redecision SET after_id = :last", asked).bind("last", last)
						.then()
						.thenReturn(true))
			.then();
	}

	private static DatabaseClient.GenericExecuteSpec of(DatabaseClient client, String statement, Asked asked) {
		return client
			.sql(statement + " WHERE organisation_id = :organisation AND integration_id = :integration"
					+ " AND job_id = :job AND generation = :generation")
			.bind("organisation", asked.organisationId())
			.bind("integration", asked.integrationId())
			.bind("job", asked.jobId())
			.bind("generation", asked.generation());
	}

	private record Asked(String organisationId, String integrationId, String jobId, long generation, String afterId) {

	}

}
