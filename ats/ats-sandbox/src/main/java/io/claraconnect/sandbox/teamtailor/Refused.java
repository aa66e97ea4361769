package io.claraconnect.sandbox.teamtailor;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.http.Reply;
import tools.jackson.databind.node.ObjectNode;

/** A call that Teamtailor answers with an error. */
final class Refused extends RuntimeException {

	private final transient Reply reply;

	private Refused(Reply reply) {
		super("refused with " + reply.status());
		this.reply = reply;
	}

	Reply reply() {
		return this.reply;
	}

	private static Refused with(int status, String title, String detail) {
		return with(status, Json.object().put("status", status).put("title", title).put("detail", detail));
	}

	private static Refused with(int status, ObjectNode error) {
		ObjectNode body = Json.object();
		body.putArray("errors").add(error);
		return new Refused(Documents.reply(status, body));
	}

	static Refused version() {
		return with(406, "Invalid/Missing API Version",
				"Please provide a correct API version in the X-Api-Version header. Current version is: "
						+ Version.CURRENT);
	}

	/** A bad token and the wrong region look the same: nothing in the body. */
	static Refused unauthorized() {
		return new Refused(Reply.empty(401));
	}

	static Refused forbidden() {
		return new Refused(Reply.empty(403));
	}

	static Refused bad() {
		return with(400, "Bad Request", "Invalid request");
	}

	static Refused notFound() {
		return with(404, "Record not found", "The record could not be found");
	}

	static Refused tooMany() {
		return with(429, "Too many requests", "Rate limit exceeded");
	}

	/** A 422 on an attribute; the status inside is a text here. */
	static Refused invalid(String attribute, String message) {
		ObjectNode error = Json.object()
			.put("title", message)
			.put("detail", attribute + " - " + message)
			.put("code", "100");
		error.putObject("source").put("pointer", "/data/attributes/" + attribute);
		return with(422, error.put("status", "422"));
	}

}
