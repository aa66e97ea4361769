package io.claraconnect.ats.api;

import java.util.Map;
import java.util.Optional;

/**
 * One customer account at one vendor, as a connector needs it to make calls.
 *
 * @param organisationId the organisation that owns the connection
 * @param integrationId the connection's id
 * @param settings what is not secret, by the names of the descriptor's fields;
 * {@code baseUrl}, where present, replaces the vendor's public API address
 * @param credentials where the secrets come from
 * @param priority how calls made through this value rank in the rate budget
 * @param sendPermit what a write asks before its bytes leave
 */
public record Connection(String organisationId, String integrationId, Map<String, String> settings,
		CredentialSource credentials, Priority priority, SendPermit sendPermit) {

	/** Name of the setting that replaces the vendor's public API address. */
	public static final String BASE_URL = "baseUrl";

	public Connection {
		settings = Map.copyOf(settings);
	}

	/** A connection whose writes need no leave. */
	public Connection(String organisationId, String integrationId, Map<String, String> settings,
			CredentialSource credentials, Priority priority) {
		this(organisationId, integrationId, settings, credentials, priority, SendPermit.ALWAYS);
	}

	/** The same connection with calls that rank differently. */
	public Connection with(Priority newPriority) {
		return new Connection(this.organisationId, this.integrationId, this.settings, this.credentials, newPriority,
				this.sendPermit);
	}

	/** The same connection with writes that ask first. */
	public Connection with(SendPermit newPermit) {
		return new Connection(this.organisationId, this.integrationId, this.settings, this.credentials, this.priority,
				newPermit);
	}

	/** A setting, if the connection has it and it is not blank. */
	public Optional<String> setting(String name) {
		return Optional.ofNullable(this.settings.get(name)).filter((value) -> !value.isBlank());
	}

}
