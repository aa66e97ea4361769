package io.claraconnect.sandbox.lever;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.http.Reply;

/** A call that Lever answers with an error, {@code {"code": …, "message": …}}. */
final class Refused extends RuntimeException {

	private final transient Reply reply;

	private Refused(Reply reply) {
		super("refused with " + reply.status());
		this.reply = reply;
	}

	Reply reply() {
		return this.reply;
	}

	private static Refused with(int status, String code, String message) {
		return new Refused(Reply.json(status, Json.object().put("code", code).put("message", message)));
	}

	static Refused bad(String message) {
		return with(400, "BadRequestError", message);
	}

	static Refused unauthorized() {
		return with(401, "UnauthorizedError", "The request requires authentication.");
	}

	static Refused forbidden(String message) {
		return with(403, "ForbiddenError", message);
	}

	static Refused notFound(String collection, String id) {
		return with(404, "ResourceNotFound", collection + " " + id + " was not found");
	}

	static Refused noRoute(String path) {
		return with(404, "ResourceNotFound", path + " does not exist");
	}

	static Refused unprocessable(String message) {
		return with(422, "UnprocessableEntityError", message);
	}

	/** Too many calls: neither Retry-After nor any limit header comes along. */
	static Refused tooMany() {
		return with(429, "TooManyRequests", "You have exceeded your request limit.");
	}

	/** An error of the sign-in host, in the form of OAuth. */
	static Refused oauth(int status, String error, String description) {
		return new Refused(Reply.json(status, Json.object().put("error", error).put("error_description", description)));
	}

}
