package io.claraconnect.instruments.tenants;

import java.util.Map;

import io.claraconnect.instruments.house.Api;
import tools.jackson.databind.JsonNode;

/**
 * Enters an API key and the key of the marketplace activation. The marketplace knows our
 * app's address and secret; the company's own webhook is saved by hand.
 */
final class TeamtailorCustomer implements Customer {

	private static final String COMPANY = "company";

	@Override
	public String ats() {
		return "teamtailor";
	}

	@Override
	public Map<String, String> credentials(JsonNode connection) {
		return Map.of("apiKey", connection.path("apiKey").stringValue(), "integrationKey",
				connection.path("integrationKey").stringValue());
	}

	@Override
	public void webhooks(Tenant tenant, Desk desk, JsonNode offered) {
		tenant.platform()
			.put(tenant.api() + "/connection-token", Api.object().put("token", tenant.connection("integrationKey")));
		desk.hook(tenant, desk.webhookAddress() + "/vendors/teamtailor", desk.partnerSecret(), "partner");
		for (JsonNode slot : offered.path("slots")) {
			if (slot.path("slot").stringValue().equals(COMPANY)) {
				String secret = tenant.connection("webhookSignatureKey");
				tenant.platform()
					.put(tenant.api() + "/webhooks/" + COMPANY + "/secret", Api.object().put("secret", secret));
				desk.hook(tenant, slot.path("address").stringValue(), secret, "*");
			}
		}
	}

}
