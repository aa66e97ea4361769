package io.claraconnect.config.webhooks;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.Capability;
import io.claraconnect.ats.api.Connector;
import io.claraconnect.ats.api.Priority;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.api.WebhookSlot;
import io.claraconnect.config.integrations.Integrations;
import io.claraconnect.config.integrations.StoredIntegration;
import io.claraconnect.config.problem.Refusal;
import io.claraconnect.config.webhooks.WebhookSecretStore.Address;
import io.claraconnect.kit.ats.Connections;
import io.claraconnect.kit.ats.CredentialStore;
import io.claraconnect.kit.db.Database;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/** Changes of webhook secrets and registrations. */
@Component
public final class SetUpWebhooks {

	/** Stands for a secret that serves every slot. */
	static final String ALL_SLOTS = "all";

	private final Database database;

	private final Integrations integrations;

	private final WebhookSecretStore secrets;

	private final IngressReplicas ingress;

	private final CredentialStore credentials;

	private final Connections connections;

	private final WebhookProperties properties;

	SetUpWebhooks(Database database, Integrations integrations, WebhookSecretStore secrets, IngressReplicas ingress,
			CredentialStore credentials, Connections connections, WebhookProperties properties) {
		this.database = database;
		this.integrations = integrations;
		this.secrets = secrets;
		this.ingress = ingress;
		this.credentials = credentials;
		this.connections = connections;
		this.properties = properties;
	}

	/**
	 * Makes a new secret for a slot, or for all. It is given only when every ingress
	 * replica accepts it; until then nothing changes for the secrets before it, and
	 * afterwards they stay valid for the overlap.
	 */
	Mono<NewSecret> make(StoredIntegration integration, String slotName) {
		String slot = slotName.equals(ALL_SLOTS) ? "" : slot(integration, slotName).name();
		if (!slot.isEmpty() && slot(integration, slot).secretMadeBy() == WebhookSlot.SecretMaker.VENDOR) {
			return Mono.error(Refusal.conflict("secret-made-by-vendor",
					"The ATS makes this secret: copy it from its webhook page and PUT it here."));
		}
		return this.database
			.inOrganisation(integration.organisationId(), (client) -> this.secrets.make(client, integration, slot)
				.flatMap((secretId) -> this.secrets.publish(client, integration, true)
					.flatMap((revision) -> this.secrets.known(client, integration)
						.flatMapMany(Flux::fromIterable)
						.filter((known) -> known.secretId().equals(secretId))
						.next()
						.map((known) -> new NewSecret(secretId, this.secrets.reveal(integration, known), revision)))))
			.flatMap((made) -> this.ingress.awaitKnown(integration.integrationId(), made.revision())
				.flatMap((known) -> known ? retireOthers(integration, slot, made) : takeBack(integration, made)));
	}

	private Mono<NewSecret> retireOthers(StoredIntegration integration, String slot, NewSecret made) {
		return this.database.inOrganisation(integration.organisationId(),
				(client) -> this.secrets
					.retireOthers(client, integration, slot, made.secretId(),
							this.integrations.now().plus(this.properties.overlap()))
					.then(this.secrets.publish(client, integration, true))
					.thenReturn(made));
	}

	private Mono<NewSecret> takeBack(StoredIntegration integration, NewSecret made) {
		return this.database
			.inOrganisation(integration.organisationId(),
					(client) -> this.secrets.remove(client, integration, made.secretId())
						.then(this.secrets.publish(client, integration, true)))
			.then(Mono.error(() -> Refusal.notReady("Not every webhook receiver knows this connection yet, so the new"
					+ " secret was taken back; try again in a moment.")));
	}

	/**
	 * Takes a secret that the vendor or the customer made; done when every ingress
	 * replica accepts it, or patience is over.
	 * @return warnings
	 */
	Mono<List<String>> take(StoredIntegration integration, String slotName, Secret secret) {
		String slot = slotName.equals(ALL_SLOTS) ? "" : slot(integration, slotName).name();
		if (!SecretStrength.enough(secret.reveal())) {
			return Mono.error(Refusal.invalid("weak-secret",
					"This secret is too easy to guess; use at least 24 random characters, or let us make one."));
		}
		String madeBy = (!slot.isEmpty() && slot(integration, slot).secretMadeBy() == WebhookSlot.SecretMaker.VENDOR)
				? "vendor" : "customer";
		return this.database
			.inOrganisation(integration.organisationId(),
					(client) -> this.secrets.add(client, integration, slot, secret, madeBy)
						.flatMap((secretId) -> this.secrets.retireOthers(client, integration, slot, secretId,
								this.integrations.now().plus(this.properties.overlap())))
						.then(this.secrets.publish(client, integration, true)))
			.flatMap((revision) -> this.ingress.awaitKnown(integration.integrationId(), revision))
			.then(this.database.inOrganisation(integration.organisationId(),
					(client) -> this.credentials.find(client, integration.organisationId(), integration.integrationId())
						.map((stored) -> warnings(stored.credentials().values(), secret))
						.defaultIfEmpty(List.of())));
	}

