package io.claraconnect.sandbox.lever;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.http.Reply;
import io.claraconnect.sandbox.http.Router;
import io.claraconnect.sandbox.vendor.Workbench;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Webhook;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Webhooks over the API: one event each; the signature token is told once; the same
 * address and event can be registered twice and then gets everything twice.
 */
final class WebhookAdmin {

	private static final String BY_API = "api";

	private final Workbench bench;

	private final Hooks hooks;

	WebhookAdmin(Workbench bench, Hooks hooks) {
		this.bench = bench;
		this.hooks = hooks;
	}

	void register(Router<Endpoint> router) {
		router.on("GET", "/v1/webhooks", new Endpoint("webhooks:read", this::list))
			.on("POST", "/v1/webhooks", new Endpoint("webhooks:write", this::create))
			.on("PUT", "/v1/webhooks", new Endpoint("webhooks:write", this::update))
			.on("PUT", "/v1/webhooks/", new Endpoint("webhooks:write", this::update))
			.on("DELETE", "/v1/webhooks/{id}", new Endpoint("webhooks:write", this::delete));
	}

	/** Neither tokens nor paging. */
	private Reply list(Caller caller) {
		ObjectNode answer = Json.object();
		ArrayNode data = answer.putArray("data");
		caller.account().webhooks().all().forEach((hook) -> data.add(row(hook, null)));
		return Lever.ok(200, answer);
	}

	private Reply create(Caller caller) {
		Account account = caller.account();
		ObjectNode body = caller.body();
		String event = Json.text(body, "event", "");
		if (!Hooks.EVENTS.contains(event)) {
			throw Refused.bad("event is not known");
		}
		boolean unsigned = account.settings().option("unsignedWebhooks", "false").equals("true");
		String token = unsigned ? "" : this.bench.ids().hex(24);
		Instant now = this.bench.now();
		Webhook hook = account.webhooks()
			.put(new Webhook(this.bench.ids().uuid(), event, url(body), token, event, true, null,
					Map.of("madeBy", BY_API, "origins", origins(body.path("configuration"))), now, now));
		verify(account, hook, body);
		return Lever.ok(201, Json.object().set("data", row(hook, unsigned ? null : token)));
	}

	private Reply update(Caller caller) {
		Account account = caller.account();
		JsonNode items = caller.body().path("data");
		if (!items.isArray()) {
			throw Refused.bad("data must be a list of webhooks");
		}
		List<Webhook> changed = new ArrayList<>();
		for (JsonNode item : items) {
			Webhook old = own(account, Json.text(item, "id", ""));
			Webhook hook = new Webhook(old.id(), old.name(), item.has("url") ? url(item) : old.url(), old.secret(),
					old.event(), old.enabled(), old.lastStatus(),
					item.has("configuration") ? Map.of("madeBy", BY_API, "origins", origins(item.path("configuration")))
							: old.attributes(),
					old.createdAt(), this.bench.now());
			changed.add(account.webhooks().put(hook));
			verify(account, hook, item);
		}
		ObjectNode answer = Json.object();
		ArrayNode data = answer.putArray("data");
		changed.forEach((hook) -> data.add(row(hook, null)));
		return Lever.ok(200, answer);
	}

	private Reply delete(Caller caller) {
		caller.account().webhooks().remove(own(caller.account(), caller.variable("id")).id());
		return Reply.empty(204);
	}

	private static Webhook own(Account account, String id) {
		Webhook hook = account.webhooks().find(id).orElseThrow(() -> Refused.notFound("webhooks", id));
		if (!BY_API.equals(hook.attributes().get("madeBy"))) {
			throw Refused.forbidden("Webhooks made in the settings cannot be changed with the API.");
		}
		return hook;
	}

	private void verify(Account account, Webhook hook, JsonNode body) {
		if (body.path("configuration").path("verifyConnection").asBoolean(false)) {
			this.bench.deliveries().send(account, this.hooks.test(account, hook));
		}
	}

	private static String url(JsonNode body) {
		String url = Json.text(body, "url", "");
		if (!url.matches("https?://.+")) {
			throw Refused.bad("url is not valid");
		}
		return url;
	}

	private static String origins(JsonNode configuration) {
		List<String> origins = new ArrayList<>();
		configuration.path("conditions").path("origins").forEach((it) -> origins.add(it.asString()));
		if (!Hooks.ORIGINS.containsAll(origins)) {
			throw Refused.bad("configuration.conditions.origins holds an unknown origin");
		}
		return String.join(" ", origins);
	}

	private static ObjectNode row(Webhook hook, @Nullable String token) {
		ObjectNode row = Json.object().put("id", hook.id()).put("event", hook.event()).put("url", hook.url());
		ObjectNode configuration = row.putObject("configuration");
		List<String> origins = Scopes.split(hook.attributes().getOrDefault("origins", ""));
		configuration.putObject("conditions").set("origins", Json.texts(origins.isEmpty() ? Hooks.ORIGINS : origins));
		if (token != null) {
			configuration.put("signatureToken", token);
		}
		return row.put("createdAt", hook.createdAt().toEpochMilli()).put("updatedAt", hook.updatedAt().toEpochMilli());
	}

}
