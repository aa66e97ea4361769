package io.claraconnect.kit.kafka;

/**
 * No broker acknowledged the record in time. It may or may not have been kept; publishing
 * it again is right.
 */
public final class BrokerUnavailable extends RuntimeException {

	private static final long serialVersionUID = 1L;

	BrokerUnavailable(String message, Throwable cause) {
		super(message, cause);
	}

}
