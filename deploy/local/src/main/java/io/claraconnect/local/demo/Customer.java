package io.claraconnect.local.demo;

import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the customer of one ATS does by hand while connecting it. */
sealed interface Customer permits GreenhouseCustomer, LeverCustomer, TeamtailorCustomer {

	/** Every ATS of the story. */
	static List<Customer> all() {
		return List.of(new GreenhouseCustomer(), new LeverCustomer(), new TeamtailorCustomer());
	}

	/** Id of the ATS. */
	String ats();

	/** Its name for people. */
	String title();

	/** The secrets that are entered, from what the vendor's screens show. */
	Map<String, String> credentials(JsonNode connection);

	/** Agrees on the vendor's consent page, where there is one. */
	default void consent(Tenant tenant, Desk desk) {
	}

	/** Sets up webhooks, once their addresses are known. */
	void webhooks(Tenant tenant, Desk desk, JsonNode offered);

	/**
	 * What the customer works with.
	 *
	 * @param platform the public API of the platform
	 * @param sandbox the control API of the sandbox
	 * @param configUrl address of the platform for browsers
	 * @param ingressUrl address for webhooks
	 * @param partnerSecret secret of the platform's own app, which a vendor with a
	 * marketplace knows
	 */
	record Desk(Calls platform, Calls sandbox, String configUrl, String ingressUrl, String partnerSecret) {

		void hook(Tenant tenant, String url, String secret, String event) {
			ObjectNode saved = Calls.object().put("url", url).put("secret", secret).put("event", event);
			this.sandbox.post(tenant.control() + "/webhooks", saved);
		}

	}

}
