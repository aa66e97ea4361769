package io.claraconnect.ats.testkit;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A canned answer.
 *
 * @param kind whether it comes at all
 * @param status the status code
 * @param headers the headers
 * @param body the bytes
 */
public record Answer(Kind kind, int status, Map<String, String> headers, byte[] body) {

	/** JSON with a status. */
	public static Answer json(int status, String body) {
		return of(status, "application/json", body);
	}

	/** JSON with status 200. */
	public static Answer ok(String body) {
		return json(200, body);
	}

	/** Any content with a status. */
	public static Answer of(int status, String contentType, String body) {
		return of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
	}

	/** Any bytes with a status. */
	public static Answer of(int status, String contentType, byte[] body) {
		return new Answer(Kind.WHOLE, status, Map.of("Content-Type", contentType), body);
	}

	/** A status without content. */
	public static Answer empty(int status) {
		return new Answer(Kind.WHOLE, status, Map.of(), new byte[0]);
	}

	/** The connection is closed without an answer. */
	public static Answer cut() {
		return new Answer(Kind.CUT, 0, Map.of(), new byte[0]);
	}

	/** Nothing comes until the server is closed. */
	public static Answer silent() {
		return new Answer(Kind.SILENT, 0, Map.of(), new byte[0]);
	}

	/** With one more header. */
	public Answer header(String name, String value) {
		Map<String, String> more = new LinkedHashMap<>(this.headers);
		more.put(name, value);
		return new Answer(this.kind, this.status, more, this.body);
	}

	/** Whether an answer comes. */
	public enum Kind {

		WHOLE, CUT, SILENT

	}

}
