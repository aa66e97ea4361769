package io.claraconnect.kit.seal;

/**
 * Sealed bytes that cannot be opened: changed, moved to another place, or sealed with a
 * key that is gone.
 */
public final class UnsealException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UnsealException() {
		super("Sealed bytes cannot be opened: changed, moved, or their key is gone");
	}

}
