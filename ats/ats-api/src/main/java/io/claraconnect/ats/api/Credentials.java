package io.claraconnect.ats.api;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What opens one account at the vendor, by the names that the connector's descriptor
 * gives its fields.
 *
 * @param values the secrets by field name, for example {@code clientId},
 * {@code accessToken}
 * @param expiresAt when the shortest-lived of them dies, or null when none does by itself
 * @param revision grows by one with every renewal or change; 0 for credentials not stored
 * yet
 */
public record Credentials(Map<String, Secret> values, @Nullable Instant expiresAt, long revision) {

	public Credentials {
		values = Map.copyOf(values);
	}

	/**
	 * The secret of one field.
	 * @throws AtsException of category UNAUTHORIZED when there is none
	 */
	public Secret require(String field) {
		Secret value = this.values.get(field);
		if (value == null || value.isEmpty()) {
			throw AtsException.unauthorized("credential_missing_" + field);
		}
		return value;
	}

}
