package io.claraconnect.kit.kafka;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.claraconnect.kit.ids.IdGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Where a piece of work stands in a trace, as the W3C header {@code traceparent} says it.
 * See <a href="https://www.w3.org/TR/trace-context/#traceparent-header">Trace Context</a>
 * (2026-11-21).
 *
 * @param traceId 32 hexadecimal digits, not all zero
 * @param spanId 16 hexadecimal digits, not all zero
 * @param flags two hexadecimal digits; {@code 01} means sampled
 */
public record Traceparent(String traceId, String spanId, String flags) {

	private static final Pattern FORM = Pattern
		.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?");

	/**
	 * Reads the header.
	 * @param header value of the header, or null
	 * @return what it says, or empty when it is missing or malformed: then a new trace
	 * starts
	 */
	public static Optional<Traceparent> parse(@Nullable String header) {
		if (header == null) {
			return Optional.empty();
		}
		Matcher form = FORM.matcher(header);
		return form.matches() ? Optional.of(new Traceparent(form.group(1), form.group(2), form.group(3)))
				: Optional.empty();
	}

	/**
	 * Starts a trace.
	 * @param ids where its random digits come from
	 * @return the first span of a new sampled trace
	 */
	public static Traceparent fresh(IdGenerator ids) {
		return new Traceparent(ids.hex(16), ids.hex(8), "01");
	}

	/**
	 * Gives the next span of the same trace.
	 * @param ids where its random digits come from
	 * @return a span caused by this one
	 */
	public Traceparent child(IdGenerator ids) {
		return new Traceparent(this.traceId, ids.hex(8), this.flags);
	}

	/**
	 * Gives the value of the header.
	 * @return the header in version 00
	 */
	@Override
	public String toString() {
		return "00-" + this.traceId + '-' + this.spanId + '-' + this.flags;
	}

}
