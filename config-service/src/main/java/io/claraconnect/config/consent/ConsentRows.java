package io.claraconnect.config.consent;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;

import io.claraconnect.config.integrations.StoredIntegration;
import io.claraconnect.config.rows.Columns;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/**
 * The table {@code config.consent}: consents that were begun. The state itself is not
 * kept, only its digest.
 */
@Component
final class ConsentRows {

	Mono<Void> begin(DatabaseClient client, StoredIntegration integration, byte[] stateDigest, URI redirectUri,
			Instant expiresAt) {
		return client
			.sql("INSERT INTO config.consent (organisation_id, integration_id, state_digest, redirect_uri, expires_at)"
					+ " VALUES (:organisation, :integration, :state, :redirect, :expires)")
			.bind("organisation", integration.organisationId())
			.bind("integration", integration.integrationId())
			.bind("state", stateDigest)
			.bind("redirect", redirectUri.toString())
			.bind("expires", expiresAt.atOffset(ZoneOffset.UTC))
			.then();
	}

	/**
	 * Takes a consent, once, and forgets those that ended. The state is the proof, so no
	 * organisation is asked for.
	 */
	Mono<Begun> take(DatabaseClient client, byte[] stateDigest, Instant now) {
		return client.sql("DELETE FROM config.consent WHERE expires_at < :now")
			.bind("now", now.atOffset(ZoneOffset.UTC))
			.then()
			.then(client
				.sql("DELETE FROM config.consent WHERE state_digest = :state"
						+ " RETURNING organisation_id, integration_id, redirect_uri")
				.bind("state", stateDigest)
				.map((row) -> new Begun(Columns.text(row, "organisation_id"), Columns.text(row, "integration_id"),
						URI.create(Columns.text(row, "redirect_uri"))))
				.one());
	}

	/**
	 * A consent that was begun.
	 *
	 * @param organisationId the organisation
	 * @param integrationId the connection
	 * @param redirectUri where the vendor sends the browser back
	 */
	record Begun(String organisationId, String integrationId, URI redirectUri) {

	}

}
