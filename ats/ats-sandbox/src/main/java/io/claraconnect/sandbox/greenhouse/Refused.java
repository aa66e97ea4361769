package io.claraconnect.sandbox.greenhouse;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.http.Reply;
import tools.jackson.databind.node.ObjectNode;

/** A call that Greenhouse answers with an error. */
final class Refused extends RuntimeException {

	private final transient Reply reply;

	private Refused(Reply reply) {
		super("refused with " + reply.status());
		this.reply = reply;
	}

	Reply reply() {
		return this.reply;
	}

	static Refused with(int status, ObjectNode body) {
		return new Refused(Reply.json(status, body));
	}

	static Refused with(int status, String message) {
		return with(status, Json.object().put("message", message));
	}

	static Refused unauthorized() {
		ObjectNode body = Json.object().put("message", "Unauthorized");
		body.putArray("errors").add("Token could not be decoded. Please ensure your token is from a trusted source.");
		return with(401, body);
	}

	static Refused forbidden() {
		return with(403, "Forbidden");
	}

	static Refused notFound() {
		return with(404, "Resource not found");
	}

	/** A 422 whose error is a plain text. */
	static Refused invalid(String text) {
		ObjectNode body = Json.object().put("message", "Unprocessable Content");
		body.putArray("errors").add(text);
		return with(422, body);
	}

	/** A 422 whose error names a field. */
	static Refused invalid(String field, String text) {
		ObjectNode body = Json.object().put("message", "Unprocessable Content");
		body.putArray("errors").add(Json.object().put(field, text));
		return with(422, body);
	}

}
