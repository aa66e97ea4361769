package io.claraconnect.kit.kafka;

/**
 * This record can never be processed: it goes to the dead letters once, and the partition
 * goes on. A handler errors with it for what no retry can heal.
 */
public final class PoisonRecord extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String code;

	/**
	 * Names why.
	 * @param code a short code in lower case; no personal data
	 */
	public PoisonRecord(String code) {
		super(code);
		this.code = code;
	}

	/**
	 * Names why, keeping what was caught for the debugger; its text goes nowhere.
	 * @param code a short code in lower case; no personal data
	 * @param cause what was caught
	 */
	public PoisonRecord(String code, Throwable cause) {
		super(code, cause);
		this.code = code;
	}

	/**
	 * Gives the code for header and metric.
	 * @return a short code in lower case
	 */
	public String code() {
		return this.code;
	}

}
