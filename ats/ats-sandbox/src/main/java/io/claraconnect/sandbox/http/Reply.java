package io.claraconnect.sandbox.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.databind.JsonNode;

/** What is answered: status, headers (in order) and body. */
public final class Reply {

	private final int status;

	private final Map<String, String> headers = new LinkedHashMap<>();

	private final byte[] body;

	private Reply(int status, byte[] body) {
		this.status = status;
		this.body = body;
	}

	/** Answers with JSON. */
	public static Reply json(int status, JsonNode body) {
		return text(status, "application/json; charset=utf-8", body.toString());
	}

	/** Answers with a text of the given media type. */
	public static Reply text(int status, String contentType, String body) {
		return bytes(status, contentType, body.getBytes(StandardCharsets.UTF_8));
	}

	/** Answers with bytes of the given media type. */
	public static Reply bytes(int status, String contentType, byte[] body) {
		return new Reply(status, body.clone()).header("Content-Type", contentType);
	}

	/** Answers without a body. */
	public static Reply empty(int status) {
		return new Reply(status, new byte[0]);
	}

	/** Answers {@code {"error": message}}, the form of the control API. */
	public static Reply error(int status, String message) {
		return json(status, Json.object().put("error", message));
	}

	/** Adds or replaces a header and returns this reply. */
	public Reply header(String name, String value) {
		this.headers.put(name, value);
		return this;
	}

	public int status() {
		return this.status;
	}

	public Map<String, String> headers() {
		return this.headers;
	}

	public byte[] body() {
		return this.body.clone();
	}

}
