package io.claraconnect.ats.teamtailor;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import io.claraconnect.ats.api.AtsEvent;
import io.claraconnect.ats.api.AtsEvent.Kind;
import io.claraconnect.ats.api.Decoding;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.api.Verification;
import io.claraconnect.ats.api.WebhookRequest;
import io.claraconnect.ats.api.WebhookSecret;
import io.claraconnect.ats.http.WebhookSignatures;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TeamtailorWebhooksTest {

	private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

	private static final String T = "1795255200";

	private static final Secret KEY = Secret.of("invented-signature-key");

	private static final Secret PLATFORM = Secret.of("invented-platform-secret");

	private static final String PARTNER = Fixtures.text("webhooks/partner_trigger.json");

	private static final String EVENT_ID = "5d0c2f7e-9a4b-4f43-8f0e-2d1c7b6a9e31";

	private static final String COMPANY = Fixtures.text("webhooks/job_application_update.json").strip();

	private final TeamtailorWebhooks webhooks = new TeamtailorWebhooks(List.of(PLATFORM),
			List.of(Secret.of("partner-api-key")));

	@Test
	void acceptsATriggerSignedForItsConnection() {
		assertThat(verify(partner(PARTNER, partnerHeader(KEY, T, EVENT_ID)), secret("trigger")))
			.isEqualTo(new Verification.Authentic(Verification.Scope.ENVELOPE, "s1", EVENT_ID));
	}

	@Test
	void acceptsATriggerSignedWithOurOwnAppsSecret() {
		assertThat(this.webhooks.verify(partner(PARTNER, partnerHeader(PLATFORM, T, EVENT_ID)), List.of()))
			.isEqualTo(new Verification.Authentic(Verification.Scope.ENVELOPE, "platform", EVENT_ID));
	}

	@Test
	void refusesEverythingWithoutAnySecret() {
		TeamtailorWebhooks bare = new TeamtailorWebhooks(List.of(), List.of());
		assertThat(bare.verify(partner(PARTNER, partnerHeader(PLATFORM, T, EVENT_ID)), List.of()))
			.isEqualTo(new Verification.Refused("no_secret"));
		assertThat(bare.verify(company(COMPANY, v2(KEY, T, COMPANY)), List.of()))
			.isEqualTo(new Verification.Refused("no_secret"));
	}

	@Test
	void refusesATriggerSignedForAnotherEvent() {
		assertThat(verify(partner(PARTNER, partnerHeader(KEY, T, "5d0c2f7e-0000-4f43-8f0e-2d1c7b6a9e31")),
				secret("trigger")))
			.isEqualTo(new Verification.Refused("signature_wrong"));
	}

	@Test
	void refusesADecoyAlone() {
		String header = "t=" + T + ",v0=" + hex(KEY, T + "." + EVENT_ID);
		assertThat(verify(partner(PARTNER, header), secret("trigger")))
			.isEqualTo(new Verification.Refused("signature_scheme"));
	}

	@Test
	void readsSchemesByNameInAnyOrder() {
		String header = "v0=00, v9=xx ,v1=" + hex(KEY, T + "." + EVENT_ID) + ", t=" + T;
		assertThat(verify(partner(PARTNER, header), secret(""))).isInstanceOf(Verification.Authentic.class);
	}

	@ParameterizedTest
	@CsvSource({ "1795254899,false", "1795254900,true", "1795255500,true", "1795255501,false" })
	@DisplayName("Five minutes before and after, for both kinds of delivery")
	void refusesReplays(String time, boolean fresh) {
		Class<?> expected = fresh ? Verification.Authentic.class : Verification.Refused.class;
		assertThat(verify(partner(PARTNER, partnerHeader(KEY, time, EVENT_ID)), secret("trigger")))
			.isInstanceOf(expected);
		assertThat(verify(company(COMPANY, v2(KEY, time, COMPANY)), secret("company"))).isInstanceOf(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "t=1,t=2,v1=00", "v1=00", "t=abc,v1=00", "t=99999999999999,v1=00" })
	void refusesBrokenHeaders(String header) {
		assertThat(verify(partner(PARTNER, header), secret("trigger"))).isInstanceOf(Verification.Refused.class);
	}

	@Test
	void refusesTwoHeadersAndNone() {
		String header = partnerHeader(KEY, T, EVENT_ID);
		WebhookRequest twice = new WebhookRequest("trigger", Map.of("teamtailor-signature", List.of(header, header)),
				PARTNER.getBytes(StandardCharsets.UTF_8), NOW);
		WebhookRequest none = new WebhookRequest("trigger", Map.of(), PARTNER.getBytes(StandardCharsets.UTF_8), NOW);
		assertThat(verify(twice, secret(""))).isEqualTo(new Verification.Refused("signature_missing"));
		assertThat(verify(none, secret(""))).isEqualTo(new Verification.Refused("signature_missing"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "no json", "{}", "{\"partner-event\":{\"id\":7}}",
			"{\"partner-event\":{\"id\":\"a\"},\"partner-event\":{\"id\":\"b\"}}" })
	void findsATriggerWithoutAnEventIdMalformed(String body) {
		assertThat(verify(partner(body, partnerHeader(KEY, T, EVENT_ID)), secret("trigger")))
			.isEqualTo(new Verification.Malformed("partner_event"));
	}

	@Test
	void acceptsACompanyWebhookSignedOverItsBytes() {
		assertThat(verify(company(COMPANY, v2(KEY, T, COMPANY)), secret("company")))
			.isInstanceOfSatisfying(Verification.Authentic.class, (authentic) -> {
				assertThat(authentic.scope()).isEqualTo(Verification.Scope.BODY);
				assertThat(authentic.deliveryId()).hasSize(64);
			});
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"{\"payload\":{\"event_name\":\"job.update\",\"data\":{\"id\":\"1\"}},\"signature\":\"x\"}",
			"{ \"signature\" : \"x\" , \"payload\" : {\"event_name\":\"job.update\",\"data\":{\"id\":\"1\"}} }" })
	@DisplayName("What version 2 signs is not settled: a part of the body counts, but only as an envelope")
	void acceptsACompanyWebhookSignedOverAPart(String body) {
		String payload = "{\"event_name\":\"job.update\",\"data\":{\"id\":\"1\"}}";
		String rest = body.startsWith("{ ") ? "{ \"payload\" : " + payload + " }" : "{\"payload\":" + payload + "}";
		for (String signed : List.of(payload, rest)) {
			assertThat(verify(company(body, v2(KEY, T, signed)), secret("company"))).isInstanceOfSatisfying(
					Verification.Authentic.class,
					(authentic) -> assertThat(authentic.scope()).isEqualTo(Verification.Scope.ENVELOPE));
		}
	}

	@Test
	void refusesATamperedCompanyBody() {
		WebhookRequest tampered = company(COMPANY.replace("5120", "5121"), v2(KEY, T, COMPANY));
		assertThat(verify(tampered, secret("company"))).isEqualTo(new Verification.Refused("signature_wrong"));
	}

	@Test
	@DisplayName("Version 1 counts only for a secret entered for the slot company-v1")
	void acceptsVersion1OnlyWhereTheCustomerSaysSo() {
		WebhookRequest request = new WebhookRequest("company-v1", Map.of("tt-signature", List.of(v1(KEY, "5120"))),
				COMPANY.getBytes(StandardCharsets.UTF_8), NOW);
		assertThat(verify(request, secret("company-v1"))).isInstanceOfSatisfying(Verification.Authentic.class,
				(authentic) -> assertThat(authentic.scope()).isEqualTo(Verification.Scope.ENVELOPE));
		assertThat(verify(request, secret(""))).isEqualTo(new Verification.Refused("signature_version"));
		assertThat(verify(company(COMPANY, v1(KEY, "5120")), secret("company")))
			.isEqualTo(new Verification.Refused("signature_version"));
		assertThat(verify(company(COMPANY, "not base64!"), secret("company")))
			.isEqualTo(new Verification.Refused("signature_form"));
	}

	@Test
	@Tag("2.18")
	@DisplayName("2.18 A trigger names candidate and job; the reply goes by id, never by the host in the body")
	void readsATrigger() {
		assertThat(this.webhooks.decode(partner(PARTNER, partnerHeader(KEY, T, EVENT_ID))))
			.isEqualTo(new Decoding.Announced(new AtsEvent(Kind.APPLICATION_CREATED, "partner-event", null, "7701",
					"4402", NOW, Map.of("partnerResultId", "0b7c1f2e-54a9-4b1d-9c6a-3e8d5f7a2b19", "partnerResultPath",
							"/partner/v1/partner-results/0b7c1f2e-54a9-4b1d-9c6a-3e8d5f7a2b19"))));
	}

	@Test
	void readsABulkTriggerWithoutJobAndResult() {
		String body = "{\"partner-event\":{\"id\":\"" + EVENT_ID + "\",\"candidate\":{\"id\":7701}}}";
		assertThat(this.webhooks.decode(partner(body, ""))).isEqualTo(new Decoding.Announced(
				new AtsEvent(Kind.APPLICATION_CREATED, "partner-event", null, "7701", null, null, Map.of())));
	}

	@Test
	void readsACompanyWebhookInBothSpellings() {
		AtsEvent expected = new AtsEvent(Kind.STAGE_CHANGED, "job_application.update", "5120", null, "4402",
				Instant.parse("2026-11-21T09:59:58.120Z"), Map.of());
		String kebab = COMPANY.replace("updated_at", "updated-at")
			.replace("job_id", "job-id")
			.replace("last_moved_at", "last-moved-at");
		assertThat(this.webhooks.decode(company(COMPANY, ""))).isEqualTo(new Decoding.Announced(expected));
		assertThat(this.webhooks.decode(company(kebab, ""))).isEqualTo(new Decoding.Announced(expected));
	}

	@Test
	void readsARejectionByItsTime() {
		String rejected = COMPANY.replace("\"rejected_at\":null", "\"rejected_at\":\"2026-11-21T10:59:58.120+01:00\"");
		assertThat(announced(rejected).kind()).isEqualTo(Kind.REJECTED);
	}

	@ParameterizedTest
	@CsvSource({ "job_application.create,APPLICATION_CREATED", "job_application.destroy,APPLICATION_DELETED",
			"job_application.update,APPLICATION_UPDATED", "candidate.create,CANDIDATE_UPDATED",
			"candidate.update,CANDIDATE_UPDATED", "job.create,JOB_UPDATED", "job.update,JOB_UPDATED",
			"job.destroy,JOB_DELETED" })
	void readsEveryResourceAndAction(String event, Kind kind) {
		AtsEvent read = announced("{\"event_name\":\"" + event + "\",\"data\":{\"id\":12}}");
		assertThat(read.kind()).isEqualTo(kind);
		assertThat(List.of(String.valueOf(read.applicationId()), String.valueOf(read.candidateId()),
				String.valueOf(read.jobId())))
			.containsOnlyOnce("12");
	}

	@Test
	void readsADestroyedCandidate() {
		AtsEvent read = announced(Fixtures.text("webhooks/candidate_destroy.json"));
		assertThat(read.kind()).isEqualTo(Kind.CANDIDATE_DELETED);
		assertThat(read.candidateId()).isEqualTo("7701");
	}

	@Test
	void leavesUnknownEventsAloneAndNeedsASubject() {
		assertThat(this.webhooks.decode(company("{\"payload\":{\"event_name\":\"audit.create\"}}", "")))
			.isEqualTo(new Decoding.Unknown("audit.create"));
		assertThat(this.webhooks.decode(company("{\"payload\":{\"event_name\":\"job.update\"}}", "")))
			.isEqualTo(new Decoding.Malformed("subject"));
		assertThat(this.webhooks.decode(company("{}", ""))).isEqualTo(new Decoding.Malformed("event"));
		assertThat(this.webhooks.decode(company("{\"a\":" + "[".repeat(64) + "]".repeat(64) + "}", "")))
			.isEqualTo(new Decoding.Malformed("body"));
	}

	@Test
	@Tag("2.07")
	@DisplayName("2.07 The Integration Key comes as the bearer, bare or inside a JWT of ours")
	void findsTheIntegrationKey() {
		String key = "0f8fad5b-d9cb-469f-a165-70867728950e";
		String jwt = jwt("partner-api-key", "{\"default_key\":\"" + key + "\"}");
		String forged = jwt("another-key", "{\"default_key\":\"" + key + "\"}");
		assertThat(token("Bearer " + key)).isEqualTo(key);
		assertThat(token("bearer " + jwt)).isEqualTo(key);
		assertThat(token("Bearer " + forged)).isNull();
		assertThat(token("Bearer a.b.c")).isNull();
		assertThat(token("Token " + key)).isNull();
	}

	private String token(String authorization) {
		WebhookRequest request = new WebhookRequest("trigger", Map.of("authorization", List.of(authorization)),
				new byte[0], NOW);
		return this.webhooks.connectionToken(request).map(Secret::reveal).orElse(null);
	}

	private static String jwt(String key, String claims) {
		Base64.Encoder url = Base64.getUrlEncoder().withoutPadding();
		String signed = url.encodeToString("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8)) + "."
				+ url.encodeToString(claims.getBytes(StandardCharsets.UTF_8));
		byte[] mac = WebhookSignatures.hmacSha256(Secret.of(key), signed.getBytes(StandardCharsets.UTF_8));
		return signed + "." + url.encodeToString(mac);
	}

	private AtsEvent announced(String body) {
		return ((Decoding.Announced) this.webhooks.decode(company(body, ""))).event();
	}

	private Verification verify(WebhookRequest request, WebhookSecret secret) {
		return this.webhooks.verify(request, List.of(secret));
	}

	private static WebhookSecret secret(String slot) {
		return new WebhookSecret(slot, "s1", KEY);
	}

	private static WebhookRequest partner(String body, String header) {
		return new WebhookRequest("trigger", Map.of("teamtailor-signature", List.of(header)),
				body.getBytes(StandardCharsets.UTF_8), NOW);
	}

	private static WebhookRequest company(String body, String header) {
		return new WebhookRequest("company", Map.of("tt-signature", List.of(header)),
				body.getBytes(StandardCharsets.UTF_8), NOW);
	}

	private static String partnerHeader(Secret key, String time, String eventId) {
		return "t=" + time + ",v1=" + hex(key, time + "." + eventId) + ",v0=00";
	}

	private static String v2(Secret key, String time, String signed) {
		String plain = "t=" + time + ",v2=" + hex(key, time + "." + signed);
		return Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
	}

	private static String v1(Secret key, String id) {
		return Base64.getEncoder().encodeToString(hex(key, id).getBytes(StandardCharsets.UTF_8));
	}

	private static String hex(Secret key, String signed) {
		return TeamtailorSignature.hex(key, signed.getBytes(StandardCharsets.UTF_8));
	}

}
