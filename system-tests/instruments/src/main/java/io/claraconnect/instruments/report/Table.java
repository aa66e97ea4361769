package io.claraconnect.instruments.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A table in Markdown. */
public final class Table {

	private final List<String> columns;

	private final List<List<String>> rows = new ArrayList<>();

	private Table(List<String> columns) {
		this.columns = List.copyOf(columns);
	}

	/** An empty table. */
	public static Table of(String... columns) {
		return new Table(List.of(columns));
	}

	/** Adds a row, with a cell for each column. */
	public Table row(Object... cells) {
		if (cells.length != this.columns.size()) {
			throw new IllegalArgumentException(cells.length + " cells for " + this.columns.size() + " columns");
		}
		this.rows.add(java.util.Arrays.stream(cells).map(Table::cell).toList());
		return this;
	}

	private static String cell(Object value) {
		return String.valueOf(value).replace("|", "\\|").replace('\n', ' ');
	}

	/** The text, ended by a line feed. */
	public String markdown() {
		StringBuilder text = new StringBuilder(line(this.columns));
		text.append(line(Collections.nCopies(this.columns.size(), "---")));
		this.rows.forEach((row) -> text.append(line(row)));
		return text.toString();
	}

	private static String line(List<String> cells) {
		return "| " + String.join(" | ", cells) + " |\n";
	}

}
