package io.claraconnect.local.demo;

import tools.jackson.databind.JsonNode;

/**
 * A fresh account at one ATS, and its connection.
 *
 * @param ats id of the kind of ATS
 * @param account what the sandbox told when it opened the account
 * @param integrationId the connection at the platform
 */
record Tenant(String ats, JsonNode account, String integrationId) {

	String accountId() {
		return this.account.path("id").stringValue();
	}

	/** What a person copies from the vendor's screens. */
	String connection(String name) {
		return this.account.path("connection").path(name).stringValue();
	}

	String control() {
		return "/control/" + this.ats + "/accounts/" + accountId();
	}

	String api() {
		return "/api/v1/integrations/" + this.integrationId;
	}

}
