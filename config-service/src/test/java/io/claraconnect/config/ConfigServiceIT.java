package io.claraconnect.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.claraconnect.config.Api.Answer;
import io.claraconnect.schemas.DeliveryKind;
import io.claraconnect.schemas.IntegrationState;
import io.claraconnect.schemas.Topics;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@DisplayName("Setting up over HTTP, with a real broker, registry and database")
@ExtendWith(OutputCaptureExtension.class)
class ConfigServiceIT extends RunningService {

	@Test
	@Tag("0.21")
	@Tag("0.24")
	@DisplayName("A connection is made, tested, and its chosen jobs are on the topic; no secret is ever given again")
	void set_up(CapturedOutput output) {
		Answer made = this.api.post("/api/v1/integrations",
				Map.of("ats", "fakeats", "caption", "Acme", "settings", Map.of("subdomain", "acme"), "credentials",
						Map.of("apiKey", KEY, "integrationKey", "canary-integration-key-55aa12")));
		assertThat(made.status()).isEqualTo(201);
		String id = made.text("/id");
		assertThat(made.text("/state")).isEqualTo("NOT_LINKED");
		Answer tested = this.api.post("/api/v1/integrations/" + id + "/test", Map.of());
		assertThat(tested.json().at("/usable").asBoolean()).isTrue();
		assertThat(tested.text("/state")).isEqualTo("CONNECTED");
		Answer jobs = this.api.get("/api/v1/integrations/" + id + "/jobs");
		assertThat(jobs.json().at("/1/selectable").asBoolean()).isFalse();
		assertThat(jobs.text("/1/reason")).contains("external job site");
		assertThat(put(id, "/jobs", Map.of("tracked", List.of(Map.of("jobId", "job-2")))).status()).isEqualTo(422);
		assertThat(put(id, "/jobs", Map.of("tracked", List.of(Map.of("jobId", "job-1", "threshold", 60)))).status())
			.isEqualTo(200);
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(last(id).getTrackedJobs()).hasSize(1));
		assertThat(last(id).getState()).isEqualTo(IntegrationState.CONNECTED);
		assertThat(last(id).getTrackedJobs().getFirst().getThreshold()).isEqualTo(60);
		Answer webhooks = this.api.get("/api/v1/integrations/" + id + "/webhooks");
		assertThat(webhooks.status()).isEqualTo(200);
		assertThat(webhooks.text("/slots/0/address")).contains("/webhooks/" + id + "/");
		assertThat(webhooks.text("/slots/0/state")).isEqualTo("none");
		assertThat(last(this.secrets, (one) -> one.getIntegrationId().equals(id)).getConnectionTokenDigests())
			.hasSize(1);
		this.api.get("/api/v1/integrations/" + id);
		this.api.get("/api/v1/integrations");
		assertThat(this.api.readAnswers).noneMatch((text) -> text.contains("canary"));
		assertThat(output.getAll()).doesNotContain("canary");
		assertThat(this.integrations.toString() + this.secrets).doesNotContain("canary");
	}

	@Test
	@Tag("0.22")
	@Tag("0.64")
	@DisplayName("A wrong key is told with advice, a missing field by its name")
	void does_not_connect() {
		Answer missing = this.api.post("/api/v1/integrations",
				Map.of("ats", "fakeats", "settings", Map.of(), "credentials", Map.of()));
		assertThat(missing.status()).isEqualTo(422);
		assertThat(missing.text("/detail")).contains("apiKey", "subdomain");
		assertThat(this.api.post("/api/v1/integrations", Map.of("ats", "nobody")).status()).isEqualTo(422);
		assertThat(this.api.post("/api/v1/integrations", Map.of("unknown", "field")).status()).isEqualTo(400);
		String id = create("bad-key");
		Answer tested = this.api.post("/api/v1/integrations/" + id + "/test", Map.of());
		assertThat(tested.status()).isEqualTo(200);
		assertThat(tested.text("/state")).isEqualTo("NOT_LINKED");
		assertThat(tested.text("/items/0/advice")).contains("Check the key");
	}

	@Test
	@DisplayName("Nobody gets in without a token, and another organisation's connection is not there")
	void door() {
		String id = create(KEY);
		assertThat(new Api(this.port, null, this.organisation).get("/api/v1/integrations").status()).isEqualTo(401);
		assertThat(new Api(this.port, "wrong-token", this.organisation).get("/api/v1/integrations").status())
			.isEqualTo(401);
		assertThat(new Api(this.port, Api.TOKEN, "org-other").get("/api/v1/integrations/" + id).status())
			.isEqualTo(404);
		assertThat(new Api(this.port, Api.TOKEN, "a:b").get("/api/v1/integrations").status()).isEqualTo(401);
		assertThat(this.api.get("/elsewhere").status()).isEqualTo(403);
		assertThat(new Api(this.port, null, "x").get("/actuator/prometheus").status()).isEqualTo(200);
	}

	@Test
	@Tag("0.47")
	@DisplayName("A secret is shown once, when the ingress knows it; one that the customer chose is checked")
	void webhook_secrets() {
		String id = connected();
		String path = "/api/v1/integrations/" + id + "/webhooks/applied/secret";
		Answer made = this.api.post(path, Map.of());
		assertThat(made.status()).isEqualTo(201);
		assertThat(made.text("/secret")).hasSize(64);
		assertThat(this.api.get("/api/v1/integrations/" + id + "/webhooks").text())
			.doesNotContain(made.text("/secret"));
		ConfigStory.INGRESS_REVISION.set(0);
		try {
			assertThat(this.api.get("/api/v1/integrations/" + id + "/webhooks").status()).isEqualTo(202);
			assertThat(this.api.post(path, Map.of()).status()).isEqualTo(503);
		}
		finally {
			ConfigStory.INGRESS_REVISION.set(1_000);
		}
		assertThat(put(id, "/webhooks/applied/secret", Map.of("secret", "guess")).status()).isEqualTo(422);
		assertThat(put(id, "/webhooks/applied/secret", Map.of("secret", KEY)).text("/warnings/0"))
			.contains("key of the connection");
		assertThat(this.api.post("/api/v1/integrations/" + id + "/webhooks/moved/secret", Map.of()).status())
			.isEqualTo(409);
		assertThat(this.api.post("/api/v1/integrations/" + id + "/webhooks/register", Map.of()).status())
			.isEqualTo(204);
		assertThat(this.vendor.registered).anyMatch((address) -> address.getPath().contains(id));
	}

	@Test
	@DisplayName("A secret that the customer chose is confirmed when the ingress accepts it")
	void taken_secrets() {
		String id = connected();
		ConfigStory.INGRESS_REVISION.set(0);
		try {
			CompletableFuture<Answer> taken = CompletableFuture
				.supplyAsync(() -> put(id, "/webhooks/applied/secret", Map.of("secret", "chosen-for-" + id)));
			await().during(Duration.ofMillis(400)).until(() -> !taken.isDone());
			ConfigStory.INGRESS_REVISION.set(1_000);
			assertThat(taken.join().status()).isEqualTo(200);
		}
		finally {
			ConfigStory.INGRESS_REVISION.set(1_000);
		}
	}

	@Test
	@Tag("0.54")
	@DisplayName("Set-up says when a webhook's test and its events came in")
	void slot_health() {
		String id = connected();
		String path = "/api/v1/integrations/" + id + "/webhooks";
		publish(Topics.WEBHOOKS, id, "test", ConfigStory.delivery(this.organisation, id, DeliveryKind.TEST));
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.api.get(path).text("/slots/0/state")).isEqualTo("test-verified"));
		publish(Topics.WEBHOOKS, id, "application:1",
				ConfigStory.delivery(this.organisation, id, DeliveryKind.APPLICATION_CREATED));
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.api.get(path).text("/slots/0/state")).isEqualTo("events-seen"));
		assertThat(this.api.get(path).json().at("/slots/0/deliveries").asInt()).isOne();
	}

	@Test
	@Tag("1.15")
	@Tag("2.21")
	@DisplayName("A connection is paused, resumed and, after typing DELETE, disconnected with its credentials gone")
	void end() {
		String id = connected();
		assertThat(this.api.post("/api/v1/integrations/" + id + "/pause", Map.of()).text("/state")).isEqualTo("PAUSED");
		assertThat(this.api.post("/api/v1/integrations/" + id + "/resume", Map.of()).text("/state"))
			.isEqualTo("CONNECTED");
		assertThat(this.api.send("DELETE", "/api/v1/integrations/" + id, null, Map.of()).status()).isEqualTo(422);
		assertThat(this.api.send("DELETE", "/api/v1/integrations/" + id + "?confirm=DELETE", null, Map.of()).status())
			.isEqualTo(204);
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(last(id).getState()).isEqualTo(IntegrationState.DISCONNECTED));
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(last(this.secrets, (one) -> one.getIntegrationId().equals(id)))
				.satisfies((one) -> assertThat(one.getAcceptDeliveries()).isFalse())
				.satisfies((one) -> assertThat(one.getSecrets()).isEmpty()));
		assertThat(stored(id).blockOptional()).isEmpty();
		assertThat(this.vendor.unregistered).anyMatch((address) -> address.getPath().contains(id));
		assertThat(this.api.post("/api/v1/integrations/" + id + "/test", Map.of()).status()).isEqualTo(409);
	}

}
