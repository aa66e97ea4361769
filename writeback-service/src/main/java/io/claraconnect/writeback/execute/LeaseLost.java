package io.claraconnect.writeback.execute;

/** Somebody else may run this person now: nothing may be committed. */
final class LeaseLost extends RuntimeException {

	private static final long serialVersionUID = 1L;

	LeaseLost() {
		super("The lease of this row was lost", null, false, false);
	}

}
