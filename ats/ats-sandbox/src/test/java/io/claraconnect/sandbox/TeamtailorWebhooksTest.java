package io.claraconnect.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import io.claraconnect.sandbox.TestEndpoint.Received;
import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.webhook.Signatures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class TeamtailorWebhooksTest {

	private TeamtailorAccount teamtailor;

	private TestEndpoint endpoint;

	@BeforeEach
	void open() throws IOException {
		this.teamtailor = new TeamtailorAccount();
		this.endpoint = new TestEndpoint();
	}

	@AfterEach
	void close() {
		this.teamtailor.close();
		this.endpoint.close();
	}

	private JsonNode hook(String event, String more) {
		return this.teamtailor.control("POST", "/webhooks",
				"{\"url\":\"%s\",\"event\":\"%s\"%s}".formatted(this.endpoint.url(), event, more));
	}

	private Received received(int count) {
		await().until(() -> this.endpoint.received().size() >= count);
		return this.endpoint.received().get(count - 1);
	}

	private static String signature(Received call) {
		return new String(Base64.getDecoder().decode(call.headers().getFirst("TT-Signature")), StandardCharsets.UTF_8);
	}

	private String key() {
		return this.teamtailor.connection("webhookSignatureKey");
	}

	private String signed(Received call, String text) {
		String time = signature(call).replaceAll("^t=(\\d+),.*$", "$1");
		return "t=" + time + ",v2=" + Signatures.hmacSha256Hex(key(), time + "." + text);
	}

	private JsonNode results() {
		return this.teamtailor.control("POST", "/actions/partner-results", "{}");
	}

	@Test
	void versionTwoSignsTheBodyAndTellsNeitherCandidateNorStageId() {
		hook("job_application.create", "");
		this.teamtailor.apply("Ada Example");
		Received call = received(1);
		assertThat(signature(call)).isEqualTo(signed(call, call.body()));
		JsonNode payload = Json.MAPPER.readTree(call.body()).path("payload");
		assertThat(payload.path("event_name").asString()).isEqualTo("job_application.create");
		assertThat(payload.path("data").path("attributes").path("stage-name").asString()).isEqualTo("Inbox");
		assertThat(call.body()).doesNotContain("Ada", "candidate-id", "stage-id");
	}

	@Test
	void versionOneSignsTheIdOnly() {
		hook("job_application.create", ",\"signatureVersion\":\"v1\"");
		JsonNode applied = this.teamtailor.apply("Ada Example");
		assertThat(signature(received(1)))
			.isEqualTo(Signatures.hmacSha256Hex(key(), applied.path("applicationId").asString()));
	}

	@Test
	void bodyFormsAndSpellingCanBeChosen() {
		hook("candidate.create", "");
		this.teamtailor.option("webhookAttributes", "snake");
		this.teamtailor.option("webhookBody", "payload-member");
		this.teamtailor.apply("Ada Example");
		Received call = received(1);
		JsonNode body = Json.MAPPER.readTree(call.body());
		assertThat(body.path("payload").path("data").path("attributes").has("first_name")).isTrue();
		assertThat(body.path("signature").asString()).isEqualTo(call.headers().getFirst("TT-Signature"));
		assertThat(signature(call)).isEqualTo(signed(call, body.path("payload").toString()));
		this.teamtailor.option("webhookBody", "bare");
		this.teamtailor.apply("Ben Example");
		assertThat(Json.MAPPER.readTree(received(2).body()).has("event_name")).isTrue();
	}

	@Test
	void aFailedDeliveryIsNeverRepeatedAndTagsFireNothing() {
		this.endpoint.answers((count) -> 500);
		hook("*", "");
		JsonNode applied = this.teamtailor.apply("Ada Example");
		received(2);
		this.teamtailor.control("POST", "/candidates/" + applied.path("candidateId").asString() + "/tags",
				"{\"name\":\"seen\"}");
		this.teamtailor.control("POST", "/applications/" + applied.path("applicationId").asString() + "/reject", "{}");
		assertThat(received(3).body()).contains("job_application.update");
		await().until(() -> this.teamtailor.control("GET", "/deliveries", "")
			.valueStream()
			.allMatch((it) -> it.path("state").asString().equals("failed")));
		assertThat(this.endpoint.received()).hasSize(3);
	}

	@Test
	void aTriggerTellsThePartnerOnceWithACardToFillIn() {
		hook("partner", "");
		JsonNode applied = this.teamtailor.apply("Ada Example");
		Received call = received(1);
		JsonNode event = Json.MAPPER.readTree(call.body()).path("partner-event");
		assertThat(call.headers().getFirst("Authorization"))
			.isEqualTo("Bearer " + this.teamtailor.connection("integrationKey"));
		String header = call.headers().getFirst("Teamtailor-Signature");
		String time = header.replaceAll("^t=(\\d+),.*$", "$1");
		assertThat(header)
			.startsWith("t=" + time + ",v1=" + Signatures.hmacSha256Hex(this.teamtailor.connection("partnerSecret"),
					time + "." + event.path("id").asString()) + ",v0=");
		assertThat(event.path("candidate").path("id").isNumber()).isTrue();
		assertThat(event.path("candidate").path("job").path("stage").asString()).isEqualTo("Inbox");
		assertThat(call.body()).doesNotContain("resume", applied.path("applicationId").asString());
		String update = event.path("partner-result").path("update-url").asString();
		String path = update.replaceAll("^.*/partner/v1", "");
		assertThat(this.teamtailor.partner("PUT", path,
				"{\"data\":{\"attributes\":{\"status\":\"completed\",\"assessment\":{\"score\":82,\"grade\":\"top_fit\",\"duration\":\"0:01:05\"}}}}")
			.json()
			.path("data")
			.path("attributes")
			.path("assessment")
			.path("duration")
			.asInt()).isEqualTo(65);
		String candidate = applied.path("candidateId").asString();
		assertThat(this.teamtailor.get("/v1/partner-results?filter[candidate]=" + candidate)
			.json()
			.path("data")
			.path(0)
			.path("attributes")
			.path("assessment-score")
			.asInt()).isEqualTo(82);
	}

	@Test
	void aStageIsTriggeredTheFirstTimeOnly() {
		hook("partner", "");
		String application = this.teamtailor.apply("Ada Example").path("applicationId").asString();
		for (String stage : List.of("Interview", "Inbox")) {
			this.teamtailor.control("POST", "/applications/" + application + "/move", "{\"stage\":\"" + stage + "\"}");
		}
		this.teamtailor.control("POST", "/actions/send-partner-webhook", "{\"applicationId\":\"" + application + "\"}");
		received(2);
		assertThat(this.teamtailor.control("GET", "/deliveries", "")).hasSize(2);
		assertThat(results()).hasSize(2);
	}

	@Test
	void aRefusedPartnerWebhookFailsTheCardAndIsNotRepeated() {
		this.endpoint.answers((count) -> 500);
		hook("partner", "");
		this.teamtailor.apply("Ada Example");
		await().until(() -> results().path(0).path("attributes").path("status").asString().equals("failed"));
		assertThat(this.endpoint.received()).hasSize(1);
	}

	@Test
	void badResultsAreRefused() {
		hook("partner", "");
		String candidate = this.teamtailor.apply("Ada Example").path("candidateId").asString();
		String id = results().path(0).path("id").asString();
		for (String attributes : List.of("\"status\":\"done\"", "\"assessment\":{\"score\":101}",
				"\"details\":{\"a\":{\"b\":{\"c\":1}}}", "\"attachments\":[{\"url\":\"https://x.example\"}]",
				"\"url\":\"ftp://x\"")) {
			assertThat(this.teamtailor
				.partner("PUT", "/partner-results/" + id, "{\"data\":{\"attributes\":{" + attributes + "}}}")
				.status()).as(attributes).isEqualTo(422);
		}
		String person = "{\"data\":{\"attributes\":{\"candidate-id\":%s,\"status\":\"sent\"}}}".formatted(candidate);
		assertThat(this.teamtailor.partner("PUT", "/partner-results/" + id, person).status()).isEqualTo(400);
		assertThat(this.teamtailor.partner("POST", "/partner-results", person).status()).isEqualTo(201);
		assertThat(this.teamtailor.partner("DELETE", "/partner-results/" + id, "").status()).isEqualTo(204);
		assertThat(this.teamtailor
			.as("Bearer " + this.teamtailor.connection("partnerKey"), "20180828", "GET", "/partner/v1/partner-results",
					"")
			.json()
			.path("data")).hasSize(1);
		JsonNode activation = this.teamtailor.partner("GET", "/partner-activations", "").json().path("data").path(0);
		assertThat(activation.path("attributes").path("provider-key").asString())
			.matches("[\\w-]+\\.\\.[\\w-]+\\.[\\w-]+\\.[\\w-]+");
	}

}
