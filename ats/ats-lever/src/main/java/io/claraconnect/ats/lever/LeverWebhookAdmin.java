package io.claraconnect.ats.lever;

import java.net.URI;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.AtsException.Category;
import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.api.WebhookAdmin;
import io.claraconnect.ats.api.WebhookSlot;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Webhooks through Lever's API: one per event, each with a signature token that Lever
 * tells once. Lever delivers everything twice that is registered twice. A Super Admin
 * still has to switch each event group on at Lever.
 */
final class LeverWebhookAdmin implements WebhookAdmin {

	private final Function<Connection, LeverClient> clients;

	LeverWebhookAdmin(Function<Connection, LeverClient> clients) {
		this.clients = clients;
	}

	@Override
	public Mono<Map<String, Secret>> register(Connection connection, Map<String, URI> addresses) {
		LeverClient client = this.clients.apply(connection);
		return remove(client, addresses.values())
			.thenMany(Flux.fromIterable(LeverDescriptor.WEBHOOKS)
				.filter((slot) -> addresses.containsKey(slot.name()))
				.concatMap((slot) -> create(client, slot, addresses), 1))
			.collectMap(Map.Entry::getKey, Map.Entry::getValue);
	}

	@Override
	public Mono<Void> unregister(Connection connection, Collection<URI> addresses) {
		return remove(this.clients.apply(connection), addresses);
	}

	private static Mono<Map.Entry<String, Secret>> create(LeverClient client, WebhookSlot slot,
			Map<String, URI> addresses) {
		String url = String.valueOf(addresses.get(slot.name()));
		return client.createWebhook(url, slot.vendorEvent()).flatMap((webhook) -> {
			LeverJson.WebhookConfiguration configuration = webhook.configuration();
			String token = (configuration != null) ? configuration.signatureToken() : null;
			if (token == null || token.isBlank()) {
				return client.deleteWebhook(webhook.id())
					.then(Mono.error(() -> new AtsException(Category.REFUSED, "signature_token_missing")));
			}
			return Mono.just(Map.entry(slot.name(), Secret.of(token)));
		});
	}

	private static Mono<Void> remove(LeverClient client, Collection<URI> addresses) {
		return client.webhooks()
			.filter((webhook) -> webhook.url() != null && delivers(webhook.url(), addresses))
			.collectList()
			.flatMapMany(Flux::fromIterable)
			.concatMap((webhook) -> client.deleteWebhook(webhook.id())
				.onErrorResume(AtsException.class,
						(failure) -> (failure.category() == Category.NOT_FOUND) ? Mono.empty() : Mono.error(failure)),
					1)
			.then();
	}

	/** Whether an address is one of the given ones or below it. */
	static boolean delivers(String url, Collection<URI> addresses) {
		return addresses.stream().map((address) -> address.toString().replaceAll("/+$", "")).anyMatch((address) -> {
			boolean begins = url.startsWith(address);
			return begins && (url.length() == address.length() || "/?".indexOf(url.charAt(address.length())) >= 0);
		});
	}

}
