package io.claraconnect.ingress.directory;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;

import io.claraconnect.ats.api.AtsId;
import io.claraconnect.ats.api.WebhookSecret;
import io.claraconnect.kit.seal.Digests;
import org.jspecify.annotations.Nullable;

/**
 * A connection as the front door needs it.
 *
 * @param organisationId the organisation
 * @param integrationId the connection
 * @param ats the kind of ATS
 * @param addressTokenDigest SHA-256 of the token in its webhook addresses
 * @param secrets what its deliveries may be signed with
 * @param acceptDeliveries false once it is disconnected
 * @param revision the revision of all this
 */
public record KnownConnection(String organisationId, String integrationId, AtsId ats, byte[] addressTokenDigest,
		List<TimedSecret> secrets, boolean acceptDeliveries, long revision) {

	/**
	 * Whether a token is the one in this connection's addresses; takes the same time
	 * whatever differs.
	 */
	public boolean hasAddressToken(String token) {
		return MessageDigest.isEqual(this.addressTokenDigest, Digests.sha256(token));
	}

	/** The secrets that are accepted at that time. */
	public List<WebhookSecret> secretsAt(Instant now) {
		return this.secrets.stream().filter((secret) -> secret.validAt(now)).map(TimedSecret::secret).toList();
	}

	@Override
	public String toString() {
		return "KnownConnection[" + this.integrationId + "]";
	}

	/**
	 * A secret and until when it is accepted.
	 *
	 * @param secret the secret
	 * @param validUntil null for ever
	 */
	public record TimedSecret(WebhookSecret secret, @Nullable Instant validUntil) {

		boolean validAt(Instant now) {
			return this.validUntil == null || now.isBefore(this.validUntil);
		}

	}

}
