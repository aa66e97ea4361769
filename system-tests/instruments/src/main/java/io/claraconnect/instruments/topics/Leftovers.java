package io.claraconnect.instruments.topics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.claraconnect.instruments.house.Sql;

/**
 * Rows of work and events of outboxes that are still to be done. Sweeps, which come again
 * for ever, and what is due only later, such as audits, do not count.
 */
final class Leftovers {

	private static final List<String> WORKERS = List.of("sync", "writeback");

	private static final List<String> OUTBOXES = List.of("sync", "scoring", "config", "writeback");

	private final Sql sql;

	Leftovers(Sql sql) {
		this.sql = sql;
	}

	Map<String, Long> all() {
		Map<String, Long> left = new LinkedHashMap<>();
		for (String schema : WORKERS) {
			left.put("rows of " + schema,
					this.sql.number("SELECT count(*) FROM " + schema + ".work WHERE state = 'READY'"
							+ " AND kind NOT LIKE 'SWEEP%' AND kind <> 'RECONCILE'"
							+ " AND not_before < now() + interval '60 seconds'"));
		}
		for (String schema : OUTBOXES) {
			left.put("outbox of " + schema, this.sql.number("SELECT count(*) FROM " + schema + ".outbox"));
		}
		return left;
	}

}
