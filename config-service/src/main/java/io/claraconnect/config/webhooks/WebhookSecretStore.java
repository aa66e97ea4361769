package io.claraconnect.config.webhooks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import io.claraconnect.ats.api.Secret;
import io.claraconnect.config.integrations.StoredIntegration;
import io.claraconnect.config.rows.Columns;
import io.claraconnect.kit.ids.IdGenerator;
import io.claraconnect.kit.kafka.Cause;
import io.claraconnect.kit.outbox.Outbox;
import io.claraconnect.kit.seal.Digests;
import io.claraconnect.kit.seal.Sealer;
import io.claraconnect.schemas.EventKey;
import io.claraconnect.schemas.SealedWebhookSecret;
import io.claraconnect.schemas.Topics;
import io.claraconnect.schemas.WebhookSecrets;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;

/**
 * The sealed secrets and tokens by which deliveries of a connection are verified. What
 * changes is told to the ingress by {@link #publish} in the same transaction.
 */
@Component
public final class WebhookSecretStore {

	private static final String OF = " WHERE organisation_id = :organisation AND integration_id = :integration";

	private final Outbox outbox;

	private final Sealer sealer;

	private final IdGenerator ids;

	private final Clock clock;

	WebhookSecretStore(Outbox outbox, Sealer sealer, IdGenerator ids, Clock clock) {
		this.outbox = outbox;
		this.sealer = sealer;
		this.ids = ids;
		this.clock = clock;
	}

	/** Seals a fresh token for the addresses of a connection. */
	public byte[] newAddressToken(String organisationId, String integrationId) {
		return this.sealer.seal(this.ids.token().getBytes(StandardCharsets.UTF_8),
				place(organisationId, integrationId, "address-token"));
	}

	/** Adds a secret made by the platform; gives its id. */
	public Mono<String> make(DatabaseClient client, StoredIntegration integration, String slot) {
		return add(client, integration, slot, Secret.of(this.ids.token()), "platform");
	}

	/**
	 * Adds a secret.
	 * @param slot the slot it serves, or empty for all
	 * @param madeBy {@code platform}, {@code vendor} or {@code customer}
	 * @return its id
	 */
	Mono<String> add(DatabaseClient client, StoredIntegration integration, String slot, Secret secret, String madeBy) {
		String secretId = this.ids.hex(6);
		return of(client,
				"INSERT INTO config.webhook_secret (organisation_id, integration_id, secret_id, slot, made_by,"
						+ " sealed, created_at) VALUES (:organisation, :integration, :secret, :slot, :madeBy, :sealed, :now)",
				integration)
			.bind("secret", secretId)
			.bind("slot", slot)
			.bind("madeBy", madeBy)
			.bind("sealed", this.sealer.seal(secret.revealBytes(), secretPlace(integration)))
			.bind("now", this.clock.instant().atOffset(ZoneOffset.UTC))
			.then()
			.thenReturn(secretId);
	}

	/** Lets every other secret of a slot end at a time, unless it ends before. */
	Mono<Void> retireOthers(DatabaseClient client, StoredIntegration integration, String slot, String kept,
			Instant until) {
		return of(client,
				"UPDATE config.webhook_secret SET valid_until = least(valid_until, :until)" + OF
						+ " AND slot = :slot AND secret_id <> :kept",
				integration)
			.bind("until", until.atOffset(ZoneOffset.UTC))
			.bind("slot", slot)
			.bind("kept", kept)
			.then();
	}

	Mono<Void> remove(DatabaseClient client, StoredIntegration integration, String secretId) {
		return of(client, "DELETE FROM config.webhook_secret" + OF + " AND secret_id = :secret", integration)
			.bind("secret", secretId)
			.then();
	}

	/** Removes every secret and token of a connection. */
	public Mono<Void> removeAll(DatabaseClient client, StoredIntegration integration) {
		return of(client, "DELETE FROM config.webhook_secret" + OF, integration).then()
			.then(of(client, "DELETE FROM config.connection_token" + OF, integration).then());
	}

	/**
	 * Sets the token by which the vendor names this connection; its digest is kept and
	 * nothing else.
	 */
	public Mono<Void> connectionToken(DatabaseClient client, StoredIntegration integration, Secret token) {
		return of(client, "DELETE FROM config.connection_token" + OF, integration).then()
			.then(of(client,
					"INSERT INTO config.connection_token (organisation_id, integration_id, digest)"
							+ " VALUES (:organisation, :integration, :digest)",
					integration)
				.bind("digest", Digests.sha256(token.reveal()))
				.then());
	}

	Mono<List<KnownSecret>> known(DatabaseClient client, StoredIntegration integration) {
		return of(client, "SELECT * FROM config.webhook_secret" + OF + " ORDER BY created_at, secret_id", integration)
			.map((row) -> known(row))
			.all()
			.collectList();
	}

