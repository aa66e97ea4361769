package io.claraconnect.ingress.directory;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.claraconnect.ats.api.AtsId;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.api.WebhookSecret;
import io.claraconnect.ingress.directory.KnownConnection.TimedSecret;
import io.claraconnect.kit.seal.Digests;
import io.claraconnect.kit.seal.Sealer;
import io.claraconnect.kit.seal.UnsealException;
import io.claraconnect.schemas.SealedWebhookSecret;
import io.claraconnect.schemas.WebhookSecrets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections by their id and by the token that a vendor names them with. Safe for
 * use by many threads.
 */
public final class SecretsDirectory {

	private static final Logger log = LoggerFactory.getLogger(SecretsDirectory.class);

	private final Sealer sealer;

	private final Map<String, KnownConnection> byKey = new ConcurrentHashMap<>();

	private final Map<String, KnownConnection> byIntegration = new ConcurrentHashMap<>();

	private final Map<String, KnownConnection> byConnectionToken = new ConcurrentHashMap<>();

	private final Map<String, Set<String>> tokensOfKey = new ConcurrentHashMap<>();

	public SecretsDirectory(Sealer sealer) {
		this.sealer = sealer;
	}

	/** The connection of an id, if it is known. */
	public Optional<KnownConnection> find(String integrationId) {
		return Optional.ofNullable(this.byIntegration.get(integrationId));
	}

	/** The connection that a vendor names by a token, if it is known. */
	public Optional<KnownConnection> findByToken(AtsId ats, Secret token) {
		return Optional.ofNullable(this.byConnectionToken.get(tokenKey(ats, Digests.sha256(token.reveal()))));
	}

	/**
	 * Takes a record of the topic; null removes the connection. Called by one thread, in
	 * the order of the topic.
	 */
	void take(String key, @Nullable WebhookSecrets secrets) {
		Set<String> gone = new HashSet<>(this.tokensOfKey.getOrDefault(key, Set.of()));
		if (secrets == null) {
			KnownConnection known = this.byKey.remove(key);
			if (known != null) {
				this.byIntegration.remove(known.integrationId());
			}
			this.tokensOfKey.remove(key);
		}
		else {
			KnownConnection known = open(secrets);
			this.byKey.put(key, known);
			this.byIntegration.put(known.integrationId(), known);
			Set<String> tokens = new HashSet<>();
			for (ByteBuffer digest : secrets.getConnectionTokenDigests()) {
				String tokenKey = tokenKey(known.ats(), bytes(digest));
				tokens.add(tokenKey);
				this.byConnectionToken.put(tokenKey, known);
			}
			this.tokensOfKey.put(key, tokens);
			gone.removeAll(tokens);
		}
		gone.forEach(this.byConnectionToken::remove);
	}

	private KnownConnection open(WebhookSecrets secrets) {
		List<TimedSecret> opened = secrets.getSecrets()
			.stream()
			.flatMap((sealed) -> open(secrets, sealed).stream())
			.toList();
		return new KnownConnection(secrets.getOrganisationId(), secrets.getIntegrationId(), new AtsId(secrets.getAts()),
				bytes(secrets.getAddressTokenDigest()), opened, secrets.getAcceptDeliveries(), secrets.getRevision());
	}

	private Optional<TimedSecret> open(WebhookSecrets connection, SealedWebhookSecret sealed) {
		try {
			byte[] plain = this.sealer.open(bytes(sealed.getSealed()),
					connection.getOrganisationId() + "|" + connection.getIntegrationId() + "|webhook-secret");
			return Optional.of(new TimedSecret(new WebhookSecret(sealed.getSlot(), sealed.getSecretId(),
					Secret.of(new String(plain, StandardCharsets.UTF_8))), sealed.getValidUntil()));
		}
		catch (UnsealException _) {
			log.atError()
				.addKeyValue("integrationId", connection.getIntegrationId())
				.log("A webhook secret cannot be opened with the platform keys; deliveries signed with it are refused");
			return Optional.empty();
		}
	}

	private static String tokenKey(AtsId ats, byte[] digest) {
		return ats + "|" + HexFormat.of().formatHex(digest);
	}

	private static byte[] bytes(ByteBuffer buffer) {
		byte[] bytes = new byte[buffer.remaining()];
		buffer.duplicate().get(bytes);
		return bytes;
	}

}