	private static List<String> warnings(Map<String, Secret> credentials, Secret secret) {
		return credentials.containsValue(secret)
				? List.of("This is the key of the connection itself. It works, but whoever sees one has both;"
						+ " a secret of its own is safer.")
				: List.of();
	}

	/**
	 * Takes the token by which the vendor names this connection on the address that all
	 * customers share.
	 */
	Mono<Void> takeConnectionToken(StoredIntegration integration, Secret token) {
		if (!SecretStrength.enough(token.reveal())) {
			return Mono.error(Refusal.invalid("weak-token",
					"This token is too short to name a connection; copy the whole of it from the ATS."));
		}
		return this.database
			.inOrganisation(integration.organisationId(),
					(client) -> this.secrets.connectionToken(client, integration, token)
						.then(this.secrets.publish(client, integration, true)))
			.flatMap((revision) -> this.ingress.awaitKnown(integration.integrationId(), revision))
			.then();
	}

	/**
	 * Has the vendor's API set up every webhook; done when every ingress replica accepts
	 * the secrets that the vendor made, or patience is over.
	 */
	Mono<Void> register(StoredIntegration integration) {
		Connector connector = this.integrations.connector(integration);
		return Mono.justOrEmpty(connector.webhookAdmin())
			.switchIfEmpty(Mono.error(() -> AtsException.unsupported(Capability.WEBHOOK_REGISTRATION)))
			.flatMap(
					(admin) -> ready(integration)
						.flatMap(
								(address) -> admin.register(
										this.connections.of(integration.organisationId(), integration.integrationId(),
												integration.settings(), Priority.LIVE),
										addresses(integration, address)))
						.flatMap((made) -> keep(integration, made)));
	}

	/** Removes what the vendor's API set up, as well as can be done. */
	public Mono<Void> unregister(StoredIntegration integration) {
		return Mono.justOrEmpty(this.integrations.connector(integration).webhookAdmin())
			.flatMap((admin) -> address(integration).flatMap((address) -> admin.unregister(
					this.connections.of(integration.organisationId(), integration.integrationId(),
							integration.settings(), Priority.LIVE),
					new ArrayList<>(addresses(integration, address).values()))));
	}

	private Mono<Void> keep(StoredIntegration integration, Map<String, Secret> made) {
		return this.database
			.inOrganisation(integration.organisationId(), (client) -> Flux.fromIterable(made.entrySet())
				.concatMap((entry) -> this.secrets.add(client, integration, entry.getKey(), entry.getValue(), "vendor")
					.flatMap((secretId) -> this.secrets.retireOthers(client, integration, entry.getKey(), secretId,
							this.integrations.now().plus(this.properties.overlap()))))
				.then(this.secrets.publish(client, integration, true)))
			.flatMap((revision) -> this.ingress.awaitKnown(integration.integrationId(), revision))
			.then();
	}

	private Mono<Address> ready(StoredIntegration integration) {
		return address(integration).flatMap((address) -> this.ingress
			.know(integration.integrationId(), address.revision())
			.flatMap((known) -> known ? Mono.just(address) : Mono.error(
					Refusal.notReady("Not every webhook receiver knows this connection yet; try again in a moment."))));
	}

	private Mono<Address> address(StoredIntegration integration) {
		return this.database.inOrganisation(integration.organisationId(),
				(client) -> this.secrets.address(client, integration));
	}

	Map<String, URI> addresses(StoredIntegration integration, Address address) {
		Map<String, URI> addresses = new HashMap<>();
		for (WebhookSlot slot : this.integrations.connector(integration).descriptor().webhooks()) {
			addresses.put(slot.name(),
					this.properties.address(integration.integrationId(), address.token().reveal(), slot.name()));
		}
		return addresses;
	}

	private WebhookSlot slot(StoredIntegration integration, String name) {
		return this.integrations.connector(integration)
			.descriptor()
			.webhooks()
			.stream()
			.filter((slot) -> slot.name().equals(name))
			.findFirst()
			.orElseThrow(() -> Refusal.notFound("webhook slot"));
	}

	/**
	 * A secret that was just made.
	 *
	 * @param secretId names it
	 * @param value the secret
	 * @param revision what the ingress must know before it is accepted
	 */
	record NewSecret(String secretId, Secret value, long revision) {

	}

}
