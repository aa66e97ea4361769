package io.claraconnect.ats.lever;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.claraconnect.ats.api.AtsEvent;
import io.claraconnect.ats.api.AtsEvent.Kind;
import io.claraconnect.ats.api.Decoding;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.api.Verification;
import io.claraconnect.ats.api.WebhookReceiver;
import io.claraconnect.ats.api.WebhookRequest;
import io.claraconnect.ats.api.WebhookSecret;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Lever's deliveries. Lever signs {@code token + triggeredAt}, both of them members of
 * the body, so that the signature says who sent the delivery and nothing about what it
 * announces. Checked 2026-11-21 against the
 * <a href="https://hire.lever.co/developer/documentation#webhooks">documentation</a>.
 */
final class LeverWebhooks implements WebhookReceiver {

	private static final int MAX_BODY = 1 << 20;

	private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

	@Override
	public Verification verify(WebhookRequest request, Collection<WebhookSecret> secrets) {
		List<WebhookSecret> candidates = secrets.stream()
			.filter((secret) -> secret.serves(request.slot()) && !secret.value().isEmpty())
			.toList();
		if (candidates.isEmpty()) {
			return new Verification.Refused("no_secret");
		}
		JsonNode body = read(request.body());
		if (body == null || !body.isObject()) {
			return new Verification.Malformed("body");
		}
		String signature = text(body, "signature");
		String token = text(body, "token");
		JsonNode triggeredAt = body.path("triggeredAt");
		if (signature == null || token == null || !triggeredAt.isIntegralNumber()) {
			return new Verification.Refused("signature_missing");
		}
		byte[] given = signature.getBytes(StandardCharsets.UTF_8);
		byte[] signed = (token + triggeredAt.asString()).getBytes(StandardCharsets.UTF_8);
		for (WebhookSecret secret : candidates) {
			if (MessageDigest.isEqual(expected(secret.value(), signed), given)) {
				return new Verification.Authentic(Verification.Scope.ENVELOPE, secret.id(), deliveryId(body, token));
			}
		}
		return new Verification.Refused("signature_wrong");
	}

	@Override
	public Decoding decode(WebhookRequest request) {
		JsonNode body = read(request.body());
		if (body == null || !body.isObject()) {
			return new Decoding.Malformed("body");
		}
		String event = text(body, "event");
		if (event == null) {
			return new Decoding.Malformed("event");
		}
		JsonNode data = body.path("data");
		if (data.isNull() || (data.isObject() && data.isEmpty())) {
			return new Decoding.Test(name(event));
		}
		if (!data.isObject()) {
			return new Decoding.Malformed("data");
		}
		Kind kind = kind(event, data);
		return (kind != null) ? announced(kind, event, body, data) : new Decoding.Unknown(name(event));
	}

	private static Decoding announced(Kind kind, String event, JsonNode body, JsonNode data) {
		String opportunity = id(data, "opportunityId");
		if (opportunity == null) {
			opportunity = id(data, "candidateId");
		}
		String contact = id(data, "contactId");
		boolean aboutThePerson = kind == Kind.CANDIDATE_UPDATED;
		if ((aboutThePerson ? contact : opportunity) == null) {
			return new Decoding.Malformed("subject");
		}
		return new Decoding.Announced(new AtsEvent(kind, event, aboutThePerson ? null : opportunity, contact, null,
				instant(body.path("triggeredAt")), Map.of()));
	}

	private static @Nullable Kind kind(String event, JsonNode data) {
		return switch (event) {
			case "applicationCreated" -> Kind.APPLICATION_CREATED;
			case "candidateHired" -> Kind.HIRED;
			case "candidateStageChange" -> Kind.STAGE_CHANGED;
			case "candidateArchiveChange" -> archiveChange(data.path("toArchived"));
			case "candidateDeleted" -> Kind.APPLICATION_DELETED;
			case "contactCreated", "contactUpdated" -> Kind.CANDIDATE_UPDATED;
			case "interviewCreated", "interviewUpdated", "interviewDeleted" -> Kind.APPLICATION_UPDATED;
			default -> null;
		};
	}

	/** Archiving may also be the second half of a hire; the read tells. */
	private static Kind archiveChange(JsonNode toArchived) {
		if (toArchived.isObject()) {
			return Kind.REJECTED;
		}
		return toArchived.isNull() ? Kind.UNREJECTED : Kind.APPLICATION_UPDATED;
	}

	private static String deliveryId(JsonNode body, String token) {
		String id = id(body, "id");
		return (id != null) ? id : name(String.valueOf(text(body, "event"))) + ":" + name(token);
	}

	private static byte[] expected(Secret key, byte[] signed) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(key.revealBytes(), "HmacSHA256"));
			return HexFormat.of().formatHex(mac.doFinal(signed)).getBytes(StandardCharsets.UTF_8);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("HmacSHA256 is part of every JDK", ex);
		}
	}

	private static @Nullable JsonNode read(byte[] body) {
		if (body.length > MAX_BODY) {
			return null;
		}
		try {
			return LeverJson.BOUNDED.readTree(body);
		}
		catch (JacksonException _) {
			return null;
		}
	}

	private static @Nullable Instant instant(JsonNode millis) {
		return millis.canConvertToLong() ? Instant.ofEpochMilli(millis.longValue()) : null;
	}

	private static @Nullable String id(JsonNode node, String field) {
		String value = text(node, field);
		return (value != null && ID.matcher(value).matches()) ? value : null;
	}

	private static @Nullable String text(JsonNode node, String field) {
		JsonNode value = node.path(field);
		return (value.isString() && !value.stringValue().isEmpty()) ? value.stringValue() : null;
	}

	private static String name(String text) {
		return text.substring(0, Math.min(64, text.length()));
	}

}
