package io.claraconnect.config;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import io.claraconnect.ats.api.Connectors;
import io.claraconnect.ats.api.Credentials;
import io.claraconnect.ats.api.Priority;
import io.claraconnect.config.Api.Answer;
import io.claraconnect.dossier.MaterialKind;
import io.claraconnect.dossier.NewMaterial;
import io.claraconnect.dossier.Subject;
import io.claraconnect.dossier.Vault;
import io.claraconnect.kit.ats.Connections;
import io.claraconnect.kit.ats.CredentialStore;
import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.kafka.Cause;
import io.claraconnect.kit.kafka.EventListeners;
import io.claraconnect.kit.kafka.EventPublisher;
import io.claraconnect.schemas.EventKey;
import io.claraconnect.schemas.Integration;
import io.claraconnect.schemas.IntegrationState;
import io.claraconnect.schemas.ScreeningStatus;
import io.claraconnect.schemas.SnapshotOrigin;
import io.claraconnect.schemas.StatusOrigin;
import io.claraconnect.schemas.Topics;
import io.claraconnect.schemas.WebhookSecrets;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@DisplayName("Setting up and deciding over HTTP, with a real broker, registry and database")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class ConfigServiceIT {

	private static final String KEY = "good-canary-key-7f3a9c21d4";

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final String organisation = "org-" + UUID.randomUUID();

	private final List<Integration> integrations = new CopyOnWriteArrayList<>();

	private final List<WebhookSecrets> secrets = new CopyOnWriteArrayList<>();

	private final List<ScreeningStatus> statuses = new CopyOnWriteArrayList<>();

	private final List<String> historyKeys = new CopyOnWriteArrayList<>();

	@Autowired
	private EventPublisher events;

	@Autowired
	private EventListeners listeners;

	@Autowired
	private FakeConnector vendor;

	@Autowired
	private Database database;

	@Autowired
	private CredentialStore credentials;

	@Autowired
	private Connections connections;

	@Autowired
	private Vault vault;

	@LocalServerPort
	private int port;

	private Api api;

	@DynamicPropertySource
	static void stack(DynamicPropertyRegistry registry) {
		ConfigStory.stack(registry);
	}

	@BeforeAll
	void ready() {
		this.api = new Api(this.port, Api.TOKEN, this.organisation);
		this.listeners.listen(Topics.INTEGRATIONS, "it-i", Integration.class,
				(event) -> keep(this.integrations, event.value()));
		this.listeners.listen(Topics.WEBHOOK_SECRETS, "it-w", WebhookSecrets.class,
				(event) -> keep(this.secrets, event.value()));
		this.listeners.listen(Topics.STATUSES, "it-s", ScreeningStatus.class,
				(event) -> keep(this.statuses, event.value()));
		this.listeners.listen(Topics.STATUS_HISTORY, "it-h", ScreeningStatus.class,
				(event) -> keep(this.historyKeys, event.key()));
		await().atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(this.api.get("/actuator/health/readiness").status()).isEqualTo(200));
	}

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
	@Tag("4.25")
	@DisplayName("A person's decision stands against a later score, and against another person who did not see it")
	void statuses() {
		String id = tracking();
		scored(id, "app-1", "s1", 820, 1, SnapshotOrigin.LIVE);
		String path = "/api/v1/integrations/" + id + "/applications/app-1";
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.api.get(path).text("/status")).isEqualTo("pre_qualified"));
		String etag = this.api.get(path).etag();
		Answer decided = this.api.send("POST", path + "/status",
				Map.of("status", "qualified", "reasonCode", "strong_portfolio", "comment", "canary words of a person"),
				Map.of("If-Match", etag));
		assertThat(decided.status()).isEqualTo(200);
		assertThat(this.api.send("POST", path + "/status", Map.of("status", "not_qualified"), Map.of("If-Match", etag))
			.status()).isEqualTo(412);
		publish(Topics.SCORES, id, "app-1", ConfigStory.score(this.organisation, id, "app-1", "s2", 100, 2));
		await().atMost(PATIENCE)
			.untilAsserted(
					() -> assertThat(this.api.get(path).json().at("/scoreChangedSinceDecision").asBoolean()).isTrue());
		Answer now = this.api.send("GET", path, null, Map.of());
		assertThat(now.text("/status")).isEqualTo("qualified");
		assertThat(now.text("/origin")).isEqualTo("person");
		assertThat(now.text("/comment")).isEqualTo("canary words of a person");
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(last(this.statuses, (one) -> one.getIntegrationId().equals(id)))
				.satisfies((one) -> assertThat(one.getOrigin()).isEqualTo(StatusOrigin.PERSON))
				.satisfies((one) -> assertThat(one.getRevision()).isEqualTo(3)));
		assertThat(this.statuses.toString()).doesNotContain("canary");
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.historyKeys).isNotEmpty()
				.allSatisfy((key) -> assertThat(key).doesNotContain("app-1")));
	}

	@Test
	@DisplayName("A moved threshold decides every application again; a backfill is written after its release")
	void rules() {
		String id = tracking();
		scored(id, "app-2", "s1", 720, 1, SnapshotOrigin.BACKFILL);
		String path = "/api/v1/integrations/" + id + "/applications/app-2";
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.api.get(path).text("/status")).isEqualTo("pre_qualified"));
		assertThat(this.api.send("PATCH", "/api/v1/integrations/" + id, Map.of("threshold", 90), Map.of()).status())
			.isEqualTo(200);
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.api.get(path).text("/status")).isEqualTo("not_qualified"));
		assertThat(this.api.get(path).json().at("/held").asBoolean()).isTrue();
		String release = "/api/v1/integrations/" + id + "/jobs/job-1/release";
		assertThat(this.api.post(release, Map.of()).json().at("/applications").asInt()).isOne();
		assertThat(this.api.post(release, Map.of("confirm", true)).json().at("/released").asBoolean()).isTrue();
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.api.get(path).json().at("/held").asBoolean()).isFalse());
		assertThat(this.api.get("/api/v1/integrations/" + id + "/applications?jobId=job-1")
			.json()
			.at("/applications")
			.size()).isOne();
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

	@Test
	@Tag("4.09")
	@Tag("4.11")
	@DisplayName("Consent works once, and renewal happens once for twenty who ask; a refused renewal asks a person")
	void tokens() {
		String id = connected();
		String page = this.api.post("/api/v1/integrations/" + id + "/consent", Map.of()).text("/consentPage");
		String state = page.substring(page.indexOf("state=") + 6);
		Api browser = new Api(this.port, null, "x");
		assertThat(browser.get("/oauth/callback?code=good-code&state=" + state).text("/state")).isEqualTo("CONNECTED");
		assertThat(browser.get("/oauth/callback?code=good-code&state=" + state).status()).isEqualTo(422);
		Credentials refused = stored(id).block().credentials();
		int before = this.vendor.renewals.get();
		List<Long> revisions = Flux.range(0, 20)
			.flatMap((i) -> this.connections.of(this.organisation, id, Map.of(), Priority.LIVE)
				.credentials()
				.renewed(refused), 20)
			.map(Credentials::revision)
			.collectList()
			.block(PATIENCE);
		assertThat(revisions).hasSize(20).containsOnly(refused.revision() + 1);
		assertThat(this.vendor.renewals.get() - before).isOne();
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(last(id).getCredentialRevision()).isEqualTo(refused.revision() + 1));
		this.vendor.refuseRenewal = true;
		try {
			long now = refused.revision() + 1;
			this.database
				.inOrganisation(this.organisation,
						(client) -> this.credentials.requestRenewal(client, this.organisation, id, now)
							.thenReturn(true))
				.block();
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(last(id).getState()).isEqualTo(IntegrationState.REAUTHORISE));
		}
		finally {
			this.vendor.refuseRenewal = false;
		}
	}

	private String create(String key) {
		return this.api
			.post("/api/v1/integrations", Map.of("ats", "fakeats", "settings", Map.of("subdomain", "acme"),
					"credentials", Map.of("apiKey", key)))
			.text("/id");
	}

	private String connected() {
		String id = create(KEY);
		assertThat(this.api.post("/api/v1/integrations/" + id + "/test", Map.of()).text("/state"))
			.isEqualTo("CONNECTED");
		return id;
	}

	private String tracking() {
		String id = connected();
		assertThat(put(id, "/jobs", Map.of("tracked", List.of(Map.of("jobId", "job-1")))).status()).isEqualTo(200);
		return id;
	}

	private Answer put(String id, String path, Object body) {
		return this.api.send("PUT", "/api/v1/integrations/" + id + path, body, Map.of());
	}

	private void scored(String id, String application, String scoreId, int tenths, long revision,
			SnapshotOrigin origin) {
		this.database.inOrganisation(this.organisation,
				(client) -> this.vault.put(client, new Subject(this.organisation, id, "cand-" + application),
						NewMaterial.original(MaterialKind.FREE_TEXT, application,
								"seed".getBytes(StandardCharsets.UTF_8), "text/plain")))
			.block();
		publish(Topics.APPLICATIONS, id, application,
				ConfigStory.snapshot(this.organisation, id, application, revision, origin));
		publish(Topics.SCORES, id, application,
				ConfigStory.score(this.organisation, id, application, scoreId, tenths, revision));
	}

	private void publish(String topic, String id, String application, SpecificRecord value) {
		this.events.publish(topic, EventKey.of(this.organisation, id, application), value, Cause.fresh())
			.block(PATIENCE);
	}

	private Mono<CredentialStore.Stored> stored(String id) {
		return this.database.inOrganisation(this.organisation,
				(client) -> this.credentials.find(client, this.organisation, id));
	}

	private Integration last(String id) {
		return last(this.integrations, (one) -> one.getIntegrationId().equals(id));
	}

	private static <T> T last(List<T> seen, Predicate<T> wanted) {
		List<T> matching = seen.stream().filter(wanted).toList();
		assertThat(matching).isNotEmpty();
		return matching.getLast();
	}

	private static <T> Mono<Void> keep(List<T> list, T value) {
		list.add(value);
		return Mono.empty();
	}

	@TestConfiguration
	static class Vendor {

		@Bean
		FakeConnector fakeConnector() {
			return new FakeConnector();
		}

		@Bean
		Connectors connectors(FakeConnector fake) {
			return Connectors.of(List.of(fake));
		}

	}

}
