package io.claraconnect.kit.kafka;

import org.apache.kafka.common.errors.SerializationException;

/**
 * The registry answered: it has no such schema or subject.
 */
public final class SchemaUnknown extends SerializationException {

	private static final long serialVersionUID = 1L;

	SchemaUnknown(String message) {
		super(message);
	}

}
