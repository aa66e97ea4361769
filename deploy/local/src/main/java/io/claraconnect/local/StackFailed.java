package io.claraconnect.local;

/**
 * A part of the local stack could not be started, reached or stopped. The message is one
 * that a person at a terminal can act on.
 */
public final class StackFailed extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * States what failed.
	 * @param message a complete sentence for the person at the terminal
	 */
	public StackFailed(String message) {
		super(message);
	}

	/**
	 * States what failed and why.
	 * @param message a complete sentence for the person at the terminal
	 * @param cause what was caught
	 */
	public StackFailed(String message, Throwable cause) {
		super(message, cause);
	}

}
