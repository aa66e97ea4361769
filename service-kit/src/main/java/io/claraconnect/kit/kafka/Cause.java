package io.claraconnect.kit.kafka;

import io.claraconnect.kit.ids.IdGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Why an event is published: the trace it belongs to and the event that led to it. Two
 * strings, so that it can wait in a database row.
 *
 * @param traceparent value of the W3C header; empty when no trace has begun, and then the
 * publisher begins one
 * @param causationId the {@code ce_id} of the event that led to this one; null at the
 * beginning of a chain
 */
public record Cause(String traceparent, @Nullable String causationId) {

	/**
	 * A beginning without a trace: each event published with it begins its own.
	 * @return the cause
	 */
	public static Cause fresh() {
		return new Cause("", null);
	}

	/**
	 * A beginning with a trace that all its events share and that can be logged.
	 * @param ids where the random digits come from
	 * @return the cause
	 */
	public static Cause fresh(IdGenerator ids) {
		return new Cause(Traceparent.fresh(ids).toString(), null);
	}

	/**
	 * A beginning that carries on the trace of an HTTP request.
	 * @param header value of its header {@code traceparent}, or null
	 * @param ids where the random digits come from
	 * @return the cause, in a new trace when the header is missing or malformed
	 */
	public static Cause of(@Nullable String header, IdGenerator ids) {
		return Traceparent.parse(header)
			.map((parent) -> new Cause(parent.child(ids).toString(), null))
			.orElseGet(() -> fresh(ids));
	}

}
