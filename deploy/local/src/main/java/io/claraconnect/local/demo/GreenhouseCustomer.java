package io.claraconnect.local.demo;

import java.util.LinkedHashMap;
import java.util.Map;

import io.claraconnect.local.StackFailed;
import tools.jackson.databind.JsonNode;

/** Enters a client id and secret, and saves one webhook per event with our secret. */
final class GreenhouseCustomer implements Customer {

	/** Our slots by the vendor's name of their event. */
	private static final Map<String, String> EVENTS = events();

	private static Map<String, String> events() {
		Map<String, String> events = new LinkedHashMap<>();
		events.put("new-application", "new_candidate_application");
		events.put("rejected", "reject_candidate");
		events.put("hired", "hire_candidate");
		events.put("unhired", "unhire_candidate");
		events.put("stage-changed", "candidate_stage_change");
		events.put("unrejected", "unreject_candidate");
		return events;
	}

	@Override
	public String ats() {
		return "greenhouse";
	}

	@Override
	public String title() {
		return "Greenhouse";
	}

	@Override
	public Map<String, String> credentials(JsonNode connection) {
		return Map.of("clientId", connection.path("clientId").stringValue(), "clientSecret",
				connection.path("clientSecret").stringValue());
	}

	@Override
	public void webhooks(Tenant tenant, Desk desk, JsonNode offered) {
		for (JsonNode slot : offered.path("slots")) {
			String name = slot.path("slot").stringValue();
			String event = EVENTS.get(name);
			if (event != null) {
				String secret = desk.platform()
					.post(tenant.api() + "/webhooks/" + name + "/secret", Calls.object())
					.path("secret")
					.stringValue();
				desk.hook(tenant, slot.path("address").stringValue(), secret, event);
			}
		}
		for (JsonNode hook : desk.sandbox().get(tenant.control() + "/webhooks")) {
			if (!hook.path("enabled").booleanValue()) {
				throw new StackFailed("Greenhouse disabled the webhook '" + hook.path("event").stringValue()
						+ "': its ping was answered with " + hook.path("lastStatus") + ".");
			}
		}
	}

}
