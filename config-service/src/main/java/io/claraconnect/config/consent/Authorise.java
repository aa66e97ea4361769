package io.claraconnect.config.consent;

import java.net.URI;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.Capability;
import io.claraconnect.ats.api.Consent;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.config.integrations.Integrations;
import io.claraconnect.config.integrations.StoredIntegration;
import io.claraconnect.config.problem.Refusal;
import io.claraconnect.config.setup.TestConnection;
import io.claraconnect.config.setup.TestConnection.Tested;
import io.claraconnect.kit.ats.Connections;
import io.claraconnect.kit.ats.CredentialStore;
import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.ids.IdGenerator;
import io.claraconnect.kit.seal.Digests;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/** Sends an admin to the vendor's consent page and takes what comes back. */
@Component
final class Authorise {

	private final Database database;

	private final ConsentRows rows;

	private final Integrations integrations;

	private final CredentialStore credentials;

	private final Connections connections;

	private final TestConnection test;

	private final IdGenerator ids;

	private final ConsentProperties properties;

	Authorise(Database database, ConsentRows rows, Integrations integrations, CredentialStore credentials,
			Connections connections, TestConnection test, IdGenerator ids, ConsentProperties properties) {
		this.database = database;
		this.rows = rows;
		this.integrations = integrations;
		this.credentials = credentials;
		this.connections = connections;
		this.test = test;
		this.ids = ids;
		this.properties = properties;
	}

	/** The address of the vendor's consent page. */
	Mono<URI> begin(StoredIntegration integration, @Nullable String redirect) {
		Consent consent = consent(integration);
		URI redirectUri = redirectUri(redirect, this.properties.callbackUrl());
		String state = this.ids.token();
		return this.database
			.inOrganisation(integration.organisationId(),
					(client) -> this.rows.begin(client, integration, Digests.sha256(state), redirectUri,
							this.integrations.now().plus(this.properties.life()))
						.thenReturn(state))
			.map((begun) -> consent.consentPage(integration.settings(), redirectUri, begun));
	}

	/** Turns the code into credentials, stores them and tests the connection. */
	Mono<Tested> finish(String state, @Nullable String code) {
		return this.database
			.acrossOrganisations((client) -> this.rows.take(client, Digests.sha256(state), this.integrations.now()))
			.switchIfEmpty(Mono.error(() -> Refusal.invalid("unknown-state",
					"This sign-in is unknown, was used or took too long; start it again from the connection.")))
			.flatMap((begun) -> this.integrations.findOpen(begun.organisationId(), begun.integrationId())
				.flatMap((integration) -> {
					if (code == null || code.isBlank()) {
						return Mono.error(Refusal.conflict("not-granted",
								"The ATS gave no permission; start again and accept the requested permissions."));
					}
					return consent(integration).exchange(integration.settings(), begun.redirectUri(), Secret.of(code))
						.flatMap((granted) -> this.integrations.change(begun.organisationId(), begun.integrationId(),
								(client, now) -> this.credentials
									.save(client, now.organisationId(), now.integrationId(), granted)
									.map(now::withCredentials)));
				}))
			.doOnNext((now) -> this.connections.forget(now.organisationId(), now.integrationId()))
			.flatMap(this.test::test);
	}

	private Consent consent(StoredIntegration integration) {
		return this.integrations.connector(integration)
			.consent()
			.orElseThrow(() -> AtsException.unsupported(Capability.CONSENT_PAGE));
	}

	/**
	 * Only our own callback may get the code: the configured one, or its path on this
	 * machine.
	 */
	static URI redirectUri(@Nullable String wanted, URI callback) {
		if (wanted == null || wanted.isBlank() || wanted.equals(callback.toString())) {
			return callback;
		}
		if (wanted.matches("http://(127\\.0\\.0\\.1|localhost):\\d{1,5}/oauth/callback")) {
			return URI.create(wanted);
		}
		throw Refusal.invalid("redirect-uri", "Leave 'redirectUri' out, or use the callback address of this service.");
	}

}
