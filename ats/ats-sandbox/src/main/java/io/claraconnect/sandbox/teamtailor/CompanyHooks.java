package io.claraconnect.sandbox.teamtailor;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.vendor.Workbench;
import io.claraconnect.sandbox.webhook.Signatures;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Application;
import io.claraconnect.sandbox.world.Candidate;
import io.claraconnect.sandbox.world.Delivery;
import io.claraconnect.sandbox.world.Job;
import io.claraconnect.sandbox.world.Stage;
import io.claraconnect.sandbox.world.Webhook;
import tools.jackson.databind.node.ObjectNode;

/**
 * Company webhooks: a single attempt each. What exactly is signed and how attributes are
 * spelt is not certain, so account options choose: {@code webhookBody} (raw,
 * payload-member, signature-cut, bare) and {@code webhookAttributes} (kebab, snake).
 */
final class CompanyHooks {

	static final List<String> EVENTS = List.of("candidate.create", "candidate.update", "candidate.destroy",
			"job.create", "job.update", "job.destroy", "job_application.create", "job_application.update",
			"job_application.destroy");

	private final Workbench bench;

	CompanyHooks(Workbench bench) {
		this.bench = bench;
	}

	void candidate(Account account, String event, Candidate it) {
		ObjectNode attributes = Json.object()
			.put("id", Long.valueOf(it.id()))
			.put("first-name", it.firstName())
			.put("last-name", it.lastName())
			.put("email", it.emails().isEmpty() ? null : it.emails().getFirst().toLowerCase(Locale.ROOT))
			.put("phone", it.phones().isEmpty() ? null : it.phones().getFirst())
			.put("pitch", it.attributes().get("pitch"))
			.put("internal", false)
			.put("created-at", Docs.time(it.createdAt()))
			.put("updated-at", Docs.time(it.updatedAt()));
		fire(account, event, it.id(), "candidates", attributes);
	}

	/** Neither the candidate nor the id of the stage is told. */
	void application(Account account, String event, Application it) {
		Job job = account.jobs().get(it.jobId());
		ObjectNode attributes = Json.object()
			.put("id", Long.valueOf(it.id()))
			.put("updated-at", Docs.time(it.updatedAt()))
			.put("job-id", Long.valueOf(it.jobId()))
			.put("job-title", job.title())
			.put("last-moved-at", Docs.time(it.visit().enteredAt()))
			.put("stage-name", job.stage(it.stageId()).map(Stage::name).orElse(""))
			.putNull("referring-site")
			.putNull("referring-url")
			.putNull("referer-id")
			.put("rejected-at", Docs.time(it.rejectedAt()))
			.putNull("promotion-id")
			.put("company-uuid", account.credential("companyUuid"))
			.putNull("transparent-recruiting-visible-at");
		fire(account, event, it.id(), "job_applications", attributes);
	}

	private void fire(Account account, String event, String id, String type, ObjectNode attributes) {
		for (Webhook hook : account.webhooks().all()) {
			boolean wanted = hook.event().equals("*") || Question.split(hook.event()).contains(event);
			if (hook.enabled() && !hook.event().equals(Partner.EVENT) && wanted) {
				ObjectNode data = Json.object().put("id", id).put("type", type);
				if (!event.endsWith(".destroy")) {
					data.set("attributes", spelt(account, attributes));
				}
				ObjectNode payload = Json.object().put("event_name", event);
				payload.set("data", data);
				this.bench.deliveries().send(account, delivery(account, hook, event, id, payload));
			}
		}
	}

	private static ObjectNode spelt(Account account, ObjectNode attributes) {
		if (account.settings().option("webhookAttributes", "kebab").equals("kebab")) {
			return attributes;
		}
		ObjectNode result = Json.object();
		attributes.properties().forEach((it) -> result.set(it.getKey().replace('-', '_'), it.getValue()));
		return result;
	}

	private Delivery delivery(Account account, Webhook hook, String event, String id, ObjectNode payload) {
		Instant now = this.bench.now();
		String form = account.settings().option("webhookBody", "raw");
		String wrapped = Json.object().set("payload", payload).toString();
		String signed = switch (form) {
			case "payload-member", "bare" -> payload.toString();
			default -> wrapped;
		};
		String signature = signature(hook, id, signed, now);
		String body = switch (form) {
			case "raw" -> wrapped;
			case "bare" -> payload.toString();
			default -> wrapped.substring(0, wrapped.length() - 1) + ",\"signature\":\"" + signature + "\"}";
		};
		Map<String, String> headers = Map.of("Content-Type", "application/json", "TT-Signature", signature);
		return new Delivery(this.bench.ids().hex(12), hook.id(), event, hook.url(), headers, body, List.of(), false,
				Delivery.State.PENDING, List.of(), now, now);
	}

	/** Version 1 signs nothing but the id. */
	private static String signature(Webhook hook, String id, String signed, Instant now) {
		String key = hook.secret();
		if (hook.attributes().getOrDefault("signatureVersion", "v2").equals("v1")) {
			return base64(Signatures.hmacSha256Hex(key, id));
		}
		long time = now.getEpochSecond();
		return base64("t=" + time + ",v2=" + Signatures.hmacSha256Hex(key, time + "." + signed));
	}

	private static String base64(String text) {
		return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * An admin saves a webhook: an address and events, one, several with commas or all as
	 * {@code *}. Teamtailor makes the signature key; a given one is taken so that tests
	 * can know it. Nothing is sent.
	 */
	Webhook configure(Account account, Optional<Webhook> before, ObjectNode form) {
		String event = Json.text(form, "event", before.map(Webhook::event).orElse("*"));
		String url = Json.text(form, "url", before.map(Webhook::url).orElse(""));
		if (!event.equals("*") && !EVENTS.containsAll(Question.split(event))) {
			throw new IllegalArgumentException("'event' must be partner, * or some of " + EVENTS);
		}
		if (!url.matches("https?://.+")) {
			throw new IllegalArgumentException("'url' is missing or not an address");
		}
		String secret = Json.text(form, "secret", before.map(Webhook::secret).orElse(""));
		Map<String, String> attributes = new LinkedHashMap<>(Map.of("signatureVersion", "v2"));
		before.ifPresent((hook) -> attributes.putAll(hook.attributes()));
		if (form.hasNonNull("signatureVersion")) {
			attributes.put("signatureVersion", form.path("signatureVersion").asString());
		}
		Instant now = this.bench.now();
		return account.webhooks()
			.put(new Webhook(before.map(Webhook::id).orElseGet(this.bench.ids()::uuid),
					Json.text(form, "name", before.map(Webhook::name).orElse("Company webhook")), url,
					secret.isEmpty() ? this.bench.ids().hex(32) : secret, event, form.path("enabled").asBoolean(true),
					before.map(Webhook::lastStatus).orElse(null), attributes,
					before.map(Webhook::createdAt).orElse(now), now));
	}

}
