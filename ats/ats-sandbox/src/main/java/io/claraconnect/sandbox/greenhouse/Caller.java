package io.claraconnect.sandbox.greenhouse;

import java.util.Map;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.http.Request;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.User;
import tools.jackson.databind.node.ObjectNode;

/** One authorised v3 call: who calls, as which user, for what. */
record Caller(Request request, Map<String, String> path, Account account, User user, boolean partner) {

	String id() {
		return this.path.getOrDefault("id", "");
	}

	ObjectNode body() {
		return Json.parseObject(this.request.body()).orElseThrow(() -> Refused.with(400, "Bad Request"));
	}

}
