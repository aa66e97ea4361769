package io.claraconnect.sandbox.control;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.http.Reply;
import io.claraconnect.sandbox.http.Router;
import io.claraconnect.sandbox.vendor.Workbench;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Settings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Opens accounts, shows them and turns their knobs. */
final class AccountControl {

	private final Workbench bench;

	private final ExampleJobs examples;

	AccountControl(Workbench bench) {
		this.bench = bench;
		this.examples = new ExampleJobs(bench);
	}

	void register(Router<Function<Call, Reply>> router) {
		router.on("POST", "/{vendor}/accounts", this::open)
			.on("GET", "/{vendor}/accounts", this::list)
			.on("GET", "/{vendor}/accounts/{account}", (call) -> Reply.json(200, view(call, call.account())))
			.on("PATCH", "/{vendor}/accounts/{account}", this::adjust)
			.on("DELETE", "/{vendor}/accounts/{account}", this::close)
			.on("POST", "/{vendor}/accounts/{account}/actions/{action}", this::act);
	}

	private Reply open(Call call) {
		ObjectNode body = call.body();
		Account account = this.bench.world()
			.open(call.vendor().name(), Json.text(body, "name", "Northwind Example Ltd"));
		account.exclusively(() -> {
			call.vendor().furnish(account);
			account.settings(adjusted(account.settings(), body));
			if (body.path("exampleJobs").asBoolean(true)) {
				this.examples.create(account, call.vendor());
			}
			return account;
		});
		return Reply.json(201, view(call, account));
	}

	private Reply list(Call call) {
		ArrayNode result = Json.array();
		this.bench.world().of(call.vendor().name()).forEach((account) -> result.add(view(call, account)));
		return Reply.json(200, result);
	}

	private Reply adjust(Call call) {
		Account account = call.account();
		account.settings(adjusted(account.settings(), call.body()));
		return Reply.json(200, view(call, account));
	}

	private Reply close(Call call) {
		this.bench.world().close(call.account());
		return Reply.empty(204);
	}

	private Reply act(Call call) {
		Account account = call.account();
		ObjectNode body = call.body();
		String action = call.variable("action");
		return call.vendor()
			.action(account, action, body)
			.orElseThrow(() -> new Refusal(404, call.vendor().name() + " has no action " + action));
	}

	private static Settings adjusted(Settings old, ObjectNode body) {
		Map<String, Long> delays = new LinkedHashMap<>(old.visibilityDelayMs());
		for (Map.Entry<String, JsonNode> entry : body.path("visibilityDelayMs").properties()) {
			delays.put(entry.getKey(), entry.getValue().asLong());
		}
		Map<String, String> options = new LinkedHashMap<>(old.options());
		for (Map.Entry<String, JsonNode> entry : body.path("options").properties()) {
			options.put(entry.getKey(), entry.getValue().asString());
		}
		return new Settings(body.path("rateLimit").asInt(old.rateLimit()),
				Math.max(0.001, body.path("timeWarp").asDouble(old.timeWarp())), delays,
				body.path("duplicateWebhooks").asInt(old.duplicateWebhooks()),
				body.path("shuffleWindowMs").asLong(old.shuffleWindowMs()), options);
	}

	private static ObjectNode view(Call call, Account account) {
		ObjectNode result = Json.object()
			.put("id", account.id())
			.put("vendor", account.vendor())
			.put("name", account.name())
			.put("baseUrl", call.vendorBase());
		result.set("connection", call.vendor().connection(account, call.vendorBase()));
		result.set("users", Json.tree(account.users().all()));
		ArrayNode jobs = result.putArray("jobs");
		account.jobs().all().forEach((job) -> jobs.add(JobControl.view(job)));
		result.set("settings", Json.tree(account.settings()));
		return result;
	}

}
