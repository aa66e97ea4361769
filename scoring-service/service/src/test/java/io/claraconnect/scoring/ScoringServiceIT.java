package io.claraconnect.scoring;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import io.claraconnect.dossier.migrate.DatabaseMigration;
import io.claraconnect.dossier.migrate.MigrationSettings;
import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.kafka.CompactedDirectories;
import io.claraconnect.kit.kafka.CompactedDirectory;
import io.claraconnect.kit.kafka.DeployTopics;
import io.claraconnect.kit.kafka.EventEncoder;
import io.claraconnect.kit.kafka.EventListeners;
import io.claraconnect.kit.kafka.EventSettings;
import io.claraconnect.kit.seal.PlatformKeys;
import io.claraconnect.kit.work.WorkResult;
import io.claraconnect.kit.work.WorkRow;
import io.claraconnect.local.TestStack;
import io.claraconnect.schemas.Erasure;
import io.claraconnect.schemas.JobSnapshot;
import io.claraconnect.schemas.MaterialState;
import io.claraconnect.schemas.ScoreOutcome;
import io.claraconnect.schemas.ScreeningScore;
import io.claraconnect.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static io.claraconnect.scoring.SampleTexts.JOB;
import static io.claraconnect.scoring.SampleTexts.RESUME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The service with a real broker, registry, database and document reader. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScoringServiceIT {

	private static Map<String, Object> common;

	private final List<ScreeningScore> scores = new CopyOnWriteArrayList<>();

	private final List<ScreeningScore> history = new CopyOnWriteArrayList<>();

	private final List<String> forgotten = new CopyOnWriteArrayList<>();

	private final List<Erasure> erasures = new CopyOnWriteArrayList<>();

	@Autowired
	private EventListeners listeners;

	@Autowired
	private Database database;

	@Autowired
	private EventSettings settings;

	@Autowired
	private EventEncoder encoder;

	@Autowired
	private ApplicationRows applications;

	@Autowired
	private ScoreApplication score;

	private SyncSide sync;

	@DynamicPropertySource
	static void stack(DynamicPropertyRegistry registry) throws IOException {
		TestStack stack = TestStack.shared();
		new DatabaseMigration(MigrationSettings.withOnePassword(stack.jdbcUrl("postgres"), stack.adminUser(),
				stack.adminPassword(), "secret"))
			.run();
		assertThat(DeployTopics.deploy(
				Map.of("CLARA_KAFKA_BOOTSTRAP", stack.bootstrapServers(), "CLARA_REGISTRY_URL", stack.registryUrl(),
						"CLARA_TOPIC_PARTITIONS", "2", "CLARA_TOPIC_REPLICATION", "1"),
				new PrintStream(OutputStream.nullOutputStream())))
			.isZero();
		Path keys = Files.createTempFile("platform-keys", ".json");
		keys.toFile().deleteOnExit();
		Files.writeString(keys, PlatformKeys.newKeyFile());
		common = new HashMap<>(
				Map.of("spring.application.name", "scoring-service", "clara.kafka.bootstrap", stack.bootstrapServers(),
						"clara.registry.url", stack.registryUrl(), "clara.keyset-file", keys.toString(), "clara.db.url",
						stack.r2dbcUrl("clara"), "clara.keys.db.url", stack.r2dbcUrl("clara_keys")));
		common.forEach((name, value) -> registry.add(name, () -> value));
		registry.add("clara.db.user", () -> "clara_scoring");
		registry.add("clara.db.password", () -> "secret");
		registry.add("clara.scoring.document-reader",
				() -> Path.of(System.getProperty("clara.home"), "scoring-service/service/target/document-reader.jar")
					.toString());
	}

	@BeforeAll
	void start() {
		Map<String, Object> asSync = new HashMap<>(common);
		asSync.put("clara.db.user", "clara_sync");
		asSync.put("clara.db.password", "secret");
		asSync.put("spring.application.name", "sync-worker");
		this.sync = new SyncSide(asSync);
		this.listeners.listen(Topics.SCORES, "scoring-it", ScreeningScore.class, (event) -> {
			if (event.value() == null) {
				this.forgotten.add(event.key());
			}
			else {
				this.scores.add(event.value());
			}
			return Mono.empty();
		});
		this.listeners.listen(Topics.ERASURES, "scoring-it-erasures", Erasure.class, (event) -> {
			if (event.value() != null && event.value().getStep().equals("DONE")) {
				this.erasures.add(event.value());
			}
			return Mono.empty();
		});
		this.listeners.listen(Topics.SCORE_HISTORY, "scoring-it-history", ScreeningScore.class, (event) -> {
			this.history.add(event.value());
			return Mono.empty();
		});
		this.sync.job("j1", JOB, 1);
	}

	@AfterAll
	void stop() {
		this.sync.close();
	}

	@Test
	@Tag("4.03")
	@Tag("4.29")
	@DisplayName("A resume in the vault becomes a score with evidence by reference and an explanation, and no word of it on the topic")
	void scored() {
		String dossier = this.sync.material("c1", "a1", bytes(RESUME), "text/plain");
		this.sync.application("c1", "a1", "j1", MaterialState.COMPLETE, dossier, 5);
		ScreeningScore score = first("a1");
		assertThat(score.getOutcome()).isEqualTo(ScoreOutcome.SCORED);
		assertThat(score.getTotalTenths()).isGreaterThan(700);
		assertThat(score.getExplanationRef()).startsWith("m:");
		assertThat(score.getRequirements()).isNotEmpty()
			.anySatisfy((requirement) -> assertThat(requirement.getEvidence()).isNotEmpty()
				.allSatisfy((span) -> assertThat(span.getTextRef()).startsWith("m:")));
		assertThat(score.toString()).doesNotContain("Quandt").doesNotContain("parcel").doesNotContain("ilse");
		await().atMost(Duration.ofSeconds(20))
			.untilAsserted(
					() -> assertThat(this.history).filteredOn((old) -> old.getScoreId().equals(score.getScoreId()))
						.singleElement()
						.satisfies((old) -> assertThat(old.getApplicationId()).isNotEqualTo("a1")));
	}

	@Test
	@DisplayName("The same snapshot again gives no second score; new material supersedes the old score")
	void repeated() {
		String dossier = this.sync.material("c2", "a2", bytes(RESUME), "text/plain");
		this.sync.application("c2", "a2", "j1", MaterialState.COMPLETE, dossier, 5);
		ScreeningScore score = first("a2");
		this.sync.application("c2", "a2", "j1", MaterialState.COMPLETE, dossier, 6);
		String other = this.sync.material("c2", "a2",
				bytes("Experience\nBaker, 2015 - 2020\n- Baked bread and rolls\n"), "text/plain");
		this.sync.application("c2", "a2", "j1", MaterialState.COMPLETE, other, 7);
		await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(of("a2")).hasSize(2));
		assertThat(of("a2").getLast().getSupersedes()).isEqualTo(score.getScoreId());
		assertThat(of("a2").getLast().getTotalTenths()).isLessThan(score.getTotalTenths());
	}

	@Test
	@DisplayName("No resume after waiting and an unreadable resume are outcomes, never a zero; pending material is not scored")
	void withoutNumber() throws IOException {
		this.sync.application("c3", "a3", "j1", MaterialState.PENDING, null, 1);
		this.sync.application("c3", "a3", "j1", MaterialState.ABSENT, null, 2);
		ByteArrayOutputStream broken = new ByteArrayOutputStream();
		broken.write(bytes("%PDF-1.7\nthis is no pdf"));
		this.sync.application("c4", "a4", "j1", MaterialState.COMPLETE,
				this.sync.material("c4", "a4", broken.toByteArray(), "application/pdf"), 3);
		assertThat(first("a3").getOutcome()).isEqualTo(ScoreOutcome.NO_RESUME);
		assertThat(first("a3").getTotalTenths()).isNull();
		assertThat(first("a4").getOutcome()).isEqualTo(ScoreOutcome.UNREADABLE);
		assertThat(of("a3")).hasSize(1);
	}

	@Test
	@DisplayName("An erased person is not scored")
	void erased() {
		String dossier = this.sync.material("c5", "a5", bytes(RESUME), "text/plain");
		this.sync.erase("c5");
		this.sync.application("c5", "a5", "j1", MaterialState.COMPLETE, dossier, 1);
		this.sync.application("c7", "a7", "j1", MaterialState.COMPLETE,
				this.sync.material("c7", "a7", bytes(RESUME), "text/plain"), 1);
		assertThat(first("a7").getOutcome()).isEqualTo(ScoreOutcome.SCORED);
		await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(5)).until(() -> of("a5").isEmpty());
	}

	@Test
	@Tag("E6")
	@DisplayName("Applications whose job has not come wait for it without holding others up, and are scored when it comes")
	void jobComesLater() {
		String dossier = this.sync.material("c6", "a6", bytes(RESUME), "text/plain");
		for (int more = 0; more < 40; more++) {
			this.sync.application("c6", "a6-" + more, "late", MaterialState.COMPLETE, dossier, 1);
		}
		this.sync.application("c8", "a8", "j1", MaterialState.COMPLETE,
				this.sync.material("c8", "a8", bytes(RESUME), "text/plain"), 1);
		first("a8");
		await().atMost(Duration.ofSeconds(30)).until(() -> parked() == 40);
		assertThat(of("a6-0")).isEmpty();
		this.sync.job("late", JOB, 1);

		await().atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(this.scores.stream()
				.filter((score) -> score.getApplicationId().startsWith("a6-"))
				.map(ScreeningScore::getApplicationId)
				.distinct()).hasSize(40));
		assertThat(parked()).isZero();
	}

	@Test
	@Tag("C3")
	@DisplayName("An application that a restarted process takes before it knows all jobs again is not parked for ever")
	void jobsNotReadAgainYet() {
		this.sync.application("c14", "a14", "j1", MaterialState.COMPLETE,
				this.sync.material("c14", "a14", bytes(RESUME), "text/plain"), 1);
		first("a14");
		CompactedDirectory<JobSnapshot> notRead = new CompactedDirectories(this.settings, this.encoder, "scoring-it",
				new SimpleMeterRegistry())
			.open(Topics.JOBS, JobSnapshot.class, JobSnapshot::getRevision);
		WorkRow row = new WorkRow(SyncSide.ORGANISATION, SyncSide.INTEGRATION, JobListener.SUBJECT + "a14",
				JobListener.KIND, 5, "", 1, 1, Instant.EPOCH, "lease", "", null);

		WorkResult result = new ScoreRun(notRead, this.database, this.applications, this.score).run(row).block();

		assertThat(result).isInstanceOf(WorkResult.Retry.class);
	}

	@Test
	@DisplayName("When the text of a job changes its applications are scored again, once, and a repeated job changes nothing")
	void jobChanges() {
		this.sync.job("changing", JOB, 1);
		String dossier = this.sync.material("c9", "a9", bytes(RESUME), "text/plain");
		this.sync.application("c9", "a9", "changing", MaterialState.COMPLETE, dossier, 1);
		ScreeningScore before = first("a9");
		this.sync.job("changing", JOB.replace("Kubernetes", "Cobol on mainframes"), 2);
		await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(of("a9")).hasSize(2));
		assertThat(of("a9").getLast().getSupersedes()).isEqualTo(before.getScoreId());
		this.sync.job("changing", JOB.replace("Kubernetes", "Cobol on mainframes"), 3);
		this.sync.application("c10", "a10", "changing", MaterialState.COMPLETE,
				this.sync.material("c10", "a10", bytes(RESUME), "text/plain"), 1);
		first("a10");
		await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(10)).until(() -> of("a9").size() == 2);
	}

	@Test
	@DisplayName("An erased person's score and snapshot are forgotten, here and on the topic, and nobody else's")
	void forgotten() {
		for (String one : List.of("11", "12")) {
			this.sync.application("c" + one, "a" + one, "j1", MaterialState.COMPLETE,
					this.sync.material("c" + one, "a" + one, bytes(RESUME), "text/plain"), 1);
			first("a" + one);
		}
		String waiting = this.sync.material("c11", "a13", bytes(RESUME), "text/plain");
		this.sync.application("c11", "a13", "never", MaterialState.COMPLETE, waiting, 1);
		await().atMost(Duration.ofSeconds(30)).until(() -> rows("application", "a13") == 1);
		this.sync.askedToErase("c11", List.of("a11", "a13"));
		await().atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(this.erasures).singleElement().satisfies((done) -> {
				assertThat(done.getPlace()).isEqualTo("scoring-service");
				assertThat(done.getCount()).isEqualTo(2);
			}));
		for (String table : List.of("current_score", "application")) {
			assertThat(rows(table, "a11") + rows(table, "a13")).as(table).isZero();
		}
		assertThat(rows("current_score", "a12")).isOne();
		await().atMost(Duration.ofSeconds(30))
			.untilAsserted(
					() -> assertThat(this.forgotten).containsExactlyInAnyOrder("acme:conn1:a11", "acme:conn1:a13"));
	}

	private long rows(String table, String applicationId) {
		return this.database
			.inOrganisation(SyncSide.ORGANISATION,
					(client) -> client
						.sql("SELECT count(*) AS n FROM scoring." + table + " WHERE application_id = :application")
						.bind("application", applicationId)
						.map((row) -> Objects.requireNonNull(row.get("n", Long.class)))
						.one())
			.block();
	}

	private long parked() {
		return this.database
			.inOrganisation(SyncSide.ORGANISATION,
					(client) -> client.sql("SELECT count(*) AS parked FROM scoring.work WHERE state = 'PARKED'")
						.map((row) -> Objects.requireNonNull(row.get("parked", Long.class)))
						.one())
			.block();
	}

	private ScreeningScore first(String applicationId) {
		await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(of(applicationId)).isNotEmpty());
		return of(applicationId).getFirst();
	}

	private List<ScreeningScore> of(String applicationId) {
		return this.scores.stream().filter((score) -> score.getApplicationId().equals(applicationId)).toList();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
