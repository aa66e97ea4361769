package io.claraconnect.instruments.tenants;

import java.util.Map;

import tools.jackson.databind.JsonNode;

/** What the customer of one vendor does by hand while connecting it. */
sealed interface Customer permits GreenhouseCustomer, LeverCustomer, TeamtailorCustomer {

	static Customer of(String ats) {
		return switch (ats) {
			case "greenhouse" -> new GreenhouseCustomer();
			case "lever" -> new LeverCustomer();
			case "teamtailor" -> new TeamtailorCustomer();
			default -> throw new IllegalArgumentException("Nobody knows " + ats);
		};
	}

	String ats();

	/** The secrets that are entered, from what the vendor's screens show. */
	Map<String, String> credentials(JsonNode connection);

	/** Agrees on the vendor's consent page, where there is one. */
	default void consent(Tenant tenant) {
	}

	/** Sets up webhooks, once their addresses are known. */
	void webhooks(Tenant tenant, Desk desk, JsonNode offered);

	/**
	 * What the customer is told.
	 *
	 * @param webhookAddress address for webhooks
	 * @param partnerSecret secret of the platform's own app
	 */
	record Desk(String webhookAddress, String partnerSecret) {

		void hook(Tenant tenant, String url, String secret, String event) {
			tenant.control()
				.post(tenant.account() + "/webhooks",
						io.claraconnect.instruments.house.Api.object()
							.put("url", url)
							.put("secret", secret)
							.put("event", event));
		}

	}

}
