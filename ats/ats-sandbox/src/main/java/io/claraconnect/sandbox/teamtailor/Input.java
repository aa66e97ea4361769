package io.claraconnect.sandbox.teamtailor;

import java.util.Optional;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.http.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The resource that a write brings. */
record Input(JsonNode data) {

	static Input of(Request request) {
		ObjectNode body = Json.parseObject(request.body()).orElseThrow(Refused::bad);
		if (!body.path("data").isObject()) {
			throw Refused.bad();
		}
		return new Input(body.path("data"));
	}

	JsonNode attributes() {
		return this.data.path("attributes");
	}

	JsonNode attribute(String name) {
		return attributes().path(name);
	}

	/** Returns whether the attribute is there, be it null. */
	boolean has(String name) {
		return attributes().has(name);
	}

	/** Returns the id of a related record; numbers are taken as well as texts. */
	Optional<String> related(String name) {
		String id = this.data.path("relationships").path(name).path("data").path("id").asString("");
		return id.isEmpty() ? Optional.empty() : Optional.of(id);
	}

}
