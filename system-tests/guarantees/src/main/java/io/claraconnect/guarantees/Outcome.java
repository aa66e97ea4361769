package io.claraconnect.guarantees;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import io.claraconnect.instruments.ledger.Balance;

/** What a scenario measured while its promise held. */
public final class Outcome {

	private final Map<String, Object> figures = new LinkedHashMap<>();

	/**
	 * Adds a figure.
	 * @param name its name
	 * @param value its value
	 * @return this
	 */
	public Outcome with(String name, Object value) {
		this.figures.put(name, value);
		return this;
	}

	/**
	 * Adds a time.
	 * @param name its name
	 * @param value its value, told in seconds
	 * @return this
	 */
	public Outcome with(String name, Duration value) {
		return with(name, "%.1f s".formatted(value.toMillis() / 1000.0));
	}

	/**
	 * Adds the figures of a ledger.
	 * @param balance one that balances
	 * @return this
	 */
	public Outcome with(Balance balance) {
		balance.figures().forEach(this::with);
		return this;
	}

	/**
	 * Gives the figures.
	 * @return by name, in the order in which they were added
	 */
	public Map<String, Object> figures() {
		return Collections.unmodifiableMap(this.figures);
	}

	@Override
	public String toString() {
		return this.figures.entrySet()
			.stream()
			.map((figure) -> figure.getKey() + " " + figure.getValue())
			.collect(Collectors.joining(", "));
	}

}
