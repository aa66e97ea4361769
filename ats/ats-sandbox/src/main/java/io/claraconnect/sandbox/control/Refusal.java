package io.claraconnect.sandbox.control;

/** The control API cannot do what was asked; the message says why. */
final class Refusal extends RuntimeException {

	private final int status;

	Refusal(int status, String message) {
		super(message);
		this.status = status;
	}

	int status() {
		return this.status;
	}

}
