package io.claraconnect.instruments.topics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.claraconnect.instruments.house.Sql;

/**
 * Rows of work and events of outboxes that are still to be done. Sweeps, which come again
 * for ever, second looks at what was read once, and what is due only later, such as
 * audits, do not count.
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
			this.sql.rows(
					"SELECT kind, split_part(subject, ':', 1) AS about, coalesce(cause, '') AS cause, count(*) AS rows"
							+ " FROM " + schema + ".work WHERE state = 'READY' AND kind NOT LIKE 'SWEEP%'"
							+ " AND kind <> 'RECONCILE' AND subject NOT LIKE 'second:%'"
							+ " AND not_before < now() + interval '60 seconds' GROUP BY 1, 2, 3")
				.forEach((row) -> left.put(
						schema + " work " + row.get("kind") + " of " + row.get("about") + " " + row.get("cause"),
						(Long) row.get("rows")));
		}
		for (String schema : OUTBOXES) {
			left.put("outbox of " + schema, this.sql.number("SELECT count(*) FROM " + schema + ".outbox"));
		}
		return left;
	}

}
