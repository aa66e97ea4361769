package io.claraconnect.local.demo;

import java.util.Map;

import io.claraconnect.local.StackFailed;
import tools.jackson.databind.JsonNode;

/** Signs in on the consent page; the webhooks are made by the platform. */
final class LeverCustomer implements Customer {

	@Override
	public String ats() {
		return "lever";
	}

	@Override
	public String title() {
		return "Lever";
	}

	@Override
	public Map<String, String> credentials(JsonNode connection) {
		return Map.of();
	}

	/** The parameter {@code account} is who is signed in, which a browser would know. */
	@Override
	public void consent(Tenant tenant, Desk desk) {
		JsonNode asked = desk.platform()
			.post(tenant.api() + "/consent", Calls.object().put("redirectUri", desk.configUrl() + "/oauth/callback"));
		String page = asked.path("consentPage").stringValue();
		String back = desk.sandbox()
			.send("GET", page + "&account=" + tenant.accountId(), null)
			.location()
			.orElseThrow(() -> new StackFailed("Lever's consent page did not lead back to the platform."));
		Calls.Answer answer = desk.platform().send("GET", back, null);
		if (answer.status() >= 400) {
			throw new StackFailed("The way back from Lever's consent page was answered with " + answer.status() + ": "
					+ answer.reason());
		}
	}

	@Override
	public void webhooks(Tenant tenant, Desk desk, JsonNode offered) {
		desk.platform().post(tenant.api() + "/webhooks/register", null);
	}

}
