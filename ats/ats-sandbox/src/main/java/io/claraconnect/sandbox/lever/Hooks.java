package io.claraconnect.sandbox.lever;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.vendor.Workbench;
import io.claraconnect.sandbox.webhook.Signatures;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Application;
import io.claraconnect.sandbox.world.Change;
import io.claraconnect.sandbox.world.Delivery;
import io.claraconnect.sandbox.world.Doc;
import io.claraconnect.sandbox.world.Webhook;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Webhooks: ids only, the signature inside the body and over nothing but nonce and time,
 * five retries. Nothing is sent for events that are not switched on for the account
 * (option {@code webhookEvents}: all, none, or the names of events).
 */
final class Hooks {

	static final List<String> EVENTS = List.of("applicationCreated", "candidateHired", "candidateStageChange",
			"candidateArchiveChange", "candidateDeleted", "interviewCreated", "interviewUpdated", "interviewDeleted",
			"contactCreated", "contactUpdated");

	static final List<String> ORIGINS = List.of("applied", "sourced", "referred", "university", "agency", "internal");

	private static final Set<String> WITH_ORIGIN = Set.of("applicationCreated", "candidateHired",
			"candidateStageChange", "candidateArchiveChange");

	private static final List<Duration> WAITS = List.of(Duration.ofSeconds(30), Duration.ofMinutes(2),
			Duration.ofMinutes(10), Duration.ofMinutes(30), Duration.ofMinutes(60));

	private static final String ARCHIVE = "archive";

	private final Workbench bench;

	Hooks(Workbench bench) {
		this.bench = bench;
	}

	void changed(Account account, Change change) {
		Application application = change.application();
		if (application == null) {
			return;
		}
		ObjectNode data = Json.object();
		if (change.kind() == Change.Kind.APPLIED) {
			data.put("applicationId", Rows.formId(application));
		}
		data.put("opportunityId", application.id())
			.put("candidateId", application.id())
			.put("contactId", change.candidate().id());
		String origin = Rows.origin(change.candidate());
		switch (change.kind()) {
			case APPLIED -> {
				fire(account, "contactCreated", origin, Json.object().put("contactId", change.candidate().id()));
				if (!Rows.isLead(change.candidate())) {
					fire(account, "applicationCreated", origin, data);
				}
			}
			case MOVED -> fire(account, "candidateStageChange", origin,
					data.put("toStageId", application.stageId()).put("fromStageId", change.fromStageId()));
			case REJECTED -> archived(account, application, origin, data);
			case HIRED -> {
				fire(account, "candidateHired", origin, data.deepCopy());
				archived(account, application, origin, data);
			}
			case UNREJECTED, UNHIRED -> archived(account, application, origin, data);
			case CANDIDATE_DELETED -> fire(account, "candidateDeleted", origin, data);
			case CANDIDATE_UPDATED -> {
			}
		}
	}

	/** Both ends of the change are told, so the former one is kept. */
	private void archived(Account account, Application application, String origin, ObjectNode data) {
		String id = ARCHIVE + application.id();
		JsonNode before = account.docs()
			.find(id)
			.<JsonNode>map(Doc::body)
			.orElseGet(JsonNodeFactory.instance::nullNode);
		JsonNode after = Rows.archived(account, application);
		data.set("fromArchived", before);
		data.set("toArchived", after);
		if (after instanceof ObjectNode body) {
			account.docs().put(new Doc(id, ARCHIVE, body, this.bench.now()));
		}
		else {
			account.docs().remove(id);
		}
		fire(account, "candidateArchiveChange", origin, data);
	}

	void fire(Account account, String event, String origin, ObjectNode data) {
		if (!isSwitchedOn(account, event)) {
			return;
		}
		for (Webhook hook : account.webhooks().all()) {
			List<String> origins = List.of(hook.attributes().getOrDefault("origins", "").split(" ", -1));
			boolean wanted = !WITH_ORIGIN.contains(event) || origins.contains("") || origins.contains(origin);
			if (hook.enabled() && hook.event().equals(event) && wanted) {
				this.bench.deliveries().send(account, delivery(account, hook, data, WAITS));
			}
		}
	}

	private static boolean isSwitchedOn(Account account, String event) {
		String on = account.settings().option("webhookEvents", "all");
		return on.equals("all") || Scopes.split(on).contains(event);
	}

	/** A signed delivery of the hook's event without data, once. */
	Delivery test(Account account, Webhook hook) {
		return delivery(account, hook, Json.object(), List.of());
	}

	private Delivery delivery(Account account, Webhook hook, ObjectNode data, List<Duration> waits) {
		Instant now = this.bench.now();
		String token = this.bench.ids().hex(24);
		ObjectNode body = Json.object();
		if (account.settings().option("webhookBodyId", "true").equals("true")) {
			body.put("id", this.bench.ids().uuid());
		}
		body.put("event", hook.event()).put("triggeredAt", now.toEpochMilli()).set("data", data);
		if (!hook.secret().isEmpty()) {
			body.put("signature", Signatures.hmacSha256Hex(hook.secret(), token + now.toEpochMilli()));
		}
		body.put("token", token);
		Map<String, String> headers = Map.of("Content-Type", "application/json", "User-Agent", "Lever-Webhooks");
		return new Delivery(this.bench.ids().hex(12), hook.id(), hook.event(), hook.url(), headers, body.toString(),
				waits, false, Delivery.State.PENDING, List.of(), now, now);
	}

	/**
	 * The customer adds a webhook in the settings and presses "Verify connection". Lever
	 * makes the signature token; a given one is taken so that tests can know it.
	 */
	Webhook configure(Account account, Optional<Webhook> before, ObjectNode form) {
		String event = Json.text(form, "event", before.map(Webhook::event).orElse(""));
		String url = Json.text(form, "url", before.map(Webhook::url).orElse(""));
		if (!EVENTS.contains(event)) {
			throw new IllegalArgumentException("'event' must be one of " + EVENTS);
		}
		if (!url.matches("https?://.+")) {
			throw new IllegalArgumentException("'url' is missing or not an address");
		}
		String secret = Json.text(form, "secret", before.map(Webhook::secret).orElse(""));
		Map<String, String> attributes = new LinkedHashMap<>(Map.of("madeBy", "settings"));
		before.ifPresent((hook) -> attributes.putAll(hook.attributes()));
		Instant now = this.bench.now();
		Webhook hook = account.webhooks()
			.put(new Webhook(before.map(Webhook::id).orElseGet(this.bench.ids()::uuid),
					Json.text(form, "name", before.map(Webhook::name).orElse(event)), url,
					secret.isEmpty() ? this.bench.ids().hex(24) : secret, event, form.path("enabled").asBoolean(true),
					null, attributes, before.map(Webhook::createdAt).orElse(now), now));
		this.bench.deliveries().attempt(account, test(account, hook));
		return account.webhooks().get(hook.id());
	}

}
