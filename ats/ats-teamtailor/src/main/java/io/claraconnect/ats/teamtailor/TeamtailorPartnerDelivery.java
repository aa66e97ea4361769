package io.claraconnect.ats.teamtailor;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import io.claraconnect.ats.api.AtsEvent;
import io.claraconnect.ats.api.Decoding;
import io.claraconnect.ats.api.Verification;
import io.claraconnect.ats.api.WebhookRequest;
import io.claraconnect.ats.api.WebhookSecret;
import io.claraconnect.ats.http.JsonBody;
import org.jspecify.annotations.Nullable;

/**
 * The call of a marketplace trigger. Signed is {@code t.partner-event.id}; candidate and
 * job in the body are hints. Checked 2026-11-21 against
 * <a href="https://partner.teamtailor.com/#webhooks">the partner pages</a>. Pure.
 */
final class TeamtailorPartnerDelivery {

	static final String HEADER = "teamtailor-signature";

	/** Reply reference: the id of the result card that Teamtailor made for this event. */
	static final String RESULT_ID = "partnerResultId";

	/** Reply reference: the path under which that card is updated, without the host. */
	static final String RESULT_PATH = "partnerResultPath";

	private static final Pattern UUID_LIKE = Pattern.compile("[A-Za-z0-9-]{8,64}");

	private TeamtailorPartnerDelivery() {
	}

	static Verification verify(WebhookRequest request, String header, List<WebhookSecret> secrets) {
		JsonBody body = TeamtailorBody.read(request.body());
		String eventId = (body != null) ? uuid(body.at("partner-event")) : null;
		if (eventId == null) {
			return new Verification.Malformed("partner_event");
		}
		TeamtailorSignature signature = TeamtailorSignature.parse(header);
		if (!signature.schemes().containsKey("v1")) {
			return new Verification.Refused("signature_scheme");
		}
		if (!signature.fresh(request.receivedAt())) {
			return new Verification.Refused("signature_time");
		}
		byte[] signed = TeamtailorSignature.utf8(signature.timestamp() + "." + eventId);
		for (WebhookSecret secret : secrets) {
			if (signature.matches("v1", secret.value(), signed)) {
				return new Verification.Authentic(Verification.Scope.ENVELOPE, secret.id(), eventId);
			}
		}
		return new Verification.Refused("signature_wrong");
	}

	/** The job is missing when a recruiter sends candidates in bulk. */
	static Decoding decode(WebhookRequest request, JsonBody event) {
		String candidateId = TeamtailorBody.id(event, "candidate", "id");
		if (candidateId == null) {
			return new Decoding.Malformed("candidate");
		}
		return new Decoding.Announced(new AtsEvent(AtsEvent.Kind.APPLICATION_CREATED, "partner-event", null,
				candidateId, TeamtailorBody.id(event, "candidate", "job", "id"), sentAt(request),
				replyRefs(event.at("partner-result"))));
	}

	/**
	 * Only ids: the host of the update address comes from the settings, never from here.
	 */
	private static Map<String, String> replyRefs(JsonBody result) {
		String id = uuid(result);
		Map<String, String> refs = new LinkedHashMap<>();
		if (id != null) {
			refs.put(RESULT_ID, id.toLowerCase(Locale.ROOT));
			refs.put(RESULT_PATH, "/partner/v1/partner-results/" + id.toLowerCase(Locale.ROOT));
		}
		return refs;
	}

	private static @Nullable Instant sentAt(WebhookRequest request) {
		return request.single(HEADER)
			.map(TeamtailorSignature::parse)
			.filter((signature) -> signature.fresh(request.receivedAt()))
			.map((signature) -> Instant.ofEpochSecond(Long.parseLong(signature.timestamp())))
			.orElse(null);
	}

	private static @Nullable String uuid(JsonBody holder) {
		return holder.text("id").filter((text) -> UUID_LIKE.matcher(text).matches()).orElse(null);
	}

}
