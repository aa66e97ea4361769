package io.claraconnect.kit.work;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * The work table of one schema. Waits, parking, throttling and redrive are states of its
 * rows; time is the database's, so that skewed clocks of processes do not matter. The
 * table is made by {@code platform.create_work(schema)} in the service's own migrations.
 */
public final class WorkRows {

	private static final String FREE = "w.state = 'READY' AND w.not_before <= now()"
			+ " AND (w.leased_until IS NULL OR w.leased_until <= now())";

	private static final String RELEASE = "lease_id = NULL, leased_until = NULL";

	private final String table;

	private final String leasing;

	/**
	 * The work rows of a schema.
	 * @param schema the service's own schema
	 */
	public WorkRows(String schema) {
		if (!schema.matches("[a-z_]+")) {
			throw new IllegalArgumentException("Not a schema name: " + schema);
		}
		this.table = schema + ".work";
		this.leasing = leasing(this.table);
	}

	/**
	 * Asks for work, inside the caller's transaction. A row that waits, is parked or dead
	 * becomes ready again; one that runs is run again afterwards, not before the delay is
	 * over.
	 */
	public Mono<Void> upsert(DatabaseClient client, WorkItem item) {
		DatabaseClient.GenericExecuteSpec insert = client.sql("INSERT INTO " + this.table
				+ " AS w (organisation_id, integration_id, subject, kind, priority, payload, not_before, traceparent,"
				+ " causation_id) VALUES (:organisation, :integration, :subject, :kind, :priority, :payload,"
				+ " now() + :delay * interval '1 millisecond', :traceparent, :causation)"
				+ " ON CONFLICT (organisation_id, integration_id, subject) DO UPDATE SET revision = w.revision + 1,"
				+ " kind = excluded.kind, priority = least(w.priority, excluded.priority), payload = excluded.payload,"
				+ " not_before = CASE WHEN w.state = 'READY' AND coalesce(w.leased_until <= now(), true)"
				+ " THEN least(w.not_before, excluded.not_before)"
				+ " ELSE excluded.not_before END, state = 'READY', attempts = 0, cause = NULL,"
				+ " traceparent = excluded.traceparent, causation_id = excluded.causation_id, updated_at = now()")
			.bind("organisation", item.organisationId())
			.bind("integration", item.integrationId())
			.bind("subject", item.subject())
			.bind("kind", item.kind())
			.bind("priority", item.priority())
			.bind("payload", item.payload())
			.bind("delay", item.delay().toMillis())
			.bind("traceparent", item.traceparent());
		return bindOrNull(insert, "causation", item.causationId()).then();
	}

	/**
	 * Whether a run still holds its lease; locks the row until the caller's transaction
	 * ends, so that nobody else can take it before what the run did is committed.
	 */
	public Mono<Boolean> stillMine(DatabaseClient client, WorkRow row) {
		return client
			.sql("SELECT 1 AS one FROM " + this.table + " WHERE organisation_id = :organisation"
					+ " AND integration_id = :integration AND subject = :subject AND lease_id = :lease"
					+ " AND leased_until > clock_timestamp() FOR UPDATE")
			.bind("organisation", row.organisationId())
			.bind("integration", row.integrationId())
			.bind("subject", row.subject())
			.bind("lease", row.leaseId())
			.map((found) -> true)
			.one()
			.defaultIfEmpty(false);
	}

	/**
	 * Leases ready rows, at most {@code perConnection} running at a time for one
	 * connection: the most urgent first, and among equals those of the connection that
	 * has least running. Processes take turns, because two that count at the same time
	 * would both find room. One that stops in its turn loses it after two seconds.
	 */
	Flux<WorkRow> lease(DatabaseClient client, String leaseId, int most, int perConnection, Duration length) {
		return client
			.sql("SELECT set_config('idle_in_transaction_session_timeout', '2000', true),"
					+ " pg_advisory_xact_lock(hashtext(:table), 0)")
			.bind("table", this.table)
			.then()
			.thenMany(client.sql(this.leasing)
				.bind("per", perConnection)
				.bind("most", most)
				.bind("lease", leaseId)
				.bind("length", length.toMillis())
				.map(WorkRows::row)
				.all());
	}

