package io.claraconnect.config;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import io.claraconnect.ats.api.Connectors;
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
import io.claraconnect.schemas.ScreeningStatus;
import io.claraconnect.schemas.SnapshotOrigin;
import io.claraconnect.schemas.Topics;
import io.claraconnect.schemas.WebhookSecrets;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A running config-service with a vendor that lives in the test. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Import(RunningService.Vendor.class)
abstract class RunningService {

	static final String KEY = "good-canary-key-7f3a9c21d4";

	static final Duration PATIENCE = Duration.ofSeconds(20);

	final String organisation = "org-" + UUID.randomUUID();

	final List<Integration> integrations = new CopyOnWriteArrayList<>();

	final List<WebhookSecrets> secrets = new CopyOnWriteArrayList<>();

	final List<ScreeningStatus> statuses = new CopyOnWriteArrayList<>();

	final List<String> historyKeys = new CopyOnWriteArrayList<>();

	@Autowired
	EventPublisher events;

	@Autowired
	EventListeners listeners;

	@Autowired
	FakeConnector vendor;

	@Autowired
	Database database;

	@Autowired
	CredentialStore credentials;

	@Autowired
	Connections connections;

	@Autowired
	Vault vault;

	@LocalServerPort
	int port;

	Api api;

	@DynamicPropertySource
	static void stack(DynamicPropertyRegistry registry) {
		ConfigStory.stack(registry);
	}

	@BeforeAll
	void ready() {
		this.api = new Api(this.port, Api.TOKEN, this.organisation);
		this.listeners.listen(Topics.INTEGRATIONS, this.organisation + "-i", Integration.class,
				(event) -> keep(this.integrations, event.value()));
		this.listeners.listen(Topics.WEBHOOK_SECRETS, this.organisation + "-w", WebhookSecrets.class,
				(event) -> keep(this.secrets, event.value()));
		this.listeners.listen(Topics.STATUSES, this.organisation + "-s", ScreeningStatus.class,
				(event) -> keep(this.statuses, event.value()));
		this.listeners.listen(Topics.STATUS_HISTORY, this.organisation + "-h", ScreeningStatus.class,
				(event) -> keep(this.historyKeys, event.key()));
		await().atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(this.api.get("/actuator/health/readiness").status()).isEqualTo(200));
	}

	String create(String key) {
		return this.api
			.post("/api/v1/integrations", Map.of("ats", "fakeats", "settings", Map.of("subdomain", "acme"),
					"credentials", Map.of("apiKey", key)))
			.text("/id");
	}

	String connected() {
		String id = create(KEY);
		assertThat(this.api.post("/api/v1/integrations/" + id + "/test", Map.of()).text("/state"))
			.isEqualTo("CONNECTED");
		return id;
	}

	String tracking() {
		String id = connected();
		assertThat(put(id, "/jobs", Map.of("tracked", List.of(Map.of("jobId", "job-1")))).status()).isEqualTo(200);
		return id;
	}

	Answer put(String id, String path, Object body) {
		return this.api.send("PUT", "/api/v1/integrations/" + id + path, body, Map.of());
	}

	void scored(String id, String application, String scoreId, int tenths, long revision, SnapshotOrigin origin) {
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

	void publish(String topic, String id, String application, SpecificRecord value) {
		this.events.publish(topic, EventKey.of(this.organisation, id, application), value, Cause.fresh())
			.block(PATIENCE);
	}

	Mono<CredentialStore.Stored> stored(String id) {
		return this.database.inOrganisation(this.organisation,
				(client) -> this.credentials.find(client, this.organisation, id));
	}

	Integration last(String id) {
		return last(this.integrations, (one) -> one.getIntegrationId().equals(id));
	}

	static <T> T last(List<T> seen, Predicate<T> wanted) {
		List<T> matching = seen.stream().filter(wanted).toList();
		assertThat(matching).isNotEmpty();
		return matching.getLast();
	}

	/** A tombstone of another test's erasure says nothing to this one. */
	static <T> Mono<Void> keep(List<T> list, @Nullable T value) {
		if (value != null) {
			list.add(value);
		}
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
