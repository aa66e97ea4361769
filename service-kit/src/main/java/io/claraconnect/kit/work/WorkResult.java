package io.claraconnect.kit.work;

import java.time.Duration;

/** What became of a run. */
public sealed interface WorkResult {

	/** Done: the row goes, unless it was asked for again meanwhile. */
	static WorkResult done() {
		return new Done();
	}

	/**
	 * Not yet: run it again after that time.
	 * @param after how long to wait
	 * @param cause a short code, free of personal data
	 */
	static WorkResult retry(Duration after, String cause) {
		return new Retry(after, cause);
	}

	/**
	 * Wait for a person or for a change of the connection; asking for the subject again
	 * wakes it.
	 * @param cause a short code, free of personal data
	 */
	static WorkResult park(String cause) {
		return new Park(cause);
	}

	/**
	 * Given up: kept with its cause until somebody redrives it.
	 * @param cause a short code, free of personal data
	 */
	static WorkResult dead(String cause) {
		return new Dead(cause);
	}

	/** See {@link WorkResult#done()}. */
	record Done() implements WorkResult {
	}

	/** See {@link WorkResult#retry}. */
	record Retry(Duration after, String cause) implements WorkResult {
	}

	/** See {@link WorkResult#park}. */
	record Park(String cause) implements WorkResult {
	}

	/** See {@link WorkResult#dead}. */
	record Dead(String cause) implements WorkResult {
	}

}
