package io.claraconnect.kit.kafka;

/**
 * The registry refused a schema: it is incompatible with an earlier version, or invalid.
 */
public final class SchemaRefused extends RuntimeException {

	private static final long serialVersionUID = 1L;

	SchemaRefused(String message) {
		super(message);
	}

}