	private static String leasing(String table) {
		return "WITH connections AS (SELECT organisation_id, integration_id,"
				+ " count(*) FILTER (WHERE leased_until > clock_timestamp()) AS running FROM " + table
				+ " WHERE state = 'READY' GROUP BY 1, 2"
				+ " HAVING count(*) FILTER (WHERE leased_until > clock_timestamp()) < :per"
				+ "), picked AS (SELECT r.* FROM connections c CROSS JOIN LATERAL ("
				+ "SELECT w.organisation_id, w.integration_id, w.subject, w.priority,"
				+ " c.running + row_number() OVER (ORDER BY w.priority, w.not_before) AS turn FROM " + table
				+ " w WHERE w.organisation_id = c.organisation_id AND w.integration_id = c.integration_id AND " + FREE
				+ " ORDER BY w.priority, w.not_before LIMIT :per - c.running) r"
				+ " ORDER BY r.priority, r.turn, random() LIMIT :most), locked AS (SELECT w.organisation_id,"
				+ " w.integration_id, w.subject FROM " + table
				+ " w JOIN picked p ON w.organisation_id = p.organisation_id"
				+ " AND w.integration_id = p.integration_id AND w.subject = p.subject WHERE " + FREE
				+ " FOR UPDATE OF w SKIP LOCKED) UPDATE " + table
				+ " w SET lease_id = :lease, leased_until = clock_timestamp() + :length * interval '1 millisecond',"
				+ " attempts = w.attempts + 1 FROM locked l WHERE w.organisation_id = l.organisation_id"
				+ " AND w.integration_id = l.integration_id AND w.subject = l.subject RETURNING w.*";
	}

	/** Keeps the lease of a row that is still run; false when the lease was lost. */
	Mono<Boolean> renew(DatabaseClient client, WorkRow row, Duration length) {
		return onMine(client, row, "leased_until = clock_timestamp() + :length * interval '1 millisecond'")
			.bind("length", length.toMillis())
			.fetch()
			.rowsUpdated()
			.map((count) -> count > 0);
	}

	/**
	 * Writes down what became of a run, if the lease is still held; false when it was
	 * lost, and the row is somebody else's to run.
	 */
	Mono<Boolean> finish(DatabaseClient client, WorkRow row, WorkResult result) {
		return switch (result) {
			case WorkResult.Done done -> done(client, row);
			case WorkResult.Retry retry -> written(onMine(client, row,
					RELEASE + ", cause = :cause, not_before = CASE WHEN revision = :revision"
							+ " THEN now() + :wait * interval '1 millisecond' ELSE not_before END")
				.bind("cause", retry.cause())
				.bind("revision", row.revision())
				.bind("wait", retry.after().toMillis()));
			case WorkResult.Park park -> stop(client, row, "PARKED", park.cause());
			case WorkResult.Dead dead -> stop(client, row, "DEAD", dead.cause());
		};
	}

	private Mono<Boolean> done(DatabaseClient client, WorkRow row) {
		Mono<Boolean> gone = written(mine(client, row, "DELETE FROM " + this.table, " AND revision = :revision")
			.bind("revision", row.revision()));
		Mono<Boolean> again = written(
				onMine(client, row, RELEASE + ", attempts = 0, cause = NULL, first_asked_at = now()"));
		return gone.flatMap((deleted) -> deleted ? Mono.just(true) : again);
	}

	private Mono<Boolean> stop(DatabaseClient client, WorkRow row, String state, String cause) {
		return written(onMine(client, row,
				RELEASE + ", cause = :cause, state = CASE WHEN revision = :revision THEN :state ELSE state END")
			.bind("cause", cause)
			.bind("revision", row.revision())
			.bind("state", state));
	}

	private static Mono<Boolean> written(DatabaseClient.GenericExecuteSpec spec) {
		return spec.fetch().rowsUpdated().map((count) -> count > 0);
	}

