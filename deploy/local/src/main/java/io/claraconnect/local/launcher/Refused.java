package io.claraconnect.local.launcher;

/**
 * A command that cannot be carried out on this machine as it is; the message says what to
 * do about it.
 */
final class Refused extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int exitCode;

	Refused(int exitCode, String message) {
		super(message);
		this.exitCode = exitCode;
	}

	int exitCode() {
		return this.exitCode;
	}

}
