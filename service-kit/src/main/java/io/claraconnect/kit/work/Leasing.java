package io.claraconnect.kit.work;

import java.time.Duration;
import java.util.function.Function;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Flux;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * Leases rows and says how many there are. The cost grows with the number of connections
 * that have something to do, and not with how much that is: connections and ranks are
 * found by skipping through the index of free rows, and of each only as many rows are
 * looked at as it has places.
 */
final class Leasing {

	private static final int MOST_COUNTED = 10_000;

	/**
	 * Before statistics are there the planner would read the whole table for the few rows
	 * that are leased.
	 */
	private static final String BY_INDEX = "set_config('enable_seqscan', 'off', true)";

	private static final String FREE = "w.state = 'READY' AND w.lease_id IS NULL";

	private static final String SAME = "w.organisation_id = %1$s.organisation_id"
			+ " AND w.integration_id = %1$s.integration_id AND w.subject = %1$s.subject";

	/** Each connection and rank with free rows that is not held, and its places. */
	private static final String ROOM = """
			groups AS (
			 (SELECT w.organisation_id, w.integration_id, w.priority FROM $.work w WHERE %1$s ORDER BY 1, 2, 3 LIMIT 1)
			 UNION ALL
			 SELECT n.* FROM groups g CROSS JOIN LATERAL (
			  SELECT w.organisation_id, w.integration_id, w.priority FROM $.work w WHERE %1$s
			   AND (w.organisation_id, w.integration_id, w.priority) > (g.organisation_id, g.integration_id, g.priority)
			  ORDER BY 1, 2, 3 LIMIT 1) n
			), running AS MATERIALIZED (
			 SELECT w.organisation_id, w.integration_id, count(*) AS whole,
			  count(*) FILTER (WHERE w.priority > 0) AS behind FROM $.work w
			 WHERE w.lease_id IS NOT NULL AND w.leased_until > statement_timestamp() GROUP BY 1, 2
			), room AS (
			 SELECT g.*, coalesce(r.whole, 0) AS whole, coalesce(r.behind, 0) AS behind,
			  greatest(0, least(:per - coalesce(r.whole, 0),
			   CASE WHEN g.priority > 0 THEN :behind - coalesce(r.behind, 0) ELSE :per END)) AS places
			 FROM groups g LEFT JOIN running r ON r.organisation_id = g.organisation_id
			  AND r.integration_id = g.integration_id
			 WHERE NOT EXISTS (SELECT 1 FROM $.work_hold h WHERE h.organisation_id = g.organisation_id
			  AND h.integration_id = g.integration_id AND h.priority <= g.priority
			  AND h.held_until > statement_timestamp())
			), due AS (
			 SELECT d.*, r.whole, r.behind FROM room r CROSS JOIN LATERAL (
			  SELECT w.organisation_id, w.integration_id, w.subject, w.priority, w.not_before FROM $.work w
			  WHERE w.organisation_id = r.organisation_id AND w.integration_id = r.integration_id
			   AND w.priority = r.priority AND %1$s AND w.not_before <= statement_timestamp()
			  ORDER BY w.not_before LIMIT r.places) d
			)""".formatted(FREE);

