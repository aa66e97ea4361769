package io.claraconnect.sandbox.greenhouse;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.vendor.Workbench;
import io.claraconnect.sandbox.webhook.Signatures;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Change;
import io.claraconnect.sandbox.world.Delivery;
import io.claraconnect.sandbox.world.Ids;
import io.claraconnect.sandbox.world.Webhook;
import tools.jackson.databind.node.ObjectNode;

/**
 * Recruiting web hooks: one event each, a signed ping on every save that must be answered
 * with 200 or the hook is saved disabled, seven attempts over 15 hours, nothing but 200
 * counts.
 */
final class Hooks {

	static final Map<String, String> LABELS = labels();

	private static final List<Duration> WAITS = List.of(Duration.ofMinutes(1), Duration.ofMinutes(15),
			Duration.ofMinutes(60), Duration.ofMinutes(120), Duration.ofMinutes(240), Duration.ofMinutes(480));

	private final Workbench bench;

	private final Files files;

	private volatile String base = "http://127.0.0.1:7410/greenhouse";

	Hooks(Workbench bench, Files files) {
		this.bench = bench;
		this.files = files;
	}

	private static Map<String, String> labels() {
		Map<String, String> result = new LinkedHashMap<>();
		result.put("new_candidate_application", "Candidate has submitted application");
		result.put("application_updated", "Application Updated");
		result.put("candidate_stage_change", "Candidate has changed stage");
		result.put("reject_candidate", "Candidate or Prospect rejected");
		result.put("unreject_candidate", "Candidate or Prospect Unrejected");
		result.put("hire_candidate", "Candidate has been hired");
		result.put("unhire_candidate", "Candidate has been unhired");
		result.put("update_candidate", "Candidate or Prospect updated");
		result.put("delete_candidate", "Candidate or Prospect deleted");
		return result;
	}

	/** Tells where this Greenhouse is reached, for the file addresses in webhooks. */
	void reachedAt(String base) {
		this.base = base;
	}

	void changed(Account account, Change change) {
		switch (change.kind()) {
			case APPLIED -> fire(account, "new_candidate_application", change);
			case MOVED -> fireUpdated(account, "candidate_stage_change", change);
			case REJECTED -> fireUpdated(account, "reject_candidate", change);
			case UNREJECTED -> fireUpdated(account, "unreject_candidate", change);
			case HIRED -> fireUpdated(account, "hire_candidate", change);
			case UNHIRED -> fireUpdated(account, "unhire_candidate", change);
			case CANDIDATE_UPDATED -> fire(account, "update_candidate", change);
			case CANDIDATE_DELETED -> fire(account, "delete_candidate", change);
		}
	}

	private void fireUpdated(Account account, String event, Change change) {
		fire(account, event, change);
		fire(account, "application_updated", change);
	}

	private void fire(Account account, String event, Change change) {
		for (Webhook hook : account.webhooks().all()) {
			if (hook.enabled() && hook.event().equals(event)) {
				WebhookBodies bodies = new WebhookBodies((file) -> this.files.address(account, file, this.base));
				ObjectNode payload = bodies.payload(account, event, change);
				this.bench.deliveries().send(account, delivery(account, hook, event, payload, WAITS));
			}
		}
	}

	Webhook configure(Account account, Optional<Webhook> before, ObjectNode form) {
		Instant now = this.bench.now();
		String event = Json.text(form, "event", before.map(Webhook::event).orElse(""));
		String url = Json.text(form, "url", before.map(Webhook::url).orElse(""));
		if (!LABELS.containsKey(event)) {
			throw new IllegalArgumentException("'event' must be one of " + LABELS.keySet());
		}
		if (!url.matches("https?://.+")) {
			throw new IllegalArgumentException("'url' is missing or not an address");
		}
		String secret = Json.text(form, "secret", before.map(Webhook::secret).orElse(""));
		if (secret.isEmpty()) {
			throw new IllegalArgumentException("'secret' is missing");
		}
		String label = String.valueOf(LABELS.get(event));
		String id = before.map(Webhook::id).orElseGet(() -> this.bench.ids().next(Ids.Style.SILO_NUMBER));
		Webhook wanted = account.webhooks()
			.put(new Webhook(id, Json.text(form, "name", before.map(Webhook::name).orElse(label)), url, secret, event,
					form.path("enabled").asBoolean(true), null, Map.of(), before.map(Webhook::createdAt).orElse(now),
					now));
		int status = this.bench.deliveries()
			.attempt(account, delivery(account, wanted, "ping", WebhookBodies.ping(wanted, label), List.of()));
		Webhook pinged = account.webhooks().get(id);
		return (status == 200) ? pinged : account.webhooks().put(pinged.enabled(false, now));
	}

	private Delivery delivery(Account account, Webhook hook, String event, ObjectNode payload, List<Duration> waits) {
		ObjectNode root = Json.object().put("action", event).set("payload", payload);
		if (account.settings().option("organizationFields", "false").equals("true")) {
			root.put("organization_id", Math.abs((long) account.id().hashCode()))
				.put("organization_name", account.name());
		}
		String body = Json.rails(root);
		if (account.settings().option("escapeNonAscii", "false").equals("true")) {
			body = ascii(body);
		}
		Map<String, String> headers = Map.of("Content-Type", "application/json", "Greenhouse-Event-ID",
				this.bench.ids().uuid(), "Signature", "sha256 " + Signatures.hmacSha256Hex(hook.secret(), body));
		Instant now = this.bench.now();
		return new Delivery(this.bench.ids().hex(12), hook.id(), event, hook.url(), headers, body, waits, true,
				Delivery.State.PENDING, List.of(), now, now);
	}

	private static String ascii(String text) {
		StringBuilder result = new StringBuilder(text.length());
		for (char c : text.toCharArray()) {
			if (c < 128) {
				result.append(c);
			}
			else {
				result.append(String.format("\\u%04x", (int) c));
			}
		}
		return result.toString();
	}

}
