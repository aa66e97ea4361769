package io.claraconnect.ats.greenhouse;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.claraconnect.ats.api.Decoding;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.api.Verification;
import io.claraconnect.ats.api.Verification.Authentic;
import io.claraconnect.ats.api.WebhookRequest;
import io.claraconnect.ats.api.WebhookSecret;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GreenhouseWebhooksTest {

	private static final WebhookSecret SECRET = new WebhookSecret("", "s",
			Secret.of("a-secret-for-the-vector-0123456789"));

	private static final String BODY = """
			{"action":"ping","payload":{"web_hook_id":77,"name":"CLARA \\u003chired\\u003e","event":"Candidate has been hired","active":true}}
			""";

	private static final String SIGNATURE = "2421d241134f212ae07e472b9b1ffd7c09e32f72c7713866e12a15bb60e293c7";

	private final GreenhouseWebhooks webhooks = new GreenhouseWebhooks();

	@Test
	@DisplayName("A signature worked out elsewhere is accepted over the bytes as sent, line feed and escapes included")
	void acceptsTheVector() {
		assertThat(verify(BODY, "sha256 " + SIGNATURE, "e-1")).isInstanceOf(Authentic.class);
		assertThat(verify(BODY.strip(), "sha256 " + SIGNATURE, "e-1")).isInstanceOf(Verification.Refused.class);
		assertThat(verify(BODY.replace("\\u003c", "<"), "sha256 " + SIGNATURE, "e-1"))
			.isInstanceOf(Verification.Refused.class);
	}

	@Test
	void acceptsNoOtherSpellingOfTheSignature() {
		for (String value : List.of(SIGNATURE, "sha256=" + SIGNATURE, "sha256  " + SIGNATURE, "SHA256 " + SIGNATURE,
				"sha1 " + SIGNATURE, "sha256 " + SIGNATURE.toUpperCase(Locale.ROOT), "sha256 " + SIGNATURE + " ",
				"sha256 " + SIGNATURE + ",sha256 " + SIGNATURE, "sha256 ", "sha256 null")) {
			assertThat(verify(BODY, value, "e-1")).as(value).isInstanceOf(Verification.Refused.class);
		}
	}

	@Test
	void refusesEveryFlippedBitOfTheSignature() {
		for (int digit = 0; digit < SIGNATURE.length(); digit++) {
			for (int bit = 1; bit < 16; bit <<= 1) {
				int changed = Character.digit(SIGNATURE.charAt(digit), 16) ^ bit;
				String value = SIGNATURE.substring(0, digit) + Character.forDigit(changed, 16)
						+ SIGNATURE.substring(digit + 1);
				assertThat(verify(BODY, "sha256 " + value, "e-1")).isInstanceOf(Verification.Refused.class);
			}
		}
	}

	@Test
	void namesADeliveryByEventIdAndBody() {
		String first = deliveryId("e-1");
		assertThat(deliveryId("e-1")).isEqualTo(first);
		assertThat(deliveryId("e-2")).isNotEqualTo(first);
		assertThat(deliveryId("")).matches("[0-9a-f]{64}");
		assertThat(deliveryId("not an id\n")).isEqualTo(deliveryId(""));
	}

	@Test
	void readsTheTimeOfTheChangeAndWhereAMergedPersonWent() {
		String body = Fixture.text("application-webhook.json")
			.replace("ACTION", "candidate_stage_change")
			.replace("REJECTED", "null");
		assertThat(webhooks.decode(request(body, "", ""))).isInstanceOfSatisfying(Decoding.Announced.class,
				(announced) -> assertThat(announced.event().occurredAt())
					.isEqualTo(Instant.parse("2026-11-20T10:11:12Z")));
		String merge = "{\"action\":\"merge_candidate\",\"payload\":{\"person\":{\"id\":2,\"new_candidate_id\":5}}}";
		assertThat(webhooks.decode(request(merge, "", ""))).isInstanceOfSatisfying(Decoding.Announced.class,
				(announced) -> assertThat(announced.event().replyRefs()).containsEntry("mergedInto", "5"));
	}

	@Test
	void namesNoJobWhenAProspectHasSeveral() {
		String body = "{\"action\":\"new_prospect_application\",\"payload\":{\"application\":{\"id\":1,"
				+ "\"candidate\":{\"id\":2},\"current_stage\":null,\"jobs\":[{\"id\":3},{\"id\":4}]}}}";
		assertThat(webhooks.decode(request(body, "", ""))).isInstanceOfSatisfying(Decoding.Announced.class,
				(announced) -> assertThat(announced.event().jobId()).isNull());
	}

	@Test
	void callsAKnownEventWithoutItsSubjectMalformed() {
		for (String body : List.of("{\"action\":\"hire_candidate\",\"payload\":{\"application\":[]}}",
				"{\"action\":\"hire_candidate\"}", "{\"action\":\"update_candidate\",\"payload\":7}",
				"{\"action\":\"job_deleted\",\"payload\":{\"job\":{\"id\":\"x\"}}}", "{\"payload\":{}}")) {
			assertThat(this.webhooks.decode(request(body, "", ""))).as(body).isInstanceOf(Decoding.Malformed.class);
		}
	}

	@Test
	void cutsTheNameOfAnUnknownEvent() {
		assertThat(this.webhooks.decode(request("{\"action\":\"" + "é\\n".repeat(100) + "\"}", "", "")))
			.isInstanceOfSatisfying(Decoding.Unknown.class,
					(unknown) -> assertThat(unknown.vendorEvent()).hasSize(64).matches("[ -~]+"));
	}

	private Verification verify(String body, String signature, String eventId) {
		return this.webhooks.verify(request(body, signature, eventId), List.of(SECRET));
	}

	private String deliveryId(String eventId) {
		return ((Authentic) verify(BODY, "sha256 " + SIGNATURE, eventId)).deliveryId();
	}

	private static WebhookRequest request(String body, String signature, String eventId) {
		Map<String, List<String>> headers = new HashMap<>();
		headers.put("signature", List.of(signature));
		headers.put("greenhouse-event-id", List.of(eventId));
		return new WebhookRequest("", headers, body.getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
	}

}
