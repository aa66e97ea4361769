package io.claraconnect.ats.lever;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.claraconnect.ats.api.AtsEvent;
import io.claraconnect.ats.api.AtsEvent.Kind;
import io.claraconnect.ats.api.Decoding;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.api.Verification;
import io.claraconnect.ats.api.WebhookRequest;
import io.claraconnect.ats.api.WebhookSecret;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LeverWebhooksTest {

	private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

	private static final String KEY = "0123456789abcdef0123456789abcdef0123456789abcdef";

	private static final String SIGNED = """
			"token":"be58f711f349c7780e4579cd7c63341ac6f881e4dccc3154","triggeredAt":1431454330072,\
			"signature":"65f4216d1725a5c4cadf3eb52db61cf370ffc1fd2e1b4ee6e2dc40d32ffb1d7d\"""";

	private final LeverWebhooks webhooks = new LeverWebhooks();

	@Test
	@DisplayName("A delivery without an id is named by a digest of its token: the token itself is half of a signature")
	void acceptsWhatIsSignedWithTheTokenOfTheSlot() {
		assertThat(verify(delivery("applicationCreated", "{}"), secret("application-created", KEY)))
			.isEqualTo(new Verification.Authentic(Verification.Scope.ENVELOPE, "s1",
					"dbd1d2a90001b5c7a9da72f5dcb28961534be757e6b6a6ae6a32aa2d7d9a2cf8"));
	}

	@Test
	void namesTheDeliveryByItsOwnIdWhereItHasOne() {
		String body = "{\"id\":\"d-17\",\"event\":\"candidateHired\"," + SIGNED + ",\"data\":{}}";
		assertThat(verify(body, secret("", KEY)))
			.isEqualTo(new Verification.Authentic(Verification.Scope.ENVELOPE, "s1", "d-17"));
	}

	@Test
	@DisplayName("A rerun of an old delivery is authentic: the body is only a hint to read")
	void acceptsOldDeliveries() {
		assertThat(verify(delivery("candidateHired", "{}"), secret("", KEY)))
			.isInstanceOf(Verification.Authentic.class);
	}

	@Test
	void triesEverySecretThatServesTheSlot() {
		WebhookRequest request = request(delivery("candidateHired", "{}"));
		List<WebhookSecret> secrets = List.of(new WebhookSecret("", "old", Secret.of("f".repeat(48))),
				new WebhookSecret("application-created", "new", Secret.of(KEY)));
		assertThat(this.webhooks.verify(request, secrets)).isInstanceOfSatisfying(Verification.Authentic.class,
				(authentic) -> assertThat(authentic.secretId()).isEqualTo("new"));
	}

	@Test
	void refusesTheTokenOfAnotherSlot() {
		assertThat(verify(delivery("candidateHired", "{}"), secret("candidate-hired", KEY)))
			.isEqualTo(new Verification.Refused("no_secret"));
	}

	@Test
	void refusesAnEmptySecret() {
		assertThat(verify(delivery("candidateHired", "{}"), secret("", "")))
			.isEqualTo(new Verification.Refused("no_secret"));
	}

	@Test
	void refusesTheWrongSecret() {
		assertThat(verify(delivery("candidateHired", "{}"), secret("", "f".repeat(48))))
			.isEqualTo(new Verification.Refused("signature_wrong"));
	}

	@Test
	void refusesEveryFlippedDigitOfTheSignature() {
		String good = "65f4216d1725a5c4cadf3eb52db61cf370ffc1fd2e1b4ee6e2dc40d32ffb1d7d";
		for (int i = 0; i < good.length(); i++) {
			char other = (good.charAt(i) == '0') ? '1' : '0';
			String bad = good.substring(0, i) + other + good.substring(i + 1);
			assertThat(verify(delivery("candidateHired", "{}").replace(good, bad), secret("", KEY)))
				.isEqualTo(new Verification.Refused("signature_wrong"));
		}
		assertThat(verify(delivery("candidateHired", "{}").replace(good, good.toUpperCase(java.util.Locale.ROOT)),
				secret("", KEY)))
			.isEqualTo(new Verification.Refused("signature_wrong"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"event\":\"candidateHired\",\"data\":{}}",
			"{\"event\":\"candidateHired\",\"token\":\"x\",\"triggeredAt\":1}",
			"{\"event\":\"candidateHired\",\"token\":\"x\",\"triggeredAt\":\"1\",\"signature\":\"y\"}" })
	void refusesUnsignedDeliveries(String body) {
		assertThat(verify(body, secret("", KEY))).isEqualTo(new Verification.Refused("signature_missing"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "no json", "{\"token\":\"a\",\"token\":\"b\"}", "{\"a\":1} {\"b\":2}" })
	void findsWhatItCannotReadMalformed(String body) {
		assertThat(verify(body, secret("", KEY))).isEqualTo(new Verification.Malformed("body"));
		assertThat(decode(body)).isEqualTo(new Decoding.Malformed("body"));
	}

	@Test
	@DisplayName("65 levels and more than 1 MiB are malformed at once")
	void boundsTheParse() {
		String deep = "{\"data\":" + "[".repeat(64) + "]".repeat(64) + "," + SIGNED + "}";
		String large = "{\"data\":\"" + "x".repeat(1 << 20) + "\"," + SIGNED + "}";
		assertThat(verify(deep, secret("", KEY))).isEqualTo(new Verification.Malformed("body"));
		assertThat(verify(large, secret("", KEY))).isEqualTo(new Verification.Malformed("body"));
	}

	@ParameterizedTest
	@CsvSource({ "applicationCreated,APPLICATION_CREATED", "candidateHired,HIRED", "candidateStageChange,STAGE_CHANGED",
			"candidateDeleted,APPLICATION_DELETED", "interviewCreated,APPLICATION_UPDATED" })
	void readsTheOpportunityOfAnEvent(String event, Kind kind) {
		String body = delivery(event,
				"{\"opportunityId\":\"opp-1\",\"candidateId\":\"opp-9\",\"contactId\":\"con-1\"}");
		assertThat(decode(body)).isEqualTo(new Decoding.Announced(
				new AtsEvent(kind, event, "opp-1", "con-1", null, Instant.ofEpochMilli(1431454330072L), Map.of())));
	}

	@Test
	void fallsBackToTheDeprecatedId() {
		assertThat(announced(delivery("candidateHired", "{\"candidateId\":\"opp-9\"}")).applicationId())
			.isEqualTo("opp-9");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', value = { "{\"reason\":\"r1\",\"archivedAt\":1};REJECTED", "null;UNREJECTED" })
	void tellsArchivingFromUnarchiving(String toArchived, Kind kind) {
		String data = "{\"opportunityId\":\"opp-1\",\"fromArchived\":null,\"toArchived\":" + toArchived + "}";
		assertThat(announced(delivery("candidateArchiveChange", data)).kind()).isEqualTo(kind);
	}

	@Test
	void readsTheContactOfAContactEvent() {
		AtsEvent event = announced(new String(Fixtures.bytes("webhooks/contactUpdated.json"), StandardCharsets.UTF_8));
		assertThat(event.kind()).isEqualTo(Kind.CANDIDATE_UPDATED);
		assertThat(event.candidateId()).isEqualTo("3f0a6f0c-7a54-4a39-9d6b-6a1b5f3c2d10");
		assertThat(event.applicationId()).isNull();
	}

	@Test
	@Tag("4.20")
	@DisplayName("4.20 Verify connection: a signed sample with empty data is a test, not an error")
	void readsTheTestDelivery() {
		assertThat(decode(Fixtures.text("webhooks/test_candidateHired.json")))
			.isEqualTo(new Decoding.Test("candidateHired"));
	}

	@Test
	void leavesUnknownEventsAlone() {
		assertThat(decode(delivery("x".repeat(100), "{\"opportunityId\":\"o\"}")))
			.isEqualTo(new Decoding.Unknown("x".repeat(64)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"interviewId\":\"i\"}", "{\"opportunityId\":\"../users\"}" })
	void needsAnIdThatCanBeOne(String data) {
		assertThat(decode(delivery("candidateHired", data))).isEqualTo(new Decoding.Malformed("subject"));
	}

	private AtsEvent announced(String body) {
		return ((Decoding.Announced) decode(body)).event();
	}

	private Decoding decode(String body) {
		return this.webhooks.decode(request(body));
	}

	private Verification verify(String body, WebhookSecret secret) {
		return this.webhooks.verify(request(body), List.of(secret));
	}

	private static WebhookRequest request(String body) {
		return new WebhookRequest("application-created", Map.of(), body.getBytes(StandardCharsets.UTF_8), NOW);
	}

	private static WebhookSecret secret(String slot, String value) {
		return new WebhookSecret(slot, "s1", Secret.of(value));
	}

	private static String delivery(String event, String data) {
		return "{\"event\":\"" + event + "\"," + SIGNED + ",\"data\":" + data + "}";
	}

}
