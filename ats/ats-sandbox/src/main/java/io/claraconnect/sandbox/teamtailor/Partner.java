package io.claraconnect.sandbox.teamtailor;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.vendor.Workbench;
import io.claraconnect.sandbox.webhook.Signatures;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Application;
import io.claraconnect.sandbox.world.Delivery;
import io.claraconnect.sandbox.world.Doc;
import io.claraconnect.sandbox.world.Ids;
import io.claraconnect.sandbox.world.Job;
import io.claraconnect.sandbox.world.Webhook;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The marketplace activation: a trigger fires the first time that an application enters
 * its stage, makes a partner result and tells the partner once, never again.
 */
final class Partner {

	/** The event name under which the partner's base address is saved. */
	static final String EVENT = "partner";

	private static final String DECOY = "0".repeat(64);

	private final Workbench bench;

	private final PartnerResults results;

	Partner(Workbench bench, PartnerResults results) {
		this.bench = bench;
		this.results = results;
	}

	/**
	 * Saves the partner's base address and, unless told not to, puts a trigger on the
	 * first stage of every job that has none.
	 */
	Webhook configure(Account account, Optional<Webhook> before, ObjectNode form) {
		String url = Json.text(form, "url", before.map(Webhook::url).orElse("")).replaceAll("/+$", "");
		if (!url.matches("https?://.+")) {
			throw new IllegalArgumentException("'url' is missing or not an address");
		}
		account.credentials().put("partnerSecret", Json.text(form, "secret", account.credential("partnerSecret")));
		Instant now = this.bench.now();
		if (form.path("triggers").asBoolean(true)) {
			account.jobs().all().forEach((job) -> addTrigger(account, job, job.stages().getFirst().id(), form));
		}
		return account.webhooks()
			.put(new Webhook(before.map(Webhook::id).orElseGet(this.bench.ids()::uuid), "CLARA", url,
					account.credential("partnerSecret"), EVENT, form.path("enabled").asBoolean(true),
					before.map(Webhook::lastStatus).orElse(null), Map.of(), before.map(Webhook::createdAt).orElse(now),
					now));
	}

	/**
	 * A recruiter adds a trigger to a stage; those who are there already are not sent.
	 */
	Doc addTrigger(Account account, Job job, String stageId, ObjectNode form) {
		Optional<Doc> present = Docs.of(account, Docs.TRIGGER)
			.stream()
			.filter((doc) -> doc.body().path("stageId").asString().equals(stageId))
			.findFirst();
		return present.orElseGet(() -> {
			ObjectNode body = Json.object().put("jobId", job.id()).put("stageId", stageId);
			ObjectNode data = form.path("webhookData") instanceof ObjectNode given ? given : Json.object();
			body.set("data", data);
			return Docs.put(account, this.bench.ids().next(Ids.Style.NUMBER), Docs.TRIGGER, body, this.bench.now());
		});
	}

	/** Fires the triggers of the stage that the application has entered. */
	void entered(Account account, Application application) {
		for (Doc trigger : Docs.of(account, Docs.TRIGGER)) {
			String key = "fired" + trigger.id() + "-" + application.id();
			if (trigger.body().path("stageId").asString().equals(application.stageId())
					&& account.docs().find(key).isEmpty()) {
				Docs.put(account, key, Docs.FIRED, Json.object(), this.bench.now());
				fire(account, application, trigger);
			}
		}
	}

	/** Sends an event to the partner; without a trigger it was a recruiter's click. */
	void fire(Account account, Application application, @Nullable Doc trigger) {
		Optional<Webhook> hook = account.webhooks()
			.all()
			.stream()
			.filter((it) -> it.event().equals(EVENT) && it.enabled())
			.findFirst();
		if (hook.isEmpty() || account.settings().option("partnerActive", "true").equals("false")) {
			return;
		}
		Doc result = this.results.sending(account, application);
		ObjectNode body = PartnerBodies.event(account, application, trigger, result.id(), this.bench.ids());
		String eventId = body.path("partner-event").path("id").asString();
		this.bench.deliveries().send(account, delivery(account, hook.get(), eventId, body));
	}

	private Delivery delivery(Account account, Webhook hook, String eventId, ObjectNode body) {
		Instant now = this.bench.now();
		long time = now.getEpochSecond();
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put("Content-Type", "application/json");
		headers.put("Authorization", "Bearer " + account.credential("integrationKey"));
		headers.put("Teamtailor-Signature", "t=" + time + ",v1="
				+ Signatures.hmacSha256Hex(account.credential("partnerSecret"), time + "." + eventId) + ",v0=" + DECOY);
		if (account.settings().option("companyToken", "false").equals("true")) {
			headers.put("teamtailor-api-token", account.credential("apiKey"));
		}
		return new Delivery(this.bench.ids().hex(12), hook.id(), EVENT, hook.url() + "/webhook", headers,
				body.toString(), List.of(), false, Delivery.State.PENDING, List.of(), now, now);
	}

	/**
	 * Takes what the partner answered: attributes of the result, or the text of an error.
	 */
	void answered(Account account, Delivery delivery, int status, String answer) {
		String result = read(delivery.body()).path("partner-event").path("partner-result").path("id").asString("");
		if (status >= 200 && status < 300) {
			JsonNode attributes = read(answer).path("partner_result_attributes");
			if (attributes.isObject()) {
				this.results.answered(account, result, attributes);
			}
		}
		else {
			this.results.failed(account, result, (status == 0) ? "No answer" : answer);
		}
	}

	private static JsonNode read(String text) {
		try {
			return text.isBlank() ? Json.object() : Json.MAPPER.readTree(text);
		}
		catch (JacksonException ex) {
			return Json.object();
		}
	}

}
