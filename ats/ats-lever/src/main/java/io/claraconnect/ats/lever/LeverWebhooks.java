package io.claraconnect.ats.lever;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
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
import io.claraconnect.ats.http.WebhookSignatures;
import org.jspecify.annotations.Nullable;

/**
 * Lever's deliveries. Lever signs {@code token + triggeredAt}, both of them members of
 * the body, so that the signature says who sent the delivery and nothing about what it
 * announces. Checked 2026-11-21 against the
 * <a href="https://hire.lever.co/developer/documentation#webhooks">documentation</a>.
 */
final class LeverWebhooks implements WebhookReceiver {

	private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

	@Override
	public Verification verify(WebhookRequest request, Collection<WebhookSecret> secrets) {
		boolean anySecret = secrets.stream()
			.anyMatch((secret) -> secret.serves(request.slot()) && !secret.value().isEmpty());
		if (!anySecret) {
			return new Verification.Refused("no_secret");
		}
		JsonBody body = read(request.body());
		if (body == null || !body.isObject()) {
			return new Verification.Malformed("body");
		}
		String signature = body.text("signature").orElse("");
		String token = body.text("token").orElse("");
		Long triggeredAt = body.number("triggeredAt").orElse(null);
		if (signature.isEmpty() || token.isEmpty() || triggeredAt == null) {
			return new Verification.Refused("signature_missing");
		}
		byte[] signed = (token + triggeredAt).getBytes(StandardCharsets.UTF_8);
		Optional<WebhookSecret> signer = WebhookSignatures.hex(signature)
			.flatMap((given) -> WebhookSignatures.signer(request.slot(), secrets, given,
					(key) -> WebhookSignatures.hmacSha256(key, signed)));
		return signer
			.<Verification>map((secret) -> new Verification.Authentic(Verification.Scope.ENVELOPE, secret.id(),
					deliveryId(body, token)))
			.orElseGet(() -> new Verification.Refused("signature_wrong"));
	}

	@Override
	public Decoding decode(WebhookRequest request) {
		JsonBody body = read(request.body());
		if (body == null || !body.isObject()) {
			return new Decoding.Malformed("body");
		}
		String event = body.text("event").orElse("");
		if (event.isEmpty()) {
			return new Decoding.Malformed("event");
		}
		JsonBody data = body.at("data");
		if (data.isObject() && data.names().findAny().isEmpty()) {
			return new Decoding.Test(name(event));
		}
		if (!data.isObject()) {
			return new Decoding.Malformed("data");
		}
		Kind kind = kind(event, data);
		return (kind != null) ? announced(kind, event, body, data) : new Decoding.Unknown(name(event));
	}

	private static Decoding announced(Kind kind, String event, JsonBody body, JsonBody data) {
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
				body.epochMillis("triggeredAt").orElse(null), Map.of()));
	}

	private static @Nullable Kind kind(String event, JsonBody data) {
		return switch (event) {
			case "applicationCreated" -> Kind.APPLICATION_CREATED;
			case "candidateHired" -> Kind.HIRED;
			case "candidateStageChange" -> Kind.STAGE_CHANGED;
			case "candidateArchiveChange" -> archiveChange(data);
			case "candidateDeleted" -> Kind.APPLICATION_DELETED;
			case "contactCreated", "contactUpdated" -> Kind.CANDIDATE_UPDATED;
			case "interviewCreated", "interviewUpdated", "interviewDeleted" -> Kind.APPLICATION_UPDATED;
			default -> null;
		};
	}

	/** Archiving may also be the second half of a hire; the read tells. */
	private static Kind archiveChange(JsonBody data) {
		if (data.at("toArchived").isObject()) {
			return Kind.REJECTED;
		}
		return data.names().anyMatch("toArchived"::equals) ? Kind.UNREJECTED : Kind.APPLICATION_UPDATED;
	}

	/**
	 * Without an id of the vendor the token, used once, tells deliveries apart. Half of a
	 * signature is nothing to put into an event: its digest is.
	 */
	private static String deliveryId(JsonBody body, String token) {
		String id = id(body, "id");
		String event = body.text("event").orElse("");
		return (id != null) ? id : WebhookSignatures.sha256((event + ":" + token).getBytes(StandardCharsets.UTF_8));
	}

	private static @Nullable JsonBody read(byte[] body) {
		try {
			return Json.webhook(body);
		}
		catch (AtsException _) {
			return null;
		}
	}

	private static @Nullable String id(JsonBody node, String field) {
		return node.text(field).filter((value) -> ID.matcher(value).matches()).orElse(null);
	}

	private static String name(String text) {
		return text.substring(0, Math.min(64, text.length()));
	}

}
