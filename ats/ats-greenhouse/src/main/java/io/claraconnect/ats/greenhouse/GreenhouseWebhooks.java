package io.claraconnect.ats.greenhouse;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import io.claraconnect.ats.api.AtsEvent;
import io.claraconnect.ats.api.AtsEvent.Kind;
import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.Decoding;
import io.claraconnect.ats.api.Verification;
import io.claraconnect.ats.api.WebhookReceiver;
import io.claraconnect.ats.api.WebhookRequest;
import io.claraconnect.ats.api.WebhookSecret;
import io.claraconnect.ats.http.Json;
import io.claraconnect.ats.http.JsonBody;
import io.claraconnect.ats.http.JsonPaths;
import io.claraconnect.ats.http.WebhookSignatures;

/**
 * Recruiting webhooks: {@code Signature: sha256 <hex>} is the HMAC-SHA256 of the raw body
 * (<a href="https://developers.greenhouse.io/webhooks.html">vendor page</a>, checked
 * 2026-11-21). Nothing with a time in it is signed, so a replay is only recognised by its
 * delivery id.
 */
final class GreenhouseWebhooks implements WebhookReceiver {

	private static final String ALGORITHM = "sha256 ";

	private static final Pattern EVENT_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

	private static final int MOST_OF_A_NAME = 64;

	private static final JsonPaths READ = JsonPaths.of("action", "payload.event", "payload.application.id",
			"payload.application.candidate.id", "payload.application.candidate_id", "payload.application.jobs.id",
			"payload.application.job_id", "payload.application.last_activity_at", "payload.application.rejected_at",
			"payload.candidate.id", "payload.candidate_id", "payload.person.id", "payload.person.new_candidate_id",
			"payload.job.id", "payload.job_id", "payload.job_post.job_id", "payload.job_interview_stage.job_id",
			"payload.updated_at");

	private static final Map<String, Kind> APPLICATION = Map.ofEntries(
			Map.entry("new_candidate_application", Kind.APPLICATION_CREATED),
			Map.entry("new_prospect_application", Kind.APPLICATION_CREATED),
			Map.entry("application_updated", Kind.APPLICATION_UPDATED),
			Map.entry("candidate_stage_change", Kind.STAGE_CHANGED), Map.entry("reject_candidate", Kind.REJECTED),
			Map.entry("unreject_candidate", Kind.UNREJECTED), Map.entry("hire_candidate", Kind.HIRED),
			Map.entry("unhire_candidate", Kind.UNHIRED), Map.entry("delete_application", Kind.APPLICATION_DELETED));

	private static final Map<String, Kind> CANDIDATE = Map.of("update_candidate", Kind.CANDIDATE_UPDATED,
			"delete_candidate", Kind.CANDIDATE_DELETED, "merge_candidate", Kind.CANDIDATE_MERGED,
			"candidate_anonymized", Kind.CANDIDATE_ANONYMIZED);

	private static final Map<String, Kind> JOB = Map.of("job_created", Kind.JOB_UPDATED, "job_updated",
			Kind.JOB_UPDATED, "job_approved", Kind.JOB_UPDATED, "job_deleted", Kind.JOB_DELETED, "job_post_created",
			Kind.JOB_UPDATED, "job_post_updated", Kind.JOB_UPDATED, "job_post_deleted", Kind.JOB_UPDATED,
			"job_interview_stage_deleted", Kind.JOB_UPDATED);

	@Override
	public Verification verify(WebhookRequest request, Collection<WebhookSecret> secrets) {
		Optional<byte[]> given = request.single("signature")
			.filter((value) -> value.startsWith(ALGORITHM))
			.flatMap((value) -> WebhookSignatures.hex(value.substring(ALGORITHM.length())));
		if (given.isEmpty()) {
			return new Verification.Refused("signature_missing");
		}
		return WebhookSignatures
			.signer(request.slot(), secrets, given.get(),
					(secret) -> WebhookSignatures.hmacSha256(secret, request.body()))
			.<Verification>map((secret) -> new Verification.Authentic(Verification.Scope.BODY, secret.id(),
					deliveryId(request, given.get())))
			.orElseGet(() -> new Verification.Refused("signature_wrong"));
	}