	/**
	 * The address token with the revision that the ingress must have before it is shown.
	 */
	Mono<Address> address(DatabaseClient client, StoredIntegration integration) {
		return of(client, "SELECT address_token, secrets_revision FROM config.integration" + OF, integration)
			.map((row) -> new Address(open(integration, Columns.bytes(row, "address_token"), "address-token"),
					Columns.number(row, "secrets_revision")))
			.one();
	}

	/**
	 * Tells the ingress what is now; forgets secrets that ended.
	 * @param accept false once the connection is disconnected
	 * @return the revision
	 */
	public Mono<Long> publish(DatabaseClient client, StoredIntegration integration, boolean accept) {
		return of(client,
				"UPDATE config.integration SET secrets_revision = secrets_revision + 1" + OF
						+ " RETURNING address_token, secrets_revision",
				integration)
			.map((row) -> new Address(open(integration, Columns.bytes(row, "address_token"), "address-token"),
					Columns.number(row, "secrets_revision")))
			.one()
			.flatMap(
					(address) -> forgetEnded(client, integration).then(known(client, integration))
						.flatMap((secrets) -> tokens(client, integration).flatMap((tokens) -> this.outbox.add(client,
								integration.organisationId(), Topics.WEBHOOK_SECRETS,
								EventKey.of(integration.organisationId(), integration.integrationId()),
								event(integration, address, secrets, tokens, accept), Cause.fresh())))
						.thenReturn(address.revision()));
	}

	private Mono<Void> forgetEnded(DatabaseClient client, StoredIntegration integration) {
		return of(client, "DELETE FROM config.webhook_secret" + OF + " AND valid_until < :now", integration)
			.bind("now", this.clock.instant().atOffset(ZoneOffset.UTC))
			.then();
	}

	private static Mono<List<byte[]>> tokens(DatabaseClient client, StoredIntegration integration) {
		return of(client, "SELECT digest FROM config.connection_token" + OF, integration)
			.map((row) -> Columns.bytes(row, "digest"))
			.all()
			.collectList();
	}

	private static WebhookSecrets event(StoredIntegration integration, Address address, List<KnownSecret> secrets,
			List<byte[]> tokens, boolean accept) {
		return WebhookSecrets.newBuilder()
			.setOrganisationId(integration.organisationId())
			.setIntegrationId(integration.integrationId())
			.setAts(integration.ats().value())
			.setAddressTokenDigest(ByteBuffer.wrap(Digests.sha256(address.token().reveal())))
			.setConnectionTokenDigests(tokens.stream().map(ByteBuffer::wrap).toList())
			.setSecrets(secrets.stream()
				.map((secret) -> SealedWebhookSecret.newBuilder()
					.setSlot(secret.slot())
					.setSecretId(secret.secretId())
					.setSealed(ByteBuffer.wrap(secret.sealed()))
					.setValidUntil(secret.validUntil())
					.build())
				.toList())
			.setAcceptDeliveries(accept)
			.setRevision(address.revision())
			.build();
	}

	/** Opens a secret that is still kept. */
	Secret reveal(StoredIntegration integration, KnownSecret secret) {
		return open(integration, secret.sealed(), "webhook-secret");
	}

	private Secret open(StoredIntegration integration, byte[] sealed, String what) {
		return Secret.of(new String(
				this.sealer.open(sealed, place(integration.organisationId(), integration.integrationId(), what)),
				StandardCharsets.UTF_8));
	}

	private static KnownSecret known(Readable row) {
		return new KnownSecret(Columns.text(row, "secret_id"), Columns.text(row, "slot"), Columns.text(row, "made_by"),
				Columns.bytes(row, "sealed"), Columns.requiredTime(row, "created_at"),
				Columns.time(row, "valid_until"));
	}

	private static String secretPlace(StoredIntegration integration) {
		return place(integration.organisationId(), integration.integrationId(), "webhook-secret");
	}

	private static String place(String organisationId, String integrationId, String what) {
		return organisationId + "|" + integrationId + "|" + what;
	}

	private static GenericExecuteSpec of(DatabaseClient client, String sql, StoredIntegration integration) {
		return client.sql(sql)
			.bind("organisation", integration.organisationId())
			.bind("integration", integration.integrationId());
	}

	/**
	 * The unguessable part of the addresses.
	 *
	 * @param token the token
	 * @param revision what the ingress must know before the addresses work
	 */
	record Address(Secret token, long revision) {

	}

	/**
	 * A secret, sealed.
	 *
	 * @param secretId names it
	 * @param slot the slot it serves, or empty for all
	 * @param madeBy who made it
	 * @param sealed the sealed secret
	 * @param createdAt when it came
	 * @param validUntil until when it is accepted, or null
	 */
	record KnownSecret(String secretId, String slot, String madeBy, byte[] sealed, Instant createdAt,
			@Nullable Instant validUntil) {

	}

}
