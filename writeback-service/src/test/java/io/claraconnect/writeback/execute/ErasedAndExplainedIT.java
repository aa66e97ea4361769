package io.claraconnect.writeback.execute;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

import io.claraconnect.ats.api.Connectors;
import io.claraconnect.dossier.CandidateKeys;
import io.claraconnect.dossier.MaterialKind;
import io.claraconnect.dossier.NewMaterial;
import io.claraconnect.dossier.StoredMaterial;
import io.claraconnect.dossier.Subject;
import io.claraconnect.dossier.Suppression;
import io.claraconnect.dossier.Vault;
import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.ids.IdGenerator;
import io.claraconnect.kit.kafka.EventListeners;
import io.claraconnect.kit.kafka.EventPublisher;
import io.claraconnect.kit.seal.Digests;
import io.claraconnect.kit.seal.Sealer;
import io.claraconnect.schemas.IntegrationState;
import io.claraconnect.writeback.execute.PlayedAts.Mishap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the vault gives and takes, and a lease that changes hands. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DirtiesContext
@DisplayName("Write-back with a vault")
class ErasedAndExplainedIT {

	private static final String CONNECTION = "conn-vault";

	@Autowired
	private EventPublisher events;

	@Autowired
	private EventListeners listeners;

	@Autowired
	private Database database;

	@Autowired
	private Sealer sealer;

	@Autowired
	private Suppression suppression;

	@Autowired
	private Digests digests;

	private WritebackStory story;

	@DynamicPropertySource
	static void stack(DynamicPropertyRegistry registry) {
		WritebackStory.start(registry);
	}

