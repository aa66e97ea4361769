package io.claraconnect.reader;

/**
 * Ends the reading of a document with a reason. Stays inside this package and carries
 * nothing of the content.
 */
final class ReadRefused extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Unreadable.Reason reason;

	ReadRefused(Unreadable.Reason reason) {
		super(reason.name(), null, false, false);
		this.reason = reason;
	}

	Unreadable.Reason reason() {
		return this.reason;
	}

}
