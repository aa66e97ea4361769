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

	private static final String RELEASE = "lease_id = NULL, leased_until = NULL";

	private final String schema;

	private final String table;

	private final Leasing leasing;

	/**
	 * The work rows of a schema.
	 * @param schema the service's own schema
	 */
	public WorkRows(String schema) {
		if (!schema.matches("[a-z_]+")) {
			throw new IllegalArgumentException("Not a schema name: " + schema);
		}
		this.schema = schema;
		this.table = schema + ".work";
		this.leasing = new Leasing(schema);
	}

	/**
	 * Asks for work, inside the caller's transaction. A row that waits, is parked or dead
	 * becomes ready again; one that runs is run again afterwards, not before the delay is
	 * over.
	 */
	public Mono<Void> upsert(DatabaseClient client, WorkItem item) {
		return inserting(client, item, "UPDATE SET revision = w.revision + 1,"
				+ " kind = excluded.kind, priority = least(w.priority, excluded.priority), payload = excluded.payload,"
				+ " not_before = CASE WHEN w.state = 'READY' AND coalesce(w.leased_until <= now(), true)"
				+ " THEN least(w.not_before, excluded.not_before)"
				+ " ELSE excluded.not_before END, state = 'READY', attempts = 0, cause = NULL,"
				+ " traceparent = excluded.traceparent, causation_id = excluded.causation_id, updated_at = now()")
			.then();
	}

	/**
	 * Asks for work that nobody asked for yet, inside the caller's transaction.
	 * @return false, and nothing is changed, when there is a row for the subject
	 */
	public Mono<Boolean> insert(DatabaseClient client, WorkItem item) {
		return written(inserting(client, item, "NOTHING"));
	}

	private DatabaseClient.GenericExecuteSpec inserting(DatabaseClient client, WorkItem item, String otherwise) {
		DatabaseClient.GenericExecuteSpec insert = client
			.sql("INSERT INTO " + this.table + " AS w (organisation_id, integration_id, subject, kind, priority,"
					+ " payload, not_before, traceparent, causation_id) VALUES (:organisation, :integration, :subject,"
					+ " :kind, :priority, :payload, now() + :delay * interval '1 millisecond', :traceparent,"
					+ " :causation) ON CONFLICT (organisation_id, integration_id, subject) DO " + otherwise)
			.bind("organisation", item.organisationId())
			.bind("integration", item.integrationId())
			.bind("subject", item.subject())
			.bind("kind", item.kind())
			.bind("priority", item.priority())
			.bind("payload", item.payload())
			.bind("delay", item.delay().toMillis())
			.bind("traceparent", item.traceparent());
		return bindOrNull(insert, "causation", item.causationId());
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

	/** See {@link Leasing#lease}. */
	Flux<WorkRow> lease(DatabaseClient client, Leasing.Terms terms) {
		return this.leasing.lease(client, terms, WorkRows::row);
	}

	/** See {@link Leasing#gauges}. */
	Flux<WorkGauge> gauges(DatabaseClient client, int perConnection, int behind) {
		return this.leasing.gauges(client, perConnection, behind);
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
			case WorkResult.Park park -> park(client, row, park.cause());
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

	/**
	 * Puts a row back that was not run for want of leave to call: as it was before it was
	 * leased.
	 */
	Mono<Boolean> putBack(DatabaseClient client, WorkRow row, String cause) {
		return written(onMine(client, row, RELEASE + ", cause = :cause, attempts = greatest(0, attempts - 1)")
			.bind("cause", cause));
	}

	/** Leases no rows of a connection of that rank or behind it for that long. */
	Mono<Void> hold(DatabaseClient client, WorkRow row, int priority, Duration length) {
		return client
			.sql("INSERT INTO " + this.schema
					+ ".work_hold AS h (organisation_id, integration_id, priority, held_until)"
					+ " VALUES (:organisation, :integration, :priority,"
					+ " clock_timestamp() + :length * interval '1 millisecond')"
					+ " ON CONFLICT (organisation_id, integration_id, priority)"
					+ " DO UPDATE SET held_until = greatest(h.held_until, excluded.held_until)")
			.bind("organisation", row.organisationId())
			.bind("integration", row.integrationId())
			.bind("priority", priority)
			.bind("length", length.toMillis())
			.then();
	}

	/**
	 * A run that began before its connection was woken decided by what was true then, so
	 * its row is run again. The epoch is locked against a wake that is not committed yet.
	 */
	private Mono<Boolean> park(DatabaseClient client, WorkRow row, String cause) {
		return client
			.sql("SELECT epoch FROM " + this.schema + ".work_epoch WHERE organisation_id = :organisation"
					+ " AND integration_id = :integration FOR SHARE")
			.bind("organisation", row.organisationId())
			.bind("integration", row.integrationId())
			.map((found) -> number(found, "epoch"))
			.one()
			.defaultIfEmpty(0L)
			.flatMap((epoch) -> written(onMine(client, row,
					RELEASE + ", cause = :cause, state = CASE WHEN revision = :revision AND lease_epoch = :epoch"
							+ " THEN 'PARKED' ELSE state END")
				.bind("cause", cause)
				.bind("revision", row.revision())
				.bind("epoch", epoch)));
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
	 * Wakes parked and dead rows of a connection, for example after it was resumed, and
	 * those that a run that goes on now would park; gives how many were woken at once.
	 */
	public Mono<Long> wake(DatabaseClient client, String organisationId, String integrationId) {
		return wake(client, organisationId, integrationId, "state <> 'READY'");
	}

	/** As {@link #wake}, for parked rows with any other cause than the given one. */
	public Mono<Long> wakeExcept(DatabaseClient client, String organisationId, String integrationId, String cause) {
		if (!cause.matches("[a-z_]+")) {
			throw new IllegalArgumentException("Not a cause: " + cause);
		}
		return wake(client, organisationId, integrationId, "state = 'PARKED' AND cause <> '" + cause + "'");
	}

	private Mono<Long> wake(DatabaseClient client, String organisationId, String integrationId, String which) {
		return client
			.sql("INSERT INTO " + this.schema + ".work_epoch AS e (organisation_id, integration_id, epoch)"
					+ " VALUES (:organisation, :integration, 1) ON CONFLICT (organisation_id, integration_id)"
					+ " DO UPDATE SET epoch = e.epoch + 1")
			.bind("organisation", organisationId)
			.bind("integration", integrationId)
			.then()
			.then(Mono.defer(() -> client.sql("UPDATE " + this.table
					+ " SET state = 'READY', not_before = now(), attempts = 0, cause = NULL, revision = revision + 1,"
					+ " updated_at = now() WHERE organisation_id = :organisation AND integration_id = :integration"
					+ " AND " + which)
				.bind("organisation", organisationId)
				.bind("integration", integrationId)
				.fetch()
				.rowsUpdated()));
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

	static String text(Readable row, String column) {
		String value = row.get(column, String.class);
		return (value != null) ? value : "";
	}

	static long number(Readable row, String column) {
		Long value = row.get(column, Long.class);
		return (value != null) ? value : 0;
	}

	static double decimal(Readable row, String column) {
		Double value = row.get(column, Double.class);
		return (value != null) ? value : 0;
	}

	private static DatabaseClient.GenericExecuteSpec bindOrNull(DatabaseClient.GenericExecuteSpec spec, String name,
			@Nullable String value) {
		return (value != null) ? spec.bind(name, value) : spec.bindNull(name, String.class);
	}

}
