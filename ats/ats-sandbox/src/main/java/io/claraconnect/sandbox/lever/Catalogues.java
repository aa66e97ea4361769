package io.claraconnect.sandbox.lever;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.http.Reply;
import io.claraconnect.sandbox.http.Router;
import io.claraconnect.sandbox.vendor.Workbench;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.AppliedTag;
import io.claraconnect.sandbox.world.Candidate;
import io.claraconnect.sandbox.world.User;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Stages, archive reasons, tags, users and contacts. */
final class Catalogues {

	private final Workbench bench;

	private final Pages pages;

	private final Hooks hooks;

	Catalogues(Workbench bench, Pages pages, Hooks hooks) {
		this.bench = bench;
		this.pages = pages;
		this.hooks = hooks;
	}

	void register(Router<Endpoint> router) {
		router.on("GET", "/v1/stages", new Endpoint("stages:read", this::stages))
			.on("GET", "/v1/stages/{id}", new Endpoint("stages:read",
					(caller) -> one(Pipeline.findStage(caller.account(), caller.variable("id"))
						.map((it) -> Rows.stage(caller.account(), caller.variable("id"))), caller, "stages")))
			.on("GET", "/v1/archive_reasons", new Endpoint("archive_reasons:read", this::reasons))
			.on("GET", "/v1/archive_reasons/{id}",
					new Endpoint("archive_reasons:read",
							(caller) -> one(Pipeline.findReason(caller.account(), caller.variable("id")), caller,
									"archive_reasons")))
			.on("GET", "/v1/tags", new Endpoint("tags:read", this::tags))
			.on("GET", "/v1/users", new Endpoint("users:read", this::users))
			.on("GET", "/v1/users/{id}", new Endpoint("users:read", this::user))
			.on("GET", "/v1/contacts/{id}", new Endpoint("contact:read", this::contact))
			.on("PUT", "/v1/contacts/{id}", new Endpoint("contact:write", this::editContact));
	}

	private Reply stages(Caller caller) {
		List<ObjectNode> rows = Pipeline.stages(caller.account())
			.stream()
			.map((it) -> Rows.stage(caller.account(), it.path("id").asString()))
			.toList();
		return inOrder(caller, rows);
	}

	private Reply reasons(Caller caller) {
		Query query = new Query(caller.request());
		return inOrder(caller,
				Pipeline.reasons(caller.account())
					.stream()
					.filter((it) -> query.matches("type", it.path("type").asString()))
					.map(ObjectNode::deepCopy)
					.toList());
	}

	private Reply tags(Caller caller) {
		Map<String, Integer> counts = new TreeMap<>();
		caller.account()
			.appliedTags()
			.listed()
			.stream()
			.map(AppliedTag::name)
			.forEach((it) -> counts.merge(it, 1, Integer::sum));
		List<ObjectNode> rows = new ArrayList<>();
		counts.forEach((text, count) -> rows.add(Json.object().put("text", text).put("count", count)));
		return inOrder(caller, rows);
	}

	/** Deactivated users are left out unless asked for. */
	private Reply users(Caller caller) {
		Query query = new Query(caller.request());
		boolean all = caller.request().query("includeDeactivated").orElse("false").equals("true");
		List<ObjectNode> rows = caller.account()
			.users()
			.all()
			.stream()
			.filter((user) -> (all || user.active()) && query.matches("email", user.email()))
			.map((user) -> Rows.user(caller.account(), user))
			.filter((row) -> query.matches("accessRole", row.path("accessRole").asString())
					&& query.matches("accessRole[]", row.path("accessRole").asString()))
			.toList();
		return inOrder(caller, rows);
	}

	private Reply user(Caller caller) {
		Optional<User> user = caller.account().users().find(caller.variable("id"));
		return one(user.map((it) -> Rows.user(caller.account(), it)), caller, "users");
	}

	private Reply contact(Caller caller) {
		return one(caller.account().candidates().find(caller.variable("id")).map(Rows::contact), caller, "contacts");
	}

	private Reply editContact(Caller caller) {
		Account account = caller.account();
		String id = caller.variable("id");
		Candidate old = account.candidates().find(id).orElseThrow(() -> Refused.notFound("contacts", id));
		if (Rows.isAnonymized(old)) {
			throw Refused.bad("An anonymized contact cannot be updated.");
		}
		ObjectNode body = caller.body();
		String name = Json.text(body, "name", old.name()).strip();
		int space = name.lastIndexOf(' ');
		Map<String, String> attributes = new TreeMap<>(old.attributes());
		for (String text : List.of("headline", "location")) {
			if (body.path(text).isString()) {
				attributes.put(text, body.path(text).asString());
			}
		}
		Candidate edited = new Candidate(id, (space < 0) ? name : name.substring(0, space),
				(space < 0) ? "" : name.substring(space + 1), texts(body.path("emails"), "email", old::emails),
				texts(body.path("phones"), "value", old::phones), attributes, old.createdAt(), this.bench.now());
		account.candidates().put(edited);
		this.hooks.fire(account, "contactUpdated", "applied", Json.object().put("contactId", id));
		this.bench.wrote(account, "contact-update", edited, null);
		return Lever.ok(200, Json.object().set("data", Rows.contact(edited)));
	}

	private static List<String> texts(JsonNode list, String property, Supplier<List<String>> otherwise) {
		if (!list.isArray()) {
			return otherwise.get();
		}
		List<String> result = new ArrayList<>();
		list.forEach((it) -> result.add(it.isObject() ? Json.text(it, property, "") : it.asString()));
		return result;
	}

	private static Reply one(Optional<ObjectNode> row, Caller caller, String collection) {
		return Lever.ok(200,
				Json.object().set("data", row.orElseThrow(() -> Refused.notFound(collection, caller.variable("id")))));
	}

	private Reply inOrder(Caller caller, List<ObjectNode> rows) {
		Map<ObjectNode, Integer> positions = new IdentityHashMap<>();
		rows.forEach((row) -> positions.put(row, positions.size()));
		Function<ObjectNode, Pages.Place> place = (row) -> new Pages.Place(positions.getOrDefault(row, 0), 0,
				Json.text(row, "id", Json.text(row, "text", "")));
		return this.pages.page(caller.request(), rows, place, Function.identity());
	}

}
