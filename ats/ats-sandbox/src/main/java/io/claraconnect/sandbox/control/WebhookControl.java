package io.claraconnect.sandbox.control;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.http.Reply;
import io.claraconnect.sandbox.http.Router;
import io.claraconnect.sandbox.vendor.Workbench;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Delivery;
import io.claraconnect.sandbox.world.Webhook;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Plays the customer who configures webhooks and looks at their history. */
final class WebhookControl {

	private static final String WEBHOOKS = "/{vendor}/accounts/{account}/webhooks";

	private static final String DELIVERIES = "/{vendor}/accounts/{account}/deliveries";

	private final Workbench bench;

	WebhookControl(Workbench bench) {
		this.bench = bench;
	}

	void register(Router<Function<Call, Reply>> router) {
		router.on("POST", WEBHOOKS, (call) -> save(call, 201, Optional.empty()))
			.on("GET", WEBHOOKS, this::list)
			.on("GET", WEBHOOKS + "/{webhook}", (call) -> Reply.json(200, view(call.account(), webhook(call))))
			.on("PATCH", WEBHOOKS + "/{webhook}", (call) -> save(call, 200, Optional.of(webhook(call))))
			.on("DELETE", WEBHOOKS + "/{webhook}", this::remove)
			.on("GET", DELIVERIES, this::deliveries)
			.on("POST", DELIVERIES + "/{delivery}/redeliver", this::redeliver);
	}

	private Reply save(Call call, int status, Optional<Webhook> before) {
		Webhook saved = call.vendor().configure(call.account(), before, call.body());
		return Reply.json(status, view(call.account(), saved));
	}

	private Reply list(Call call) {
		Account account = call.account();
		ArrayNode result = Json.array();
		account.webhooks().all().forEach((hook) -> result.add(view(account, hook)));
		return Reply.json(200, result);
	}

	private Reply remove(Call call) {
		call.account().webhooks().remove(webhook(call).id());
		return Reply.empty(204);
	}

	private Reply deliveries(Call call) {
		ArrayNode result = Json.array();
		call.account()
			.deliveries()
			.all()
			.forEach((delivery) -> result.add(view(delivery).put("body", delivery.body())));
		return Reply.json(200, result);
	}

	private Reply redeliver(Call call) {
		Account account = call.account();
		Instant now = this.bench.now();
		Delivery copy = account.deliveries().get(call.variable("delivery")).copy(this.bench.ids().hex(12), now);
		account.deliveries().put(copy);
		this.bench.deliveries().wake();
		return Reply.json(202, view(copy));
	}

	private static Webhook webhook(Call call) {
		return call.account().webhooks().get(call.variable("webhook"));
	}

	private static ObjectNode view(Account account, Webhook hook) {
		ObjectNode result = Json.object()
			.put("id", hook.id())
			.put("name", hook.name())
			.put("url", hook.url())
			.put("event", hook.event())
			.put("secret", hook.secret())
			.put("enabled", hook.enabled())
			.put("lastStatus", hook.lastStatus());
		result.set("attributes", Json.tree(hook.attributes()));
		ArrayNode deliveries = result.putArray("deliveries");
		account.deliveries()
			.all()
			.stream()
			.filter((delivery) -> delivery.webhookId().equals(hook.id()))
			.forEach((delivery) -> deliveries.add(view(delivery)));
		return result;
	}

	private static ObjectNode view(Delivery delivery) {
		ObjectNode result = Json.object()
			.put("id", delivery.id())
			.put("webhookId", delivery.webhookId())
			.put("event", delivery.event())
			.put("state", delivery.state().name().toLowerCase(Locale.ROOT))
			.put("createdAt", delivery.createdAt().toString())
			.put("dueAt", (delivery.dueAt() != null) ? delivery.dueAt().toString() : null);
		result.set("attempts", Json.tree(delivery.attempts()));
		return result;
	}

}
