package io.claraconnect.ats.api;

import java.util.Optional;

import reactor.core.publisher.Mono;

/**
 * Everything the platform knows of one kind of ATS. One instance serves every connection
 * and every thread; it holds no state of a connection but caches that may be lost.
 */
public interface Connector {

	/** The stable id of this kind of ATS. */
	AtsId id();

	/** What it needs, offers and promises. */
	ConnectorDescriptor descriptor();

	/** How its webhooks are verified and read. Makes no call. */
	WebhookReceiver webhooks();

	/** Reads of one account. */
	AtsReader reader(Connection connection);

	/** Writes to one account. */
	AtsWriter writer(Connection connection);

	/**
	 * Tries the connection without changing anything at the vendor.
	 * @return what works and what lacks; an unreachable vendor or bad credentials are
	 * failed items, not errors
	 */
	Mono<CheckReport> check(Connection connection);

	/**
	 * How webhooks are created through the vendor's API, where
	 * {@link Capability#WEBHOOK_REGISTRATION} is declared.
	 */
	default Optional<WebhookAdmin> webhookAdmin() {
		return Optional.empty();
	}

	/**
	 * How an account is authorised on the vendor's consent page, where
	 * {@link Capability#CONSENT_PAGE} is declared.
	 */
	default Optional<Consent> consent() {
		return Optional.empty();
	}

	/** How the vendor's small synchronous calls are answered, where it makes any. */
	default Optional<VendorCalls> vendorCalls() {
		return Optional.empty();
	}

}