	/**
	 * Wakes parked and dead rows of a connection, for example after it was resumed; gives
	 * how many.
	 */
	public Mono<Long> wake(DatabaseClient client, String organisationId, String integrationId) {
		return client.sql("UPDATE " + this.table
				+ " SET state = 'READY', not_before = now(), attempts = 0, revision = revision + 1, updated_at = now()"
				+ " WHERE organisation_id = :organisation AND integration_id = :integration AND state <> 'READY'")
			.bind("organisation", organisationId)
			.bind("integration", integrationId)
			.fetch()
			.rowsUpdated();
	}

	/** Removes every row of a connection, after it was disconnected; gives how many. */
	public Mono<Long> drop(DatabaseClient client, String organisationId, String integrationId) {
		return client
			.sql("DELETE FROM " + this.table
					+ " WHERE organisation_id = :organisation AND integration_id = :integration")
			.bind("organisation", organisationId)
			.bind("integration", integrationId)
			.fetch()
			.rowsUpdated();
	}

	/**
	 * How many rows stand in each state, and the age in seconds of the oldest that could
	 * run now: neither running nor held back because its connection has enough running.
	 */
	Flux<WorkGauge> gauges(DatabaseClient client, int perConnection) {
		return client
			.sql("WITH connections AS (SELECT organisation_id, integration_id FROM " + this.table
					+ " WHERE state = 'READY' GROUP BY 1, 2 HAVING count(*) FILTER (WHERE leased_until > now()) < :per)"
					+ " SELECT w.state, count(*) AS rows, coalesce(max(extract(epoch FROM now() - w.not_before))"
					+ " FILTER (WHERE c.integration_id IS NOT NULL AND " + FREE + "), 0)::float8 AS age FROM "
					+ this.table + " w LEFT JOIN connections c ON c.organisation_id = w.organisation_id"
					+ " AND c.integration_id = w.integration_id GROUP BY w.state")
			.bind("per", perConnection)
			.map((row) -> new WorkGauge(text(row, "state"), number(row, "rows"), decimal(row, "age")))
			.all();
	}

	private DatabaseClient.GenericExecuteSpec onMine(DatabaseClient client, WorkRow row, String assignments) {
		return mine(client, row, "UPDATE " + this.table + " SET " + assignments + ", updated_at = now()", "");
	}

	/** A lease that has run out is not revived, even when nobody took the row. */
	private static DatabaseClient.GenericExecuteSpec mine(DatabaseClient client, WorkRow row, String change,
			String condition) {
		return client
			.sql(change + " WHERE organisation_id = :organisation AND integration_id = :integration"
					+ " AND subject = :subject AND lease_id = :lease AND leased_until > clock_timestamp()" + condition)
			.bind("organisation", row.organisationId())
			.bind("integration", row.integrationId())
			.bind("subject", row.subject())
			.bind("lease", row.leaseId());
	}

	private static WorkRow row(Readable row) {
		OffsetDateTime asked = row.get("first_asked_at", OffsetDateTime.class);
		return new WorkRow(text(row, "organisation_id"), text(row, "integration_id"), text(row, "subject"),
				text(row, "kind"), (int) number(row, "priority"), text(row, "payload"), number(row, "revision"),
				(int) number(row, "attempts"), (asked != null) ? asked.toInstant() : Instant.EPOCH,
				text(row, "lease_id"), text(row, "traceparent"), row.get("causation_id", String.class));
	}

	private static String text(Readable row, String column) {
		String value = row.get(column, String.class);
		return (value != null) ? value : "";
	}

	private static long number(Readable row, String column) {
		Long value = row.get(column, Long.class);
		return (value != null) ? value : 0;
	}

	private static double decimal(Readable row, String column) {
		Double value = row.get(column, Double.class);
		return (value != null) ? value : 0;
	}

	private static DatabaseClient.GenericExecuteSpec bindOrNull(DatabaseClient.GenericExecuteSpec spec, String name,
			@Nullable String value) {
		return (value != null) ? spec.bind(name, value) : spec.bindNull(name, String.class);
	}

}
