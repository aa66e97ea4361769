package io.claraconnect.sandbox.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.http.Request;
import io.claraconnect.sandbox.vendor.Vendor;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.World;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One call of the control API with the means to look up what it addresses. */
record Call(Request request, Map<String, String> path, Map<String, Vendor> vendors, World world) {

	ObjectNode body() {
		return Json.parseObject(this.request.body())
			.orElseThrow(() -> new Refusal(400, "The body is not a JSON object"));
	}

	String variable(String name) {
		return this.path.getOrDefault(name, "");
	}

	Vendor vendor() {
		return Optional.ofNullable(this.vendors.get(variable("vendor")))
			.orElseThrow(() -> new Refusal(404, "There is no vendor " + variable("vendor")));
	}

	Account account() {
		return this.world.find(vendor().name(), variable("account"))
			.orElseThrow(() -> new Refusal(404, "There is no account " + variable("account")));
	}

	/** Returns scheme, host and prefix of the addressed vendor. */
	String vendorBase() {
		return this.request.base().replaceAll("/control$", "/" + vendor().name());
	}

	static String required(ObjectNode body, String property) {
		String value = Json.text(body, property, "");
		if (value.isBlank()) {
			throw new Refusal(400, "'" + property + "' is missing");
		}
		return value;
	}

	static List<String> texts(ObjectNode body, String property) {
		List<String> result = new ArrayList<>();
		for (JsonNode item : body.path(property)) {
			result.add(item.isObject() ? Json.text(item, "name", Json.text(item, "value", "")) : item.asString());
		}
		return result;
	}

}
