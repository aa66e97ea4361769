package io.claraconnect.ingress.receive;

import java.security.MessageDigest;
import java.util.List;

import io.claraconnect.ats.api.Connector;
import io.claraconnect.ats.api.Connectors;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.api.Verification;
import io.claraconnect.ats.api.WebhookRequest;
import io.claraconnect.ats.api.WebhookSecret;
import io.claraconnect.kit.ids.IdGenerator;
import io.claraconnect.kit.seal.Digests;

/**
 * Does for a delivery to an unknown address the work that a wrong signature costs, so
 * that the time to the answer does not tell which connections there are. Its secret is
 * random and nothing comes of what it finds.
 */
final class Decoy {

	private final List<Connector> connectors;

	private final List<WebhookSecret> secrets;

	private final byte[] digest;

	Decoy(Connectors connectors, IdGenerator ids) {
		this.connectors = List.copyOf(connectors.all());
		this.secrets = List.of(new WebhookSecret("", "decoy", Secret.of(ids.token())));
		this.digest = Digests.sha256(ids.token());
	}

	/** Compares a token with one that nobody has. */
	boolean hasAddressToken(String token) {
		return MessageDigest.isEqual(this.digest, Digests.sha256(token));
	}

	/**
	 * One of the connectors, for the same id always the same: unknown ids differ among
	 * each other as known ones do.
	 */
	Connector connector(String id) {
		return this.connectors.get(Math.floorMod(id.hashCode(), this.connectors.size()));
	}

	/** Verifies, and forgets what came of it. */
	Verification verify(Connector connector, WebhookRequest request) {
		return connector.webhooks().verify(request, this.secrets);
	}

}