	@BeforeAll
	void connect() {
		await("the replay of erasures").atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> !isErased("v1"));
		this.story = new WritebackStory(this.events, this.listeners);
		this.story.connect(CONNECTION, "editing", IntegrationState.CONNECTED, 1, 0);
	}

	@Test
	@DisplayName("tells the explanation that is in the vault")
	void explained() {
		String ref = explain("v1");
		this.story.decide(CONNECTION, "v1", "qualified", 1, (status) -> status.setExplanationRef(ref));
		await().atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(WritebackStory.EDITING.notesOf("v1")).singleElement()
				.asString()
				.contains("Four of five requirements.", "• Kafka"));
		await().atMost(Duration.ofSeconds(30)).until(() -> !WritebackStory.EDITING.tagsOf("v1").isEmpty());
	}

	@Test
	@DisplayName("writes nothing for a person who was erased, and says so")
	void erased() {
		String ref = explain("v2");
		WritebackStory.clara("clara_config")
			.inOrganisation(WritebackStory.ORGANISATION,
					(client) -> this.suppression.add(client, subject("v2"), "asked").thenReturn(true))
			.block(Duration.ofSeconds(10));
		this.story.decide(CONNECTION, "v2", "qualified", 1, (status) -> status.setExplanationRef(ref));
		await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(told("v2")).isEqualTo("DROPPED erased"));
		assertThat(WritebackStory.EDITING.notesOf("v2")).isEmpty();
		assertThat(WritebackStory.EDITING.tagsOf("v2")).isEmpty();
	}

	@Test
	@DisplayName("does not deadlock with the next status of the same application")
	void nextStatusDuringCommit() {
		this.story.decide(CONNECTION, "v4", "qualified", 1);
		await().atMost(Duration.ofSeconds(30)).until(() -> !WritebackStory.EDITING.tagsOf("v4").isEmpty());
		await().atMost(Duration.ofSeconds(30)).until(() -> count("writeback.work WHERE subject LIKE '%-v4'") == 0);

		Long dealtWith = this.database.inOrganisation(WritebackStory.ORGANISATION,
				(run) -> run.sql("SET LOCAL lock_timeout = '500ms'")
					.then()
					.then(run
						.sql("INSERT INTO writeback.work (organisation_id, integration_id, subject, kind, priority,"
								+ " payload, not_before, traceparent) VALUES ('" + WritebackStory.ORGANISATION + "', '"
								+ CONNECTION + "', 'candidate:person-of-v4', 'writeback', 5, '', now(), '')")
						.then())
					.then(Mono.fromRunnable(() -> {
						this.story.decide(CONNECTION, "v4", "not_qualified", 2);
						await().pollInterval(Duration.ofMillis(20))
							.atMost(Duration.ofSeconds(30))
							.until(() -> count("pg_locks WHERE NOT granted") > 0);
					}).subscribeOn(Schedulers.boundedElastic()))
					.then(run
						.sql("UPDATE writeback.application_status SET handled_revision = 1"
								+ " WHERE application_id = 'v4'")
						.fetch()
						.rowsUpdated())
					.flatMap((rows) -> run.sql("DELETE FROM writeback.work WHERE subject LIKE '%-v4'")
						.then()
						.thenReturn(rows)))
			.block(Duration.ofSeconds(60));

		assertThat(dealtWith).isEqualTo(1);
		await().atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(WritebackStory.EDITING.tagsOf("v4")).singleElement()
				.asString()
				.contains("not_qualified"));
	}

	private long count(String of) {
		return Objects.requireNonNull(
				this.database
					.inOrganisation(WritebackStory.ORGANISATION,
							(client) -> client.sql("SELECT count(*) AS number FROM " + of)
								.map((row) -> Objects.requireNonNull(row.get("number", Long.class)))
								.one())
					.block(Duration.ofSeconds(10)));
	}

	@Test
	@DisplayName("is one note when another process takes the person over during the call")
	void leaseTakenOver() {
		WritebackStory.EDITING.meanwhile = this.database
			.inOrganisation(WritebackStory.ORGANISATION,
					(client) -> client.sql("UPDATE writeback.work SET lease_id = 'another',"
							+ " leased_until = now() + interval '1 second' WHERE subject = 'candidate:person-of-v3'")
						.then());
		WritebackStory.EDITING.next(Mishap.MEANWHILE);
		this.story.decide(CONNECTION, "v3", "qualified", 1);
		await().atMost(Duration.ofSeconds(40))
			.untilAsserted(() -> assertThat(this.story.told("v3", "note")).containsExactly("ALREADY_THERE"));
		assertThat(WritebackStory.EDITING.notesOf("v3")).hasSize(1);
	}

	@Test
	@DisplayName("forgets an erased person's work, statuses and ledger, nobody else's, and leaves alone what stands in the ATS")
	void forgotten() {
		this.story.connect("conn-forgets", "editing", IntegrationState.CONNECTED, 1, 3);
		this.story.decide("conn-forgets", "f2", "qualified", 1);
		await().atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(kept("f2")).matches("work=[01] status=1 ledger=2"));
		await().atMost(Duration.ofSeconds(60)).until(() -> !WritebackStory.EDITING.tagsOf("f2").isEmpty());
		this.story.decide("conn-forgets", "f1", "qualified", 1);
		await("the tag waits for the next hour").atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(kept("f1")).matches("work=1 status=1 ledger=[12]"));
		await().atMost(Duration.ofSeconds(60)).until(() -> WritebackStory.EDITING.notesOf("f1").size() == 1);

		this.story.erase(this.suppression, this.digests, "conn-forgets", "person-of-f1");

		await().atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(this.story.erasures.stream().filter((one) -> one.getStep().equals("DONE")))
				.singleElement()
				.satisfies((done) -> assertThat(done.getPlace()).isEqualTo("writeback-service"))
				.satisfies((done) -> assertThat(done.getCount()).isGreaterThanOrEqualTo(3)));
		assertThat(kept("f1")).isEqualTo("work=0 status=0 ledger=0");
		assertThat(kept("f2")).matches("work=[01] status=1 ledger=2");
		assertThat(WritebackStory.EDITING.notesOf("f1")).hasSize(1);
	}

	private String kept(String applicationId) {
		return "work=" + rows("work", "subject", "candidate:person-of-" + applicationId) + " status="
				+ rows("application_status", "application_id", applicationId) + " ledger="
				+ rows("ledger", "candidate_id", "person-of-" + applicationId);
	}

	private long rows(String table, String column, String value) {
		return Objects.requireNonNull(
				this.database
					.inOrganisation(WritebackStory.ORGANISATION,
							(client) -> client
								.sql("SELECT count(*) AS n FROM writeback." + table + " WHERE " + column + " = :value")
								.bind("value", value)
								.map((row) -> Objects.requireNonNull(row.get("n", Long.class)))
								.one())
					.block(Duration.ofSeconds(10)));
	}

	private boolean isErased(String applicationId) {
		return Objects.requireNonNull(this.database
			.inOrganisation(WritebackStory.ORGANISATION,
					(client) -> this.suppression.contains(client, subject(applicationId)))
			.block(Duration.ofSeconds(10)));
	}

	private String told(String applicationId) {
		return this.story.outcomes.stream()
			.filter((outcome) -> applicationId.equals(outcome.getApplicationId()))
			.map((outcome) -> outcome.getStep() + " " + outcome.getCode())
			.findFirst()
			.orElse("");
	}

	private String explain(String applicationId) {
		Vault vault = new Vault(new CandidateKeys(WritebackStory.keys("clara_sync"), this.sealer, IdGenerator.secure()),
				this.suppression, IdGenerator.secure(), Clock.systemUTC());
		StoredMaterial stored = WritebackStory.clara("clara_scoring")
			.inOrganisation(WritebackStory.ORGANISATION,
					(client) -> vault.put(client, subject(applicationId),
							NewMaterial.original(MaterialKind.EXPLANATION, applicationId, """
									{"summaryLine": "Four of five requirements.", "met": ["Kafka"], "partial": [],
									 "missing": [], "check": []}""".getBytes(StandardCharsets.UTF_8),
									"application/json")))
			.block(Duration.ofSeconds(10));
		return stored.ref();
	}

	private static Subject subject(String applicationId) {
		return new Subject(WritebackStory.ORGANISATION, CONNECTION, "person-of-" + applicationId);
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Played {

		@Bean
		Connectors connectors() {
			return WritebackStory.CONNECTORS;
		}

	}

}
