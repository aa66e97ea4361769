package io.claraconnect.ingress.receive;

/** A body that did not come in within its time. */
final class TooSlow extends RuntimeException {

	private static final long serialVersionUID = 1L;

	TooSlow() {
		super("The body did not come in within its time", null, false, false);
	}

}
