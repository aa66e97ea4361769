package io.claraconnect.local.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How the story ended. */
public final class DemoResult {

	private final List<Row> rows;

	private final String sandboxUrl;

	private final Duration took;

	DemoResult(List<Row> rows, String sandboxUrl, Duration took) {
		this.rows = List.copyOf(rows);
		this.sandboxUrl = sandboxUrl;
		this.took = took;
	}

	/**
	 * Tells whether every candidate has exactly one tag and one note of CLARA.
	 * @return whether nothing is missing and nothing is double
	 */
	public boolean complete() {
		return this.rows.stream().allMatch((row) -> row.seen().missing() == null);
	}

	/**
	 * Names what is missing.
	 * @return one sentence per candidate that is not as it should be
	 */
	public List<String> complaints() {
		return this.rows.stream().filter((row) -> row.seen().missing() != null).map(DemoResult::complaint).toList();
	}

	private static String complaint(Row row) {
		return "%s shows %s for %s. What happened: ./clara why %s".formatted(row.applied().title(),
				Objects.requireNonNull(row.seen().missing()), row.applied().person().name(),
				row.applied().applicationId());
	}

	/**
	 * Gives the table for people; the times are seconds since the person applied.
	 * @return rows of cells, the headings first
	 */
	public List<List<String>> table() {
		List<List<String>> table = new ArrayList<>();
		table.add(Row.HEADINGS);
		this.rows.forEach((row) -> table.add(row.cells()));
		return table;
	}

	/**
	 * Gives the same as data, with addresses and ids.
	 * @return an object
	 */
	public ObjectNode json() {
		ObjectNode json = Calls.object().put("complete", complete()).put("seconds", this.took.toMillis() / 1000.0);
		ArrayNode integrations = json.putArray("integrations");
		this.rows.stream()
			.map((row) -> row.applied().tenant())
			.distinct()
			.forEach((tenant) -> integrations.addObject()
				.put("ats", tenant.ats())
				.put("integrationId", tenant.integrationId())
				.put("accountId", tenant.accountId())
				.put("account", this.sandboxUrl + tenant.control()));
		ArrayNode array = json.putArray("rows");
		this.rows.forEach((row) -> array.add(row.json(this.sandboxUrl)));
		return json;
	}

}
