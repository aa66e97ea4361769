package io.claraconnect.config.setup;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.claraconnect.ats.api.AtsId;
import io.claraconnect.ats.api.Connector;
import io.claraconnect.ats.api.ConnectorDescriptor;
import io.claraconnect.ats.api.Connectors;
import io.claraconnect.ats.api.Credentials;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.api.WebhookSlot;
import io.claraconnect.config.integrations.Integrations;
import io.claraconnect.config.integrations.StoredIntegration;
import io.claraconnect.config.integrations.StoredIntegration.Account;
import io.claraconnect.config.integrations.StoredIntegration.Rules;
import io.claraconnect.config.integrations.StoredIntegration.State;
import io.claraconnect.config.problem.Refusal;
import io.claraconnect.config.webhooks.WebhookSecretStore;
import io.claraconnect.kit.ats.AtsProperties;
import io.claraconnect.kit.ats.Connections;
import io.claraconnect.kit.ats.CredentialStore;
import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.ids.IdGenerator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/** Makes connections, and takes new credentials for them. */
@Component
final class Connect {

	/**
	 * Name of the credential by which some vendors name a connection on the address that
	 * all customers share.
	 */
	private static final String CONNECTION_TOKEN_FIELD = "integrationKey";

	private final Database database;

	private final Integrations integrations;

	private final WebhookSecretStore secrets;

	private final CredentialStore credentials;

	private final Connections connections;

	private final Connectors connectors;

	private final AtsProperties ats;

	private final IdGenerator ids;

	Connect(Database database, Integrations integrations, WebhookSecretStore secrets, CredentialStore credentials,
			Connections connections, Connectors connectors, AtsProperties ats, IdGenerator ids) {
		this.database = database;
		this.integrations = integrations;
		this.secrets = secrets;
		this.credentials = credentials;
		this.connections = connections;
		this.connectors = connectors;
		this.ats = ats;
		this.ids = ids;
	}

	/**
	 * Makes a connection that is not linked yet; errors with a {@link Refusal} that names
	 * every missing field.
	 */
	Mono<StoredIntegration> create(String organisationId, String atsName, @Nullable String caption,
			Map<String, String> settings, Map<String, String> entered) {
		ConnectorDescriptor descriptor = connector(atsName).descriptor();
		check(descriptor, settings, entered);
		String name = (caption != null && !caption.isBlank()) ? caption.strip() : descriptor.displayName();
		checkCaption(name);
		StoredIntegration integration = new StoredIntegration(organisationId, this.ids.next(), descriptor.id(), name,
				State.NOT_LINKED, withoutBlanks(settings), new Account(null, null), Rules.safe(), 0, 1,
				this.integrations.now(), this.integrations.now());
		return this.database.inOrganisation(organisationId,
				(client) -> save(client, integration, entered).defaultIfEmpty(0L)
					.map(integration::withCredentials)
					.flatMap((stored) -> this.integrations
						.add(client, stored, this.secrets.newAddressToken(organisationId, stored.integrationId()))
						.then(connectionToken(client, stored, entered))
						.then(Flux.fromIterable(descriptor.webhooks())
							.filter((slot) -> slot.secretMadeBy() == WebhookSlot.SecretMaker.PLATFORM)
							.concatMap((slot) -> this.secrets.make(client, stored, slot.name()))
							.then())
						.then(this.secrets.publish(client, stored, true))
						.thenReturn(stored)));
	}

	/** Replaces the credentials of a connection. */
	Mono<StoredIntegration> renew(StoredIntegration before, Map<String, String> entered) {
		check(this.integrations.connector(before).descriptor(), before.settings(), entered);
		if (withoutBlanks(entered).isEmpty()) {
			throw Refusal.invalid("missing-field", "Enter the credentials.");
		}
		return this.integrations
			.change(before.organisationId(), before.integrationId(),
					(client, integration) -> save(client, integration, entered).map(integration::withCredentials)
						.flatMap((now) -> connectionToken(client, now, entered)
							.then(this.secrets.publish(client, now, true))
							.thenReturn(now)))
			.doOnNext((now) -> this.connections.forget(now.organisationId(), now.integrationId()));
	}

	static void checkCaption(String caption) {
		if (caption.isBlank() || caption.length() > 100 || caption.chars().anyMatch(Character::isISOControl)) {
			throw Refusal.invalid("caption", "A caption has 1 to 100 characters on one line.");
		}
	}

	private Connector connector(String atsName) {
		if (!atsName.matches("[a-z][a-z0-9-]{1,31}")) {
			throw unknownAts();
		}
		return this.connectors.find(new AtsId(atsName)).orElseThrow(this::unknownAts);
	}

	private Refusal unknownAts() {
		String known = this.connectors.all().stream().map((one) -> one.id().value()).collect(Collectors.joining(", "));
		return Refusal.invalid("unknown-ats", "Choose one of these for 'ats': " + known + ".");
	}

	private void check(ConnectorDescriptor descriptor, Map<String, String> settings, Map<String, String> entered) {
		List<String> wrong = ConnectionForm.check(descriptor, settings, entered, this.ats.allowedOrigins());
		if (!wrong.isEmpty()) {
			throw Refusal.invalid("missing-field", String.join(" ", wrong));
		}
	}

	private Mono<Long> save(DatabaseClient client, StoredIntegration integration, Map<String, String> entered) {
		Map<String, Secret> values = new HashMap<>();
		withoutBlanks(entered).forEach((name, value) -> values.put(name, Secret.of(value)));
		return values.isEmpty() ? Mono.empty() : this.credentials.save(client, integration.organisationId(),
				integration.integrationId(), new Credentials(values, null, 0));
	}

	private Mono<Void> connectionToken(DatabaseClient client, StoredIntegration integration,
			Map<String, String> entered) {
		String token = withoutBlanks(entered).get(CONNECTION_TOKEN_FIELD);
		return (token != null) ? this.secrets.connectionToken(client, integration, Secret.of(token)) : Mono.empty();
	}

	private static Map<String, String> withoutBlanks(Map<String, String> entered) {
		Map<String, String> kept = new HashMap<>();
		entered.forEach((name, value) -> {
			if (!value.isBlank()) {
				kept.put(name, value.strip());
			}
		});
		return kept;
	}

}
