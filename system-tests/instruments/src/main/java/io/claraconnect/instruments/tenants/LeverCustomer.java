package io.claraconnect.instruments.tenants;

import java.util.Map;

import io.claraconnect.instruments.house.Api;
import tools.jackson.databind.JsonNode;

/** Signs in on the consent page; the webhooks are made by the platform. */
final class LeverCustomer implements Customer {

	@Override
	public String ats() {
		return "lever";
	}

	@Override
	public Map<String, String> credentials(JsonNode connection) {
		return Map.of();
	}

	/** The parameter {@code account} is who is signed in, which a browser would know. */
	@Override
	public void consent(Tenant tenant) {
		JsonNode asked = tenant.platform()
			.post(tenant.api() + "/consent",
					Api.object().put("redirectUri", tenant.platform().base() + "/oauth/callback"));
		String page = asked.path("consentPage").stringValue();
		String back = tenant.control()
			.send("GET", page + "&account=" + tenant.accountId(), null)
			.location()
			.orElseThrow(() -> new IllegalStateException("The consent page did not lead back to the platform"));
		Api.Answer answer = tenant.platform().send("GET", back, null);
		if (answer.status() >= 400) {
			throw new IllegalStateException(
					"The way back from the consent page was answered with " + answer.status() + ": " + answer.reason());
		}
	}

	@Override
	public void webhooks(Tenant tenant, Desk desk, JsonNode offered) {
		tenant.platform().post(tenant.api() + "/webhooks/register", null);
	}

}
