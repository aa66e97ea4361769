package io.claraconnect.kit.work;

import java.time.Duration;
import java.time.OffsetDateTime;

import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * The work table of one schema. Waits, parking, throttling and redrive are states of its
 * rows; time is the database's, so that skewed clocks of processes do not matter. The
 * table's definition stands in each service's own migrations and is proven against this
 * class by the service's tests:
 *
 * <pre>
 * CREATE TABLE work (
 *   organisation_id text NOT NULL, integration_id text NOT NULL, subject text NOT NULL, kind text NOT NULL,
 *   priority smallint NOT NULL, payload text NOT NULL, revision bigint NOT NULL DEFAULT 1, attempts int NOT NULL DEFAULT 0,
 *   state text NOT NULL DEFAULT 'READY', not_before timestamptz NOT NULL, cause text, lease_id text,
 *   leased_until timestamptz, traceparent text NOT NULL, causation_id text,
 *   first_asked_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now(),
 *   PRIMARY KEY (organisation_id, integration_id, subject));
 * CREATE INDEX work_ready ON work (organisation_id, integration_id, priority, not_before) WHERE state = 'READY';
 * </pre>
 */
public final class WorkRows {

	private final String table;

	/**
	 * The work rows of a schema.
	 * @param schema the service's own schema
	 */
	public WorkRows(String schema) {
		if (!schema.matches("[a-z_]+")) {
			throw new IllegalArgumentException("Not a schema name: " + schema);
		}
		this.table = schema + ".work";
	}

	/**
	 * Asks for work, inside the caller's transaction. A row that waits, is parked or dead
	 * becomes ready again.
	 */
	public Mono<Void> upsert(DatabaseClient client, WorkItem item) {
		DatabaseClient.GenericExecuteSpec insert = client.sql("INSERT INTO " + this.table
				+ " AS w (organisation_id, integration_id, subject, kind, priority, payload, not_before, traceparent,"
				+ " causation_id) VALUES (:organisation, :integration, :subject, :kind, :priority, :payload,"
				+ " now() + :delay * interval '1 millisecond', :traceparent, :causation)"
				+ " ON CONFLICT (organisation_id, integration_id, subject) DO UPDATE SET revision = w.revision + 1,"
				+ " kind = excluded.kind, priority = least(w.priority, excluded.priority), payload = excluded.payload,"
				+ " not_before = CASE WHEN w.state = 'READY' THEN least(w.not_before, excluded.not_before)"
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
	 * connection.
	 */
	Flux<WorkRow> lease(DatabaseClient client, String leaseId, int most, int perConnection, Duration length) {
		return client.sql("WITH connections AS (SELECT organisation_id, integration_id,"
				+ " count(*) FILTER (WHERE leased_until > now()) AS running FROM " + this.table
				+ " WHERE state = 'READY' GROUP BY 1, 2), picked AS (SELECT r.* FROM connections c CROSS JOIN LATERAL ("
				+ "SELECT w.organisation_id, w.integration_id, w.subject FROM " + this.table
				+ " w WHERE w.organisation_id = c.organisation_id AND w.integration_id = c.integration_id"
				+ " AND w.state = 'READY' AND w.not_before <= now()"
				+ " AND (w.leased_until IS NULL OR w.leased_until <= now())"
				+ " ORDER BY w.priority, w.not_before LIMIT greatest(0, :per - c.running)"
				+ " FOR UPDATE SKIP LOCKED) r ORDER BY random() LIMIT :most) UPDATE " + this.table
				+ " w SET lease_id = :lease, leased_until = now() + :length * interval '1 millisecond',"
				+ " attempts = w.attempts + 1 FROM picked p WHERE w.organisation_id = p.organisation_id"
				+ " AND w.integration_id = p.integration_id AND w.subject = p.subject RETURNING w.*")
			.bind("per", perConnection)
			.bind("most", most)
			.bind("lease", leaseId)
			.bind("length", length.toMillis())
			.map(WorkRows::row)
			.all();
	}

	/** Keeps the lease of a row that is still run; empty when the lease was lost. */
	Mono<Boolean> renew(DatabaseClient client, WorkRow row, Duration length) {
		return onMine(client, row, "leased_until = now() + " + length.toMillis() + " * interval '1 millisecond'")
			.fetch()
			.rowsUpdated()
			.map((count) -> count > 0);
	}

	/** Writes down what became of a run, if the lease is still held. */
	Mono<Void> finish(DatabaseClient client, WorkRow row, WorkResult result) {
		return switch (result) {
			case WorkResult.Done done -> client.sql("DELETE FROM " + this.table + mine() + " AND revision = :revision")
				.bind("organisation", row.organisationId())
				.bind("integration", row.integrationId())
				.bind("subject", row.subject())
				.bind("lease", row.leaseId())
				.bind("revision", row.revision())
				.then()
				.then(onMine(client, row, "lease_id = NULL, leased_until = NULL, attempts = 0").then());
			case WorkResult.Retry retry -> onMine(client, row,
					"lease_id = NULL, leased_until = NULL, cause = :cause, not_before = CASE WHEN revision = :revision"
							+ " THEN now() + :wait * interval '1 millisecond' ELSE now() END")
				.bind("cause", retry.cause())
				.bind("revision", row.revision())
				.bind("wait", retry.after().toMillis())
				.then();
			case WorkResult.Park park -> stop(client, row, "PARKED", park.cause());
			case WorkResult.Dead dead -> stop(client, row, "DEAD", dead.cause());
		};
	}

	private Mono<Void> stop(DatabaseClient client, WorkRow row, String state, String cause) {
		return onMine(client, row,
				"lease_id = NULL, leased_until = NULL, cause = :cause,"
						+ " state = CASE WHEN revision = :revision THEN :state ELSE state END")
			.bind("cause", cause)
			.bind("revision", row.revision())
			.bind("state", state)
			.then();
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
	 * run now.
	 */
	Flux<WorkGauge> gauges(DatabaseClient client) {
		return client
			.sql("SELECT state, count(*) AS rows, coalesce(max(extract(epoch FROM now() - not_before))"
					+ " FILTER (WHERE state = 'READY' AND not_before <= now()), 0)::float8 AS age FROM " + this.table
					+ " GROUP BY state")
			.map((row) -> new WorkGauge(text(row, "state"), number(row, "rows"), decimal(row, "age")))
			.all();
	}

	private DatabaseClient.GenericExecuteSpec onMine(DatabaseClient client, WorkRow row, String assignments) {
		return client.sql("UPDATE " + this.table + " SET " + assignments + ", updated_at = now()" + mine())
			.bind("organisation", row.organisationId())
			.bind("integration", row.integrationId())
			.bind("subject", row.subject())
			.bind("lease", row.leaseId());
	}

	private static String mine() {
		return " WHERE organisation_id = :organisation AND integration_id = :integration AND subject = :subject"
				+ " AND lease_id = :lease";
	}

	private static WorkRow row(Readable row) {
		OffsetDateTime asked = row.get("first_asked_at", OffsetDateTime.class);
		return new WorkRow(text(row, "organisation_id"), text(row, "integration_id"), text(row, "subject"),
				text(row, "kind"), (int) number(row, "priority"), text(row, "payload"), number(row, "revision"),
				(int) number(row, "attempts"), (asked != null) ? asked.toInstant() : java.time.Instant.EPOCH,
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
