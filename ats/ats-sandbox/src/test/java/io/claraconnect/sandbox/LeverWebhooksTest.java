package io.claraconnect.sandbox;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

import io.claraconnect.sandbox.TestEndpoint.Received;
import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.webhook.Signatures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class LeverWebhooksTest {

	private LeverAccount lever;

	private TestEndpoint endpoint;

	@BeforeEach
	void open() throws IOException {
		this.lever = new LeverAccount();
		this.endpoint = new TestEndpoint();
	}

	@AfterEach
	void close() {
		this.lever.close();
		this.endpoint.close();
	}

	private JsonNode create(String event, String configuration) {
		return this.lever
			.call("POST", "/v1/webhooks",
					"{\"url\":\"%s\",\"event\":\"%s\",\"configuration\":%s}".formatted(this.endpoint.url(), event,
							configuration))
			.json()
			.path("data");
	}

	private JsonNode received(int count) {
		await().until(() -> this.endpoint.received().size() >= count);
		return Json.MAPPER.readTree(this.endpoint.received().get(count - 1).body());
	}

	@Test
	void theTokenIsToldOnceAndSignsNonceAndTimeOnly() {
		JsonNode hook = create("applicationCreated", "{}");
		String secret = hook.path("configuration").path("signatureToken").asString();
		assertThat(secret).matches("[0-9a-f]{48}");
		JsonNode list = this.lever.get("/v1/webhooks").json();
		assertThat(list.toString()).doesNotContain(secret, "hasNext", "signatureToken");
		JsonNode applied = this.lever.apply("Ada Example");
		JsonNode body = received(1);
		Received call = this.endpoint.received().getFirst();
		assertThat(call.headers().getFirst("User-Agent")).isEqualTo("Lever-Webhooks");
		assertThat(call.headers().keySet()).noneMatch((name) -> name.toLowerCase(Locale.ROOT).contains("signature"));
		assertThat(body.path("signature").asString()).isEqualTo(
				Signatures.hmacSha256Hex(secret, body.path("token").asString() + body.path("triggeredAt").asLong()));
		assertThat(body.path("token").asString()).hasSize(48);
		assertThat(body.path("data").path("opportunityId").asString())
			.isEqualTo(applied.path("applicationId").asString());
		assertThat(body.toString()).doesNotContain("Ada");
	}

	@Test
	void theSignatureIsThatOfTheVector() {
		assertThat(Signatures.hmacSha256Hex("0123456789abcdef0123456789abcdef0123456789abcdef",
				"be58f711f349c7780e4579cd7c63341ac6f881e4dccc3154" + 1431454330072L))
			.isEqualTo("65f4216d1725a5c4cadf3eb52db61cf370ffc1fd2e1b4ee6e2dc40d32ffb1d7d");
	}

	@Test
	void verifyingSendsASignedDeliveryWithoutData() {
		create("candidateHired", "{\"verifyConnection\":true}");
		JsonNode body = received(1);
		assertThat(body.path("event").asString()).isEqualTo("candidateHired");
		assertThat(body.path("data").isObject()).isTrue();
		assertThat(body.path("data")).isEmpty();
		JsonNode saved = this.lever.control("POST", "/webhooks",
				"{\"url\":\"%s\",\"event\":\"candidateDeleted\"}".formatted(this.endpoint.url()));
		assertThat(saved.path("lastStatus").asInt()).isEqualTo(200);
		assertThat(saved.path("secret").asString()).hasSize(48);
		assertThat(received(2).path("data")).isEmpty();
		assertThat(this.lever.call("DELETE", "/v1/webhooks/" + saved.path("id").asString(), "").status())
			.isEqualTo(403);
	}

	@Test
	void nothingIsSentUntilTheGroupIsSwitchedOn() {
		this.lever.option("webhookEvents", "none");
		create("applicationCreated", "{}");
		this.lever.apply("Ada Example");
		this.lever.option("webhookEvents", "applicationCreated candidateHired");
		JsonNode applied = this.lever.apply("Ben Example");
		assertThat(received(1).path("data").path("opportunityId").asString())
			.isEqualTo(applied.path("applicationId").asString());
	}

	@Test
	void aHireIsToldTwiceAndAnArchivingWithBothEnds() {
		create("candidateHired", "{}");
		create("candidateArchiveChange", "{}");
		String opportunity = this.lever.opportunity("Ada Example");
		this.lever.act(opportunity, "hire", "{}");
		received(2);
		this.lever.act(opportunity, "unhire", "{}");
		received(3);
		List<JsonNode> bodies = List.of(received(1), received(2), received(3));
		assertThat(bodies).extracting((it) -> it.path("event").asString())
			.containsExactlyInAnyOrder("candidateHired", "candidateArchiveChange", "candidateArchiveChange");
		JsonNode last = bodies.getLast().path("data");
		assertThat(last.path("toArchived").isNull()).isTrue();
		assertThat(last.path("fromArchived").path("reason").asString()).isNotEmpty();
	}

	@Test
	void aFailedDeliveryIsRepeatedFiveTimesWithTheSameBytes() {
		this.lever.control("PATCH", "", "{\"timeWarp\":1000000}");
		this.endpoint.answers((count) -> 302);
		create("applicationCreated", "{}");
		this.lever.apply("Ada Example");
		for (int i = 1; i <= 6; i++) {
			received(i);
			this.lever.time.advance(Duration.ofSeconds(1));
		}
		await().until(
				() -> this.lever.control("GET", "/deliveries", "").path(0).path("state").asString().equals("failed"));
		assertThat(this.endpoint.received()).hasSize(6);
		assertThat(this.endpoint.received().stream().map(Received::body).distinct()).hasSize(1);
	}

	@Test
	void theSamePairTwiceIsDeliveredTwiceAndOriginsAreRespected() {
		create("applicationCreated", "{}");
		create("applicationCreated", "{}");
		create("applicationCreated", "{\"conditions\":{\"origins\":[\"referred\"]}}");
		this.lever.apply("Ada Example");
		received(2);
		this.lever.apply("Ben Example", "{\"origin\":\"referred\"}");
		received(5);
		assertThat(this.lever.control("GET", "/deliveries", "")).hasSize(5);
	}

	@Test
	void aWebhookCanComeWithoutAToken() {
		this.lever.option("unsignedWebhooks", "true");
		JsonNode hook = create("applicationCreated", "{}");
		assertThat(hook.path("configuration").has("signatureToken")).isFalse();
		this.lever.apply("Ada Example");
		assertThat(received(1).has("signature")).isFalse();
	}

}
