package io.claraconnect.systemtests.ats;

import java.util.List;
import java.util.Map;

import io.claraconnect.ats.api.AtsEvent.Kind;
import io.claraconnect.ats.api.AtsId;
import io.claraconnect.ats.api.Credentials;
import io.claraconnect.ats.api.Secret;
import tools.jackson.databind.JsonNode;

/**
 * What a person knows who connects an account of one vendor.
 *
 * @param id the connector
 * @param options options of the sandbox account
 * @param credentials names of what is copied from the vendor's screens, by field of the
 * connector; empty where the account is opened on the consent page
 * @param platform names of our own app's credentials, by field
 * @param settings of the connection, by field, as names of what the screens show
 * @param hooks which webhooks of the vendor's screens go to which slot
 * @param announced which event the vendor is expected to send for what a person does
 * @param reason for which people are rejected
 * @param jobsPerPage as many as the vendor gives at once
 * @param missing a permission that can be taken away
 * @param paths of the vendor's API
 */
record Vendor(AtsId id, Map<String, String> options, Map<String, String> credentials, Map<String, String> platform,
		Map<String, String> settings, List<Hook> hooks, List<Announced> announced, String reason, int jobsPerPage,
		Missing missing, Paths paths) {

	/** The secrets of a screen by the names of fields. */
	static Map<String, Secret> copied(Map<String, String> fields, JsonNode screen) {
		return fields.entrySet()
			.stream()
			.collect(java.util.stream.Collectors.toMap(Map.Entry::getKey,
					(field) -> Secret.of(screen.path(field.getValue()).asString())));
	}

	boolean byConsent() {
		return this.credentials.isEmpty();
	}

	/** Whether the customer can take back the consent and keep the account. */
	boolean revocable() {
		return byConsent() && this.id.value().equals("lever");
	}

	Map<AtsId, Credentials> app(JsonNode screen) {
		return this.platform.isEmpty() ? Map.of()
				: Map.of(this.id, new Credentials(copied(this.platform, screen), null, 0));
	}

	/**
	 * A webhook to save at the vendor.
	 *
	 * @param event what the vendor calls the event
	 * @param slot where it goes
	 * @param secret what the vendor's screens call the secret, empty when the answer to
	 * saving tells it
	 */
	record Hook(String event, String slot, String secret) {
	}

	/**
	 * What the vendor tells when a person acts.
	 *
	 * @param act what is done: {@code move}, {@code reject} and so on
	 * @param event the vendor's word
	 * @param kind what the connector makes of it
	 */
	record Announced(String act, String event, Kind kind) {
	}

	/**
	 * A permission that the customer takes away again.
	 *
	 * @param option option of the sandbox account
	 * @param value its value
	 * @param item the item of the check that tells
	 */
	record Missing(String option, String value, String item) {
	}

	/**
	 * Paths of the vendor's API as patterns.
	 *
	 * @param application reading one application
	 * @param notes the notes of a candidate
	 */
	record Paths(String application, String notes) {
	}

}
