package io.claraconnect.kit.kafka;

/**
 * The broker will never take this record: too large, not allowed, or not encodable.
 */
public final class PublishRefused extends RuntimeException {

	private static final long serialVersionUID = 1L;

	PublishRefused(String message, Throwable cause) {
		super(message, cause);
	}

}
