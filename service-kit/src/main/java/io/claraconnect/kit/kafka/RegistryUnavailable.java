package io.claraconnect.kit.kafka;

import org.apache.kafka.common.errors.RetriableException;

/**
 * The schema registry gave no answer that means anything. Nothing is known about the
 * bytes in hand, so the same call is made again later.
 */
public final class RegistryUnavailable extends RetriableException {

	private static final long serialVersionUID = 1L;

	RegistryUnavailable(String message) {
		super(message);
	}

	RegistryUnavailable(String message, Throwable cause) {
		super(message, cause);
	}

}
