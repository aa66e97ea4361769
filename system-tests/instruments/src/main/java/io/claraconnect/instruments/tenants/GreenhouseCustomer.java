package io.claraconnect.instruments.tenants;

import java.util.Map;

import io.claraconnect.instruments.house.Api;
import tools.jackson.databind.JsonNode;

/** Enters a client id and secret, and saves one webhook per event with our secret. */
final class GreenhouseCustomer implements Customer {

	/** Our slots, and the vendor's name of their event. */
	private static final Map<String, String> EVENTS = Map.of("new-application", "new_candidate_application", "rejected",
			"reject_candidate", "hired", "hire_candidate", "unhired", "unhire_candidate", "stage-changed",
			"candidate_stage_change", "unrejected", "unreject_candidate");

	@Override
	public String ats() {
		return "greenhouse";
	}

	@Override
	public Map<String, String> credentials(JsonNode connection) {
		return Map.of("clientId", connection.path("clientId").stringValue(), "clientSecret",
				connection.path("clientSecret").stringValue());
	}

	@Override
	public void webhooks(Tenant tenant, Desk desk, JsonNode offered) {
		String secret = tenant.platform()
			.post(tenant.api() + "/webhooks/all/secret", Api.object())
			.path("secret")
			.stringValue();
		for (JsonNode slot : offered.path("slots")) {
			String event = EVENTS.get(slot.path("slot").stringValue());
			if (event != null) {
				desk.hook(tenant, slot.path("address").stringValue(), secret, event);
			}
		}
	}

}
