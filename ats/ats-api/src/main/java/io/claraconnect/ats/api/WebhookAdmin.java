package io.claraconnect.ats.api;

import java.net.URI;
import java.util.Collection;
import java.util.Map;

import reactor.core.publisher.Mono;

/** Creates and removes webhooks through the vendor's API. */
public interface WebhookAdmin {

	/**
	 * Makes the vendor deliver every slot of the descriptor to the given addresses.
	 * Removes older webhooks of the same connection first, so that nothing is delivered
	 * twice; may be repeated.
	 * @param connection the account
	 * @param addresses the address of each slot, by slot name
	 * @return the secret of each slot, by slot name
	 */
	Mono<Map<String, Secret>> register(Connection connection, Map<String, URI> addresses);

	/**
	 * Removes the webhooks that deliver to any address below one of the given ones; may
	 * be repeated.
	 */
	Mono<Void> unregister(Connection connection, Collection<URI> addresses);

}
