package io.claraconnect.instruments.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an account comes to: figures, and what does not fit. */
final class Findings {

	private final Map<String, Long> figures = new LinkedHashMap<>();

	private final List<String> differences = new ArrayList<>();

	void figure(String name, long value) {
		this.figures.put(name, value);
	}

	void count(String name) {
		this.figures.merge(name, 1L, Long::sum);
	}

	void differs(String sentence) {
		this.differences.add(sentence);
	}

	/** Counts under one name or complains. */
	void must(boolean holds, String name, String otherwise) {
		this.figures.merge(name, holds ? 1L : 0L, Long::sum);
		if (!holds) {
			differs(otherwise);
		}
	}

	List<String> differences() {
		return this.differences;
	}

	Balance balance() {
		return new Balance(this.figures);
	}

}
