package io.claraconnect.ats.api;

import java.util.Collection;
import java.util.Optional;

/**
 * Verifies and reads deliveries. Pure: makes no call, keeps no state, safe for use by
 * many threads.
 */
public interface WebhookReceiver {

	/**
	 * Says whether the delivery is authentic. Where the vendor signs the body this
	 * happens over the raw bytes, in constant time and before any parsing; where it signs
	 * only a token inside the body, only as much is parsed as that needs.
	 * @param request the delivery
	 * @param secrets the connection's secrets; with none that serves the slot every
	 * delivery is refused
	 */
	Verification verify(WebhookRequest request, Collection<WebhookSecret> secrets);

	/**
	 * Reads a delivery that was found authentic.
	 * @return what it announces; unknown events and broken bodies are results, not errors
	 */
	Decoding decode(WebhookRequest request);

	/**
	 * The token in the request that names the connection, where the vendor sends all its
	 * customers' deliveries to one URL of the platform.
	 * @return empty when this vendor does not work like that or the request has none
	 */
	default Optional<Secret> connectionToken(WebhookRequest request) {
		return Optional.empty();
	}

}