	/**
	 * The event id and a digest of the signature, which tells bodies apart as a digest of
	 * the body would, without being one that a guess of the body could be held against.
	 * The vendor does not say whether a retry repeats the id. If it does, retries are
	 * recognised here. If it does not, a retry counts as new and costs one more read,
	 * which finds nothing changed. The body alone would not do: candidates and jobs carry
	 * no time of change, so going from A to B and back makes two different events of
	 * equal bytes, and the second would be lost.
	 */
	private static String deliveryId(WebhookRequest request, byte[] signature) {
		String digest = WebhookSignatures.sha256(signature);
		return request.single("greenhouse-event-id")
			.filter((id) -> EVENT_ID.matcher(id).matches())
			.map((id) -> id + "." + digest)
			.orElse(digest);
	}

	@Override
	public Decoding decode(WebhookRequest request) {
		JsonBody body;
		try {
			body = Json.webhook(request.body(), READ);
		}
		catch (AtsException ex) {
			return new Decoding.Malformed(ex.code());
		}
		Optional<String> action = body.text("action");
		return action.map((name) -> decode(name, body.at("payload")))
			.orElseGet(() -> new Decoding.Malformed("action_missing"));
	}

	private static Decoding decode(String action, JsonBody payload) {
		if (action.equals("ping")) {
			return new Decoding.Test(shortened(payload.text("event").orElse(action)));
		}
		if (APPLICATION.containsKey(action)) {
			return ofApplication(APPLICATION.get(action), action, payload.at("application"));
		}
		if (CANDIDATE.containsKey(action)) {
			return ofCandidate(CANDIDATE.get(action), action, payload);
		}
		if (JOB.containsKey(action)) {
			return ofJob(JOB.get(action), action, payload);
		}
		return new Decoding.Unknown(shortened(action));
	}

	/** A hire carries no state and no stage, and a deletion flat ids. */
	private static Decoding ofApplication(Kind kind, String action, JsonBody application) {
		Optional<String> id = id(application, "id");
		if (id.isEmpty()) {
			return new Decoding.Malformed("application_missing");
		}
		Optional<String> candidate = id(application, "candidate", "id").or(() -> id(application, "candidate_id"));
		List<JsonBody> jobs = application.list("jobs");
		Optional<String> job = id(application, "job_id")
			.or(() -> (jobs.size() == 1) ? id(jobs.get(0), "id") : Optional.empty());
		Optional<Instant> at = application.time("last_activity_at")
			.or(() -> (kind == Kind.REJECTED) ? application.time("rejected_at") : Optional.empty());
		return new Decoding.Announced(new AtsEvent(kind, action, id.get(), candidate.orElse(null), job.orElse(null),
				at.orElse(null), Map.of()));
	}

	private static Decoding ofCandidate(Kind kind, String action, JsonBody payload) {
		Optional<String> id = id(payload, "candidate", "id").or(() -> id(payload, "person", "id"))
			.or(() -> id(payload, "candidate_id"));
		if (id.isEmpty()) {
			return new Decoding.Malformed("candidate_missing");
		}
		Map<String, String> refs = id(payload, "person", "new_candidate_id").map((into) -> Map.of("mergedInto", into))
			.orElse(Map.of());
		return new Decoding.Announced(new AtsEvent(kind, action, null, id.get(), null, null, refs));
	}

	/** A post of prospects belongs to no job and concerns nobody. */
	private static Decoding ofJob(Kind kind, String action, JsonBody payload) {
		boolean isPost = action.startsWith("job_post_");
		Optional<String> id = id(payload, "job", "id").or(() -> id(payload, "job_id"))
			.or(() -> id(payload, "job_post", "job_id"))
			.or(() -> id(payload, "job_interview_stage", "job_id"));
		if (id.isEmpty()) {
			return isPost ? new Decoding.Unknown(action) : new Decoding.Malformed("job_missing");
		}
		return new Decoding.Announced(
				new AtsEvent(kind, action, null, null, id.get(), payload.time("updated_at").orElse(null), Map.of()));
	}

	private static Optional<String> id(JsonBody body, String... names) {
		return body.number(names).map((id) -> Long.toString(id));
	}

	private static String shortened(String name) {
		byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
		String plain = new String(ascii, StandardCharsets.US_ASCII).replaceAll("[^ -~]", "?");
		return (plain.length() > MOST_OF_A_NAME) ? plain.substring(0, MOST_OF_A_NAME) : plain;
	}

}
