package io.claraconnect.ats.teamtailor;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import io.claraconnect.ats.api.AtsEvent;
import io.claraconnect.ats.api.AtsEvent.Kind;
import io.claraconnect.ats.api.Decoding;
import io.claraconnect.ats.api.Verification;
import io.claraconnect.ats.api.WebhookRequest;
import io.claraconnect.ats.api.WebhookSecret;
import io.claraconnect.ats.http.JsonBody;
import io.claraconnect.ats.http.WebhookSignatures;
import org.jspecify.annotations.Nullable;

/**
 * A company webhook: an event name and one record, without the candidate of an
 * application. What version 2 signs is documented as the raw body and was a part of it
 * before 2025-11-10, so the body, the {@code payload} member and the body without its
 * {@code signature} member are tried in this order. Checked 2026-11-21. Pure.
 */
final class TeamtailorCompanyDelivery {

	static final String HEADER = "tt-signature";

	private TeamtailorCompanyDelivery() {
	}

	static Verification verify(WebhookRequest request, String header, List<WebhookSecret> secrets) {
		String text = base64(header);
		if (text == null) {
			return new Verification.Refused("signature_form");
		}
		TeamtailorSignature signature = TeamtailorSignature.parse(text);
		return signature.schemes().containsKey("v2") ? verifyV2(request, signature, secrets)
				: verifyV1(request, text, secrets);
	}

	private static Verification verifyV2(WebhookRequest request, TeamtailorSignature signature,
			List<WebhookSecret> secrets) {
		if (!signature.fresh(request.receivedAt())) {
			return new Verification.Refused("signature_time");
		}
		byte[] time = TeamtailorSignature.utf8(signature.timestamp() + ".");
		for (WebhookSecret secret : secrets) {
			if (signature.matches("v2", secret.value(), time, request.body())) {
				return new Verification.Authentic(Verification.Scope.BODY, secret.id(), digest(time, request));
			}
		}
		for (WebhookSecret secret : secrets) {
			if (matchesPart(signature, secret, time, TeamtailorBody.valueOf(request.body(), "payload"))
					|| matchesPart(signature, secret, time, TeamtailorBody.without(request.body(), "signature"))) {
				return new Verification.Authentic(Verification.Scope.ENVELOPE, secret.id(), digest(time, request));
			}
		}
		return new Verification.Refused("signature_wrong");
	}

	private static boolean matchesPart(TeamtailorSignature signature, WebhookSecret secret, byte[] time,
			byte @Nullable [] part) {
		return part != null && signature.matches("v2", secret.value(), time, part);
	}

	/** Version 1 signs the record's id alone and never ages: only for its own slot. */
	private static Verification verifyV1(WebhookRequest request, String hex, List<WebhookSecret> secrets) {
		List<WebhookSecret> trusting = secrets.stream()
			.filter((secret) -> secret.slot().equals(TeamtailorWebhooks.COMPANY_V1))
			.toList();
		if (trusting.isEmpty()) {
			return new Verification.Refused("signature_version");
		}
		JsonBody body = TeamtailorBody.read(request.body());
		String id = (body != null) ? TeamtailorBody.id(payload(body), "data", "id") : null;
		if (id == null) {
			return new Verification.Malformed("body");
		}
		byte[] given = TeamtailorSignature.utf8(hex);
		for (WebhookSecret secret : trusting) {
			byte[] expected = TeamtailorSignature
				.utf8(TeamtailorSignature.hex(secret.value(), TeamtailorSignature.utf8(id)));
			if (MessageDigest.isEqual(expected, given)) {
				return new Verification.Authentic(Verification.Scope.ENVELOPE, secret.id(),
						digest(new byte[0], request));
			}
		}
		return new Verification.Refused("signature_wrong");
	}

	static Decoding decode(JsonBody body) {
		JsonBody payload = payload(body);
		String event = payload.text("event_name").orElse("");
		if (event.isEmpty()) {
			return new Decoding.Malformed("event");
		}
		JsonBody attributes = payload.at("data", "attributes");
		Kind kind = kind(event, attributes);
		if (kind == null) {
			return new Decoding.Unknown(event.substring(0, Math.min(64, event.length())));
		}
		if (payload.at("data").isObject() && payload.at("data").names().findAny().isEmpty()) {
			return new Decoding.Test(event);
		}
		String id = TeamtailorBody.id(payload, "data", "id");
		if (id == null) {
			return new Decoding.Malformed("subject");
		}
		boolean application = event.startsWith("job_application.");
		boolean candidate = event.startsWith("candidate.");
		String jobId = application ? jobId(attributes) : null;
		return new Decoding.Announced(new AtsEvent(kind, event, application ? id : null, candidate ? id : null,
				(application || candidate) ? jobId : id, time(attributes, "updated-at", "updated_at"), Map.of()));
	}

	private static @Nullable Kind kind(String event, JsonBody attributes) {
		return switch (event) {
			case "job_application.create" -> Kind.APPLICATION_CREATED;
			case "job_application.update" -> applicationUpdate(attributes);
			case "job_application.destroy" -> Kind.APPLICATION_DELETED;
			case "candidate.create", "candidate.update" -> Kind.CANDIDATE_UPDATED;
			case "candidate.destroy" -> Kind.CANDIDATE_DELETED;
			case "job.create", "job.update" -> Kind.JOB_UPDATED;
			case "job.destroy" -> Kind.JOB_DELETED;
			default -> null;
		};
	}

	/** The event does not say what changed: its times tell, and the read decides. */
	private static Kind applicationUpdate(JsonBody attributes) {
		if (time(attributes, "rejected-at", "rejected_at") != null) {
			return Kind.REJECTED;
		}
		Instant moved = time(attributes, "last-moved-at", "last_moved_at");
		Instant updated = time(attributes, "updated-at", "updated_at");
		boolean justMoved = moved != null && updated != null
				&& Duration.between(moved, updated).abs().compareTo(Duration.ofSeconds(2)) <= 0;
		return justMoved ? Kind.STAGE_CHANGED : Kind.APPLICATION_UPDATED;
	}

	/** The event stands bare or inside {@code payload}. */
	private static JsonBody payload(JsonBody body) {
		return body.at("payload").isObject() ? body.at("payload") : body;
	}

	private static @Nullable String jobId(JsonBody attributes) {
		String kebab = TeamtailorBody.id(attributes, "job-id");
		return (kebab != null) ? kebab : TeamtailorBody.id(attributes, "job_id");
	}

	private static @Nullable Instant time(JsonBody attributes, String kebab, String snake) {
		return attributes.time(kebab).or(() -> attributes.time(snake)).orElse(null);
	}

	private static @Nullable String base64(String header) {
		try {
			return new String(Base64.getDecoder().decode(header.strip()), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException _) {
			return null;
		}
	}

	/** Deliveries have no id; the signed time tells two of the same content apart. */
	private static String digest(byte[] time, WebhookRequest request) {
		byte[] all = Arrays.copyOf(time, time.length + request.body().length);
		System.arraycopy(request.body(), 0, all, time.length, request.body().length);
		return WebhookSignatures.sha256(all);
	}

}