	private static final String LEASE = """
			WITH RECURSIVE expired AS (
			 UPDATE $.work w SET lease_id = NULL, leased_until = NULL FROM (
			  SELECT organisation_id, integration_id, subject FROM $.work
			  WHERE lease_id IS NOT NULL AND leased_until <= statement_timestamp()
			  LIMIT 100 FOR UPDATE SKIP LOCKED) e WHERE %1$s
			), %2$s, ranked AS (
			 SELECT d.*, d.whole + row_number() OVER (PARTITION BY d.organisation_id, d.integration_id
			   ORDER BY d.priority, d.not_before) AS turn,
			  d.behind + row_number() OVER (PARTITION BY d.organisation_id, d.integration_id, d.priority > 0
			   ORDER BY d.priority, d.not_before) AS place FROM due d
			), picked AS (
			 SELECT * FROM ranked WHERE turn <= :per AND (priority = 0 OR place <= :behind)
			 ORDER BY priority, turn, random() LIMIT :most
			), locked AS (
			 SELECT f.* FROM picked p CROSS JOIN LATERAL (
			  SELECT w.organisation_id, w.integration_id, w.subject FROM $.work w
			  WHERE %3$s AND coalesce(w.lease_id, '') = '' FOR UPDATE SKIP LOCKED) f)
			UPDATE $.work w SET lease_id = :lease, attempts = w.attempts + 1,
			 leased_until = clock_timestamp() + :length * interval '1 millisecond',
			 lease_epoch = coalesce((SELECT e.epoch FROM $.work_epoch e WHERE e.organisation_id = w.organisation_id
			  AND e.integration_id = w.integration_id), 0)
			FROM locked l WHERE %4$s RETURNING w.*""".formatted(SAME.formatted("e"), ROOM, SAME.formatted("p"),
			SAME.formatted("l"));

	private static final String GAUGES = "WITH RECURSIVE " + ROOM + """
			SELECT s.state, CASE WHEN s.state = 'READY' THEN
			  (SELECT count(*) FROM (SELECT 1 FROM $.work w WHERE %1$s LIMIT :counted) c)
			   + (SELECT count(*) FROM $.work w WHERE w.state = 'READY' AND w.lease_id IS NOT NULL)
			  ELSE (SELECT count(*) FROM (SELECT 1 FROM $.work w WHERE w.state <> 'READY' AND w.state = s.state
			   LIMIT :counted) c) END AS rows,
			 CASE WHEN s.state = 'READY' THEN (SELECT coalesce(max(extract(epoch FROM now() - d.not_before)), 0)
			  FROM due d) ELSE 0 END::float8 AS age
			FROM (VALUES ('READY'), ('PARKED'), ('DEAD')) s (state)""".formatted(FREE);

	private final String table;

	private final String lease;

	private final String gauges;

	Leasing(String schema) {
		this.table = schema + ".work";
		this.lease = LEASE.replace("$", schema);
		this.gauges = GAUGES.replace("$", schema);
	}

	/**
	 * Leases ready rows, at most {@code per} running at a time for one connection, of
	 * these at most {@code behind} of another rank than 0: the most urgent first, and
	 * among equals those of the connection that has least running. Processes take turns,
	 * because two that count at the same time would both find room. One that stops in its
	 * turn loses it after two seconds.
	 */
	Flux<WorkRow> lease(DatabaseClient client, Terms terms, Function<Readable, WorkRow> row) {
		return client
			.sql("SELECT " + BY_INDEX + ", set_config('idle_in_transaction_session_timeout', '2000', true),"
					+ " pg_advisory_xact_lock(hashtext(:table), 0)")
			.bind("table", this.table)
			.then()
			.thenMany(client.sql(this.lease)
				.bind("per", terms.per())
				.bind("behind", terms.behind())
				.bind("most", terms.most())
				.bind("lease", terms.leaseId())
				.bind("length", terms.length().toMillis())
				.map(row)
				.all());
	}

	/**
	 * How many rows stand in each state, as far as they are counted, and the age in
	 * seconds of the oldest that could run now: neither running nor held back because its
	 * connection has enough running or is held.
	 */
	Flux<WorkGauge> gauges(DatabaseClient client, int per, int behind) {
		return client.sql("SELECT " + BY_INDEX)
			.then()
			.thenMany(client.sql(this.gauges)
				.bind("per", per)
				.bind("behind", behind)
				.bind("counted", MOST_COUNTED)
				.map((row) -> new WorkGauge(WorkRows.text(row, "state"), WorkRows.number(row, "rows"),
						WorkRows.decimal(row, "age")))
				.all());
	}

	/**
	 * What may be leased.
	 *
	 * @param leaseId names the lease
	 * @param most rows at the most
	 * @param per rows running at a time for one connection
	 * @param behind of these, rows of another rank than 0
	 * @param length how long the lease lasts
	 */
	record Terms(String leaseId, int most, int per, int behind, Duration length) {

	}

}
