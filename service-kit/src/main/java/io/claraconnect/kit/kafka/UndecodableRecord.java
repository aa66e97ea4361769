package io.claraconnect.kit.kafka;

import org.apache.kafka.common.errors.SerializationException;

/**
 * The bytes are not what the topic promises, with their schema in hand or without need of
 * one. No retry can heal that.
 */
final class UndecodableRecord extends SerializationException {

	private static final long serialVersionUID = 1L;

	private final String code;

	UndecodableRecord(String code) {
		super(code);
		this.code = code;
	}

	String code() {
		return this.code;
	}

}
