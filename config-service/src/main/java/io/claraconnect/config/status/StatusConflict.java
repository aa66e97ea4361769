package io.claraconnect.config.status;

/** Somebody decided on an application after it was read. */
final class StatusConflict extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final long revision;

	StatusConflict(long revision) {
		super("The status was decided meanwhile; it now has revision " + revision);
		this.revision = revision;
	}

	/** The revision that stands. */
	long revision() {
		return this.revision;
	}

}
