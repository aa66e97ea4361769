package io.claraconnect.instruments.ledger;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The figures of a run that balances.
 *
 * @param figures by name, in the order of the account
 */
public record Balance(Map<String, Long> figures) {

	/**
	 * Copies the figures.
	 * @param figures by name
	 */
	public Balance {
		figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
	}

	/**
	 * Finds a figure.
	 * @param name its name
	 * @return the figure, 0 when there is none
	 */
	public long of(String name) {
		return this.figures.getOrDefault(name, 0L);
	}

	@Override
	public String toString() {
		return this.figures.entrySet()
			.stream()
			.map((figure) -> "%,9d  %s".formatted(figure.getValue(), figure.getKey()))
			.collect(Collectors.joining("\n"));
	}

}
