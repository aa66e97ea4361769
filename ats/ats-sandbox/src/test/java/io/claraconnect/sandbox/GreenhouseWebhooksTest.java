package io.claraconnect.sandbox;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;

import io.claraconnect.sandbox.TestEndpoint.Received;
import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.webhook.Signatures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class GreenhouseWebhooksTest {

	private static final String SECRET = "a secret of the customer";

	private GreenhouseAccount greenhouse;

	private TestEndpoint endpoint;

	@BeforeEach
	void open() throws IOException {
		this.greenhouse = new GreenhouseAccount();
		this.endpoint = new TestEndpoint();
	}

	@AfterEach
	void close() {
		this.greenhouse.close();
		this.endpoint.close();
	}

	private JsonNode hook(String event) {
		return this.greenhouse.control("POST", "/webhooks",
				"{\"url\":\"%s\",\"secret\":\"%s\",\"event\":\"%s\"}".formatted(this.endpoint.url(), SECRET, event));
	}

	private Received received(int count) {
		await().until(() -> this.endpoint.received().size() >= count);
		return this.endpoint.received().get(count - 1);
	}

	private JsonNode payload(int count) {
		return Json.MAPPER.readTree(received(count).body()).path("payload");
	}

	private void act(JsonNode applied, String action, String body) {
		this.greenhouse.control("POST", "/applications/" + applied.path("applicationId").asString() + "/" + action,
				body);
	}

	@Test
	void theSignatureIsThatOfTheBytesSent() {
		assertThat(Signatures.hmacSha256Hex("key", "The quick brown fox jumps over the lazy dog"))
			.isEqualTo("f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8");
		hook("new_candidate_application");
		this.greenhouse.apply("Zoë <b>&co Example");
		Received call = received(2);
		assertThat(call.body()).contains("Zoë \\u003cb\\u003e\\u0026co").doesNotContain("<", "&");
		assertThat(call.headers().getFirst("Signature"))
			.isEqualTo("sha256 " + Signatures.hmacSha256Hex(SECRET, call.body()));
		assertThat(call.headers().getFirst("Greenhouse-Event-ID")).isNotBlank();
		JsonNode application = payload(2).path("application");
		assertThat(application.path("status").asString()).isEqualTo("active");
		assertThat(application.path("candidate").path("attachments").path(0).path("type").asString())
			.isEqualTo("resume");
	}

	@Test
	void thePingIsSignedAndASilentEndpointIsSavedDisabled() {
		JsonNode good = hook("reject_candidate");
		assertThat(good.path("enabled").asBoolean()).isTrue();
		Received ping = received(1);
		assertThat(ping.headers().getFirst("Signature"))
			.isEqualTo("sha256 " + Signatures.hmacSha256Hex(SECRET, ping.body()));
		assertThat(payload(1).path("event").asString()).isEqualTo("Candidate or Prospect rejected");
		this.endpoint.answers((count) -> 202);
		JsonNode bad = hook("new_candidate_application");
		assertThat(bad.path("enabled").asBoolean()).isFalse();
		assertThat(bad.path("lastStatus").asInt()).isEqualTo(202);
		this.greenhouse.apply("Ada Example");
		assertThat(this.greenhouse.control("GET", "/webhooks/" + bad.path("id").asString(), "").path("deliveries"))
			.hasSize(1);
		this.endpoint.answers((count) -> 200);
		assertThat(this.greenhouse.control("PATCH", "/webhooks/" + bad.path("id").asString(), "{}")
			.path("enabled")
			.asBoolean()).isTrue();
	}

	@Test
	void failuresAreRepeatedSevenTimesOverFifteenHours() {
		String id = hook("new_candidate_application").path("id").asString();
		this.endpoint.answers((count) -> 204);
		this.greenhouse.apply("Ada Example");
		int[] minutes = { 1, 15, 60, 120, 240, 480 };
		for (int i = 0; i < minutes.length; i++) {
			await().until(attempts(id, i + 1));
			this.greenhouse.time.advance(Duration.ofMinutes(minutes[i]));
		}
		await().until(attempts(id, 7));
		assertThat(delivery(id).path("state").asString()).isEqualTo("failed");
		assertThat(this.endpoint.received().stream().skip(1).map(Received::body).distinct()).hasSize(1);
	}

	private Callable<Boolean> attempts(String hook, int count) {
		return () -> delivery(hook).path("attempts").size() == count;
	}

	private JsonNode delivery(String hook) {
		return this.greenhouse.control("GET", "/webhooks/" + hook, "").path("deliveries").path(1);
	}

	@Test
	void timeWarpShortensTheWaits() {
		this.greenhouse.control("PATCH", "", "{\"timeWarp\":60}");
		String id = hook("new_candidate_application").path("id").asString();
		this.endpoint.answers((count) -> (count == 2) ? 503 : 200);
		this.greenhouse.apply("Ada Example");
		await().until(attempts(id, 1));
		this.greenhouse.time.advance(Duration.ofSeconds(1));
		await().until(attempts(id, 2));
		assertThat(delivery(id).path("state").asString()).isEqualTo("delivered");
	}

	@Test
	void everyActionFiresItsEventAndAHireHasNoStatus() {
		for (String event : new String[] { "candidate_stage_change", "reject_candidate", "unreject_candidate",
				"hire_candidate", "unhire_candidate", "delete_candidate" }) {
			hook(event);
		}
		JsonNode applied = this.greenhouse.apply("Ada Example");
		act(applied, "move", "{\"stage\":\"Phone Interview\"}");
		assertThat(payload(7).path("application").path("current_stage").path("name").asString())
			.isEqualTo("Phone Interview");
		act(applied, "reject", "{}");
		assertThat(payload(8).path("application").path("rejection_reason").path("name").asString()).isEqualTo("Other");
		act(applied, "unreject", "{}");
		received(9);
		act(applied, "hire", "{}");
		JsonNode hire = payload(10).path("application");
		assertThat(hire.propertyNames()).contains("offer", "opening", "jobs")
			.doesNotContain("status", "applied_at", "current_stage", "prospect");
		act(applied, "unhire", "{}");
		received(11);
		this.greenhouse.control("DELETE", "/candidates/" + applied.path("candidateId").asString(), "");
		assertThat(payload(12).path("person").path("deleted_application_ids")).hasSize(1);
	}

	@Test
	void writesOverTheApiFireWebhooksToo() {
		hook("update_candidate");
		JsonNode applied = this.greenhouse.apply("Ada Example");
		String token = this.greenhouse.accessToken();
		String tag = this.greenhouse.call("POST", token, "/v3/candidate_tags", "{\"name\":\"x\"}")
			.json()
			.path("id")
			.asString();
		this.greenhouse.call("POST", token, "/v3/applied_candidate_tags",
				"{\"candidate_id\":%s,\"candidate_tag_id\":%s}".formatted(applied.path("candidateId").asString(), tag));
		assertThat(payload(2).path("candidate").path("tags").path(0).asString()).isEqualTo("x");
	}

	@Test
	void deliveriesCanBeDoubledAndRepeated() {
		this.greenhouse.control("PATCH", "",
				"{\"duplicateWebhooks\":1,\"options\":{\"organizationFields\":\"true\",\"escapeNonAscii\":\"true\"}}");
		hook("new_candidate_application");
		this.greenhouse.apply("Zoë Example");
		received(3);
		assertThat(received(2).body()).isEqualTo(received(3).body()).contains("organization_name", "Zo\\u00eb");
		String id = this.greenhouse.control("GET", "/deliveries", "").path(1).path("id").asString();
		this.greenhouse.control("POST", "/deliveries/" + id + "/redeliver", "");
		assertThat(received(4).body()).isEqualTo(received(2).body());
	}

}
