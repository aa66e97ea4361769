package io.claraconnect.instruments.topics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.claraconnect.instruments.house.Sql;

/**
 * Rows of work and events of outboxes that are still to be done. Sweeps, which come again
 * for ever, second looks at what was read once, and what is due only later, such as
 * audits, do not count.
 */
final class Leftovers {

	private static final List<String> WORKERS = List.of("sync", "writeback");

	private static final List<String> OUTBOXES = List.of("sync", "scoring", "config", "writeback");

	private static final String QUESTION = question();

	private final Sql sql;

	Leftovers(Sql sql) {
		this.sql = sql;
	}

	Map<String, Long> all() {
		Map<String, Long> left = new LinkedHashMap<>();
		this.sql.rows(QUESTION).forEach((row) -> left.put(String.valueOf(row.get("what")), (Long) row.get("rows")));
		return left;
	}

	private static String question() {
		Stream<String> work = WORKERS.stream()
			.map((schema) -> "SELECT '" + schema + " work ' || kind || ' of ' || split_part(subject, ':', 1) || ' '"
					+ " || coalesce(cause, '') AS what, count(*) AS rows FROM " + schema
					+ ".work WHERE state = 'READY' AND kind NOT LIKE 'SWEEP%' AND kind <> 'RECONCILE'"
					+ " AND subject NOT LIKE 'second:%' AND not_before < now() + interval '60 seconds' GROUP BY 1");
		Stream<String> outboxes = OUTBOXES.stream()
			.map((schema) -> "SELECT 'outbox of " + schema + "', count(*) FROM " + schema
					+ ".outbox HAVING count(*) > 0");
		return Stream.concat(work, outboxes).collect(Collectors.joining(" UNION ALL "));
	}

}
