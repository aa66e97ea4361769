package io.claraconnect.instruments.ledger;

import java.util.List;

/** The ledger does not balance: nothing of the run may be quoted. */
public final class VoidRun extends AssertionError {

	private static final long serialVersionUID = 1L;

	private static final int SHOWN = 40;

	private final List<String> differences;

	VoidRun(List<String> differences, Balance balance) {
		super("VOID, " + differences.size() + " differences:\n  "
				+ String.join("\n  ", differences.stream().limit(SHOWN).toList())
				+ ((differences.size() > SHOWN) ? "\n  and " + (differences.size() - SHOWN) + " more" : "") + "\n"
				+ balance);
		this.differences = List.copyOf(differences);
	}

	/**
	 * Lists what does not fit.
	 * @return one sentence each
	 */
	public List<String> differences() {
		return this.differences;
	}

}
