package io.claraconnect.config.setup;

import java.time.Duration;

import io.claraconnect.config.integrations.Integrations;
import io.claraconnect.config.integrations.StoredIntegration;
import io.claraconnect.config.integrations.StoredIntegration.State;
import io.claraconnect.config.webhooks.SetUpWebhooks;
import io.claraconnect.config.webhooks.WebhookSecretStore;
import io.claraconnect.kit.ats.Connections;
import io.claraconnect.kit.ats.CredentialStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Ends a connection: webhooks removed at the vendor where that can be done, credentials
 * and secrets deleted.
 */
@Component
final class Disconnect {

	private static final Logger log = LoggerFactory.getLogger(Disconnect.class);

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final Integrations integrations;

	private final SetUpWebhooks webhooks;

	private final WebhookSecretStore secrets;

	private final CredentialStore credentials;

	private final Connections connections;

	Disconnect(Integrations integrations, SetUpWebhooks webhooks, WebhookSecretStore secrets,
			CredentialStore credentials, Connections connections) {
		this.integrations = integrations;
		this.webhooks = webhooks;
		this.secrets = secrets;
		this.credentials = credentials;
		this.connections = connections;
	}

	Mono<Void> disconnect(StoredIntegration integration) {
		String organisation = integration.organisationId();
		String id = integration.integrationId();
		return Mono.defer(() -> this.webhooks.unregister(integration)).timeout(PATIENCE).onErrorResume((ex) -> {
			log.atWarn()
				.addKeyValue("integrationId", id)
				.addKeyValue("error", ex.getClass().getSimpleName())
				.log("Webhooks could not be removed at the vendor; their deliveries will be refused");
			return Mono.empty();
		})
			.then(this.integrations.change(organisation, id,
					(client, now) -> this.credentials.delete(client, organisation, id)
						.then(this.secrets.removeAll(client, now))
						.then(this.secrets.publish(client, now, false))
						.thenReturn(now.in(State.DISCONNECTED).withCredentials(now.credentialRevision() + 1))))
			.doOnNext((now) -> this.connections.forget(organisation, id))
			.then();
	}

}
