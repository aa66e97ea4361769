package io.claraconnect.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.DocumentRef.Readiness;
import io.claraconnect.dossier.DossierRead;
import io.claraconnect.dossier.Material;
import io.claraconnect.dossier.MaterialKind;
import io.claraconnect.dossier.Vault;
import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.ids.IdGenerator;
import io.claraconnect.kit.kafka.Cause;
import io.claraconnect.kit.kafka.EventListeners;
import io.claraconnect.kit.kafka.EventPublisher;
import io.claraconnect.schemas.ApplicationSnapshot;
import io.claraconnect.schemas.ApplicationState;
import io.claraconnect.schemas.AuthenticatedScope;
import io.claraconnect.schemas.DeliveryKind;
import io.claraconnect.schemas.EventKey;
import io.claraconnect.schemas.Integration;
import io.claraconnect.schemas.IntegrationState;
import io.claraconnect.schemas.JobSnapshot;
import io.claraconnect.schemas.MaterialState;
import io.claraconnect.schemas.Outcome;
import io.claraconnect.schemas.SnapshotOrigin;
import io.claraconnect.schemas.Topics;
import io.claraconnect.schemas.TrackedJob;
import io.claraconnect.schemas.WebhookDelivery;
import org.apache.avro.specific.SpecificRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(classes = SyncWorker.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(SyncStack.Vendors.class)
@DisplayName("sync-worker")
class SyncWorkerIT {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final Queue<SpecificRecord> SEEN = new ConcurrentLinkedQueue<>();

	private static boolean listening;

	@Autowired
	private EventPublisher events;

	@Autowired
	private EventListeners listeners;

	@Autowired
	private FakeConnector connector;

	@Autowired
	private Database database;

	@Autowired
	private Vault vault;

	private final IdGenerator ids = IdGenerator.secure();

	private final String organisation = "org-" + this.ids.hex(4);

	private final String integration = "int-" + this.ids.hex(4);

	private final Instant trackedSince = Instant.now().minusSeconds(3600);

	private int revision;

	@DynamicPropertySource
	static void settings(DynamicPropertyRegistry registry) {
		SyncStack.settings(registry);
	}

	@BeforeEach
	void listen() {
		if (!listening) {
			listening = true;
			listen(Topics.APPLICATIONS, ApplicationSnapshot.class);
			listen(Topics.JOBS, JobSnapshot.class);
			listen(Topics.OUTCOMES, Outcome.class);
		}
		account().addJob("job-1");
		account().addJob("job-2");
	}

	@Test
	@Tag("2.18")
	void turns_a_delivery_into_a_snapshot_with_material_in_the_vault() {
		connect(IntegrationState.CONNECTED, "job-1");
		account().apply("app-1", "job-1", Instant.now(), Readiness.READY);
		deliver("app-1", null, Map.of("result", "card-7"));
		await(() -> assertThat(last("app-1").getReplyRefs()).containsEntry("result", "card-7"));
		ApplicationSnapshot snapshot = last("app-1");
		assertThat(snapshot.getState()).isEqualTo(ApplicationState.ACTIVE);
		assertThat(snapshot.getOrigin()).isEqualTo(SnapshotOrigin.LIVE);
		assertThat(snapshot.getMaterial()).isEqualTo(MaterialState.COMPLETE);
		assertThat(snapshot.getStageName()).isEqualTo("Inbox");
		assertThat(open(snapshot)).isInstanceOfSatisfying(DossierRead.Opened.class, (opened) -> {
			assertThat(opened.newest(MaterialKind.RESUME_FILE)).get()
				.extracting(Material::text)
				.isEqualTo("resume of app-1");
			assertThat(opened.newest(MaterialKind.PERSON)).get()
				.extracting(Material::text)
				.asString()
				.contains("Quill");
			assertThat(opened.newest(MaterialKind.ANSWERS)).isPresent();
		});
		assertThat(snapshot.toString()).doesNotContain("Quill").doesNotContain("ada@");
		await(() -> assertThat(outcomes("application:app-1")).contains("FETCHED/new", "MATERIAL/complete"));
	}

	@Test
	@Tag("2.17")
	void reads_a_tracked_job_and_its_earlier_applications() {
		account().apply("old-1", "job-1", this.trackedSince.minusSeconds(86_400), Readiness.READY);
		account().apply("old-2", "job-1", this.trackedSince.minusSeconds(86_400), null);
		account().apply("other", "job-2", this.trackedSince.minusSeconds(86_400), Readiness.READY);
		connect(IntegrationState.CONNECTED, "job-1");
		await(() -> assertThat(jobs("job-1")).singleElement().satisfies((job) -> {
			assertThat(job.getTitle()).isEqualTo("Bridge builder");
			assertThat(job.getTextRef()).startsWith("j:");
		}));
		assertThat(awaitSnapshot("old-1").getOrigin()).isEqualTo(SnapshotOrigin.BACKFILL);
		assertThat(awaitSnapshot("old-2").getMaterial()).isEqualTo(MaterialState.ABSENT);
		assertThat(snapshots("other")).isEmpty();
		assertThat(count("application", "application_id = 'other'")).isZero();
	}

	@Test
	void keeps_nothing_of_an_untracked_job() {
		connect(IntegrationState.CONNECTED, "job-1");
		account().apply("app-2", "job-2", Instant.now(), Readiness.READY);
		int reads = account().reads.get();
		String named = deliver("app-2", "job-2", Map.of());
		await(() -> assertThat(outcomes("delivery:" + named)).containsExactly("DROPPED/untracked_job"));
		assertThat(account().reads.get()).as("no call when the delivery names the job").isEqualTo(reads);
		deliver("app-2", null, Map.of());
		await(() -> assertThat(outcomes("application:app-2")).containsExactly("DROPPED/untracked_job"));
		assertThat(account().reads.get()).isEqualTo(reads + 1);
		deliver("app-2", null, Map.of());
		await(() -> assertThat(outcomes("application:app-2")).hasSize(2));
		assertThat(account().reads.get()).as("no second call for what was looked up").isEqualTo(reads + 1);
		assertThat(account().downloads.get()).isZero();
		assertThat(snapshots("app-2")).isEmpty();
		assertThat(count("application", "true")).isZero();
		assertThat(materials()).isZero();
	}

	@Test
	void never_lets_an_older_fetch_overwrite_a_newer_one() {
		connect(IntegrationState.CONNECTED, "job-1");
		account().apply("app-3", "job-1", Instant.now(), Readiness.READY);
		account().slow.put("app-3", FakeAccount.after(Duration.ofSeconds(3)));
		deliver("app-3", null, Map.of());
		await(() -> assertThat(account().slow).isEmpty());
		account().move("app-3", FakeAccount.INTERVIEW);
		deliverCandidate("candidate-of-app-3");
		await(() -> assertThat(snapshots("app-3")).isNotEmpty());
		await(() -> assertThat(outcomes("application:app-3")).contains("FETCHED/overtaken"));
		assertThat(snapshots("app-3"))
			.allSatisfy((snapshot) -> assertThat(snapshot.getStageName()).isEqualTo("Interview"));
	}

	@Test
	void waits_for_a_resume_that_the_vendor_still_works_on() {
		connect(IntegrationState.CONNECTED, "job-1");
		account().apply("app-4", "job-1", Instant.now(), Readiness.PROCESSING);
		deliver("app-4", null, Map.of());
		ApplicationSnapshot pending = awaitSnapshot("app-4");
		assertThat(pending.getMaterial()).isEqualTo(MaterialState.PENDING);
		assertThat(pending.getMaterialPendingUntil()).isAfter(Instant.now().plusSeconds(1800));
		account().apply("app-4", "job-1", pending.getAppliedAt(), Readiness.READY);
		deliver("app-4", null, Map.of());
		await(() -> assertThat(last("app-4").getMaterial()).isEqualTo(MaterialState.COMPLETE));
		assertThat(last("app-4").getRevision()).isGreaterThan(pending.getRevision());
		assertThat(last("app-4").getMaterialPendingUntil()).isNull();
	}

	@Test
	void says_absent_when_no_resume_came_within_the_grace() {
		connect(IntegrationState.CONNECTED, "job-1");
		account().apply("app-5", "job-1", Instant.now(), null);
		deliver("app-5", null, Map.of());
		assertThat(awaitSnapshot("app-5").getMaterial()).isEqualTo(MaterialState.PENDING);
		await(() -> assertThat(last("app-5").getMaterial()).isEqualTo(MaterialState.ABSENT));
		await(() -> assertThat(outcomes("application:app-5")).contains("MATERIAL/no_resume"));
	}

	@Test
	void makes_one_event_of_many_equal_deliveries() {
		connect(IntegrationState.CONNECTED, "job-1");
		account().apply("app-6", "job-1", Instant.now(), Readiness.READY);
		for (int i = 0; i < 20; i++) {
			deliver("app-6", null, Map.of());
		}
		awaitSnapshot("app-6");
		await(() -> assertThat(count("work", "subject LIKE '%app-6'")).isZero());
		assertThat(snapshots("app-6")).hasSize(1);
		assertThat(account().downloads.get()).isOne();
	}

	@Test
	void says_gone_after_a_second_look() {
		connect(IntegrationState.CONNECTED, "job-1");
		account().apply("app-7", "job-1", Instant.now(), Readiness.READY);
		deliver("app-7", null, Map.of());
		ApplicationSnapshot snapshot = awaitSnapshot("app-7");
		account().applications.remove("app-7");
		deliver("app-7", null, Map.of());
		await(() -> assertThat(last("app-7").getState()).isEqualTo(ApplicationState.GONE));
		assertThat(last("app-7").getDossierRef()).isEqualTo(snapshot.getDossierRef());
		assertThat(open(snapshot)).isInstanceOf(DossierRead.Opened.class);
	}

	@Test
	void erases_a_person_whom_the_vendor_anonymised() {
		connect(IntegrationState.CONNECTED, "job-1");
		account().apply("app-8", "job-1", Instant.now(), Readiness.READY);
		deliver("app-8", null, Map.of());
		ApplicationSnapshot snapshot = awaitSnapshot("app-8");
		account().anonymise("app-8");
		deliver("app-8", null, Map.of());
		await(() -> assertThat(last("app-8").getDossierRef()).isNull());
		assertThat(open(snapshot)).isInstanceOf(DossierRead.Erased.class);
	}

	@Test
	void parks_what_a_paused_connection_asks_for_and_wakes_it() {
		connect(IntegrationState.PAUSED, "job-1");
		account().apply("app-9", "job-1", Instant.now(), Readiness.READY);
		deliver("app-9", null, Map.of());
		await(() -> assertThat(outcomes("application:app-9")).contains("PARKED/paused"));
		assertThat(account().reads.get()).isZero();
		connect(IntegrationState.CONNECTED, "job-1");
		assertThat(awaitSnapshot("app-9").getMaterial()).isEqualTo(MaterialState.COMPLETE);
	}

	@Test
	void drops_everything_of_a_disconnected_connection() {
		connect(IntegrationState.PAUSED, "job-1");
		deliver("app-10", null, Map.of());
		await(() -> assertThat(count("work", "state = 'PARKED'")).isOne());
		connect(IntegrationState.DISCONNECTED, "job-1");
		await(() -> assertThat(count("work", "true")).isZero());
	}

	@Test
	@Tag("4.54")
	void parks_when_the_vendor_refuses_the_credentials() {
		connect(IntegrationState.CONNECTED, "job-1");
		account().apply("app-11", "job-1", Instant.now(), Readiness.READY);
		account().failures.put("app-11", AtsException.unauthorized("revoked"));
		deliver("app-11", null, Map.of());
		await(() -> assertThat(outcomes("application:app-11")).contains("PARKED/unauthorized"));
		await(() -> assertThat(count("work", "state = 'PARKED' AND cause = 'unauthorized'")).isOne());
	}

	private FakeAccount account() {
		return this.connector.account(this.integration);
	}

	private void connect(IntegrationState state, String... jobs) {
		Integration event = Integration.newBuilder()
			.setOrganisationId(this.organisation)
			.setIntegrationId(this.integration)
			.setAts(FakeConnector.ID.value())
			.setCaption("Test")
			.setState(state)
			.setCredentialRevision(1)
			.setTrackedJobs(Stream.of(jobs)
				.map((job) -> TrackedJob.newBuilder().setJobId(job).setTrackedSince(this.trackedSince).build())
				.toList())
			.setRevision(++this.revision)
			.setUpdatedAt(Instant.now())
			.build();
		publish(Topics.INTEGRATIONS, EventKey.of(this.organisation, this.integration), event);
		await(() -> assertThat(count("connection", "state = '" + state + "'"))
			.isEqualTo((state == IntegrationState.DISCONNECTED) ? 0 : 1), state);
	}

	/** A disconnected connection leaves its last state; its rows of work tell. */
	private void await(org.awaitility.core.ThrowingRunnable assertion, IntegrationState state) {
		if (state != IntegrationState.DISCONNECTED) {
			await(assertion);
		}
	}

	private String deliver(String application, @Nullable String job, Map<String, String> refs) {
		return deliver(DeliveryKind.APPLICATION_UPDATED, application, null, job, refs);
	}

	private void deliverCandidate(String candidate) {
		deliver(DeliveryKind.CANDIDATE_UPDATED, null, candidate, null, Map.of());
	}

	private String deliver(DeliveryKind kind, @Nullable String application, @Nullable String candidate,
			@Nullable String job, Map<String, String> refs) {
		String id = this.ids.next();
		WebhookDelivery delivery = WebhookDelivery.newBuilder()
			.setOrganisationId(this.organisation)
			.setIntegrationId(this.integration)
			.setAts(FakeConnector.ID.value())
			.setDeliveryId(id)
			.setKind(kind)
			.setVendorEvent("something_happened")
			.setAuthenticated(AuthenticatedScope.BODY)
			.setApplicationId(application)
			.setCandidateId(candidate)
			.setJobId(job)
			.setReceivedAt(Instant.now())
			.setReplyRefs(refs)
			.build();
		String subject = (application != null) ? application : candidate;
		publish(Topics.WEBHOOKS, EventKey.of(this.organisation, this.integration, subject), delivery);
		return id;
	}

	private void publish(String topic, String key, SpecificRecord record) {
		this.events.publish(topic, key, record, Cause.fresh(this.ids)).block();
	}

	private <T extends SpecificRecord> void listen(String topic, Class<T> type) {
		this.listeners.listen(topic, "test-" + this.ids.next(), type, (event) -> {
			if (event.value() != null) {
				SEEN.add(event.value());
			}
			return reactor.core.publisher.Mono.empty();
		});
	}

	private ApplicationSnapshot awaitSnapshot(String application) {
		await(() -> assertThat(snapshots(application)).isNotEmpty());
		return snapshots(application).getFirst();
	}

	private ApplicationSnapshot last(String application) {
		List<ApplicationSnapshot> all = snapshots(application);
		assertThat(all).isNotEmpty();
		return all.getLast();
	}

	private List<ApplicationSnapshot> snapshots(String application) {
		return seen(ApplicationSnapshot.class).filter(
				(one) -> one.getIntegrationId().equals(this.integration) && one.getApplicationId().equals(application))
			.toList();
	}

	private List<JobSnapshot> jobs(String job) {
		return seen(JobSnapshot.class)
			.filter((one) -> one.getIntegrationId().equals(this.integration) && one.getJobId().equals(job))
			.toList();
	}

	private List<String> outcomes(String subject) {
		return seen(Outcome.class)
			.filter((one) -> one.getIntegrationId().equals(this.integration) && one.getSubject().equals(subject))
			.map((one) -> one.getStep() + "/" + one.getCode())
			.toList();
	}

	private static <T> Stream<T> seen(Class<T> type) {
		return SEEN.stream().filter(type::isInstance).map(type::cast);
	}

	private DossierRead open(ApplicationSnapshot snapshot) {
		return this.database
			.inOrganisation(this.organisation,
					(client) -> this.vault.openMaterial(client, this.organisation, snapshot.getDossierRef()))
			.block();
	}

	private long count(String table, String where) {
		return rows("SELECT count(*) AS rows FROM sync." + table + " WHERE integration_id = '" + this.integration
				+ "' AND " + where);
	}

	private long materials() {
		return rows("SELECT count(*) AS rows FROM dossier.material WHERE integration_id = '" + this.integration + "'");
	}

	private long rows(String sql) {
		return this.database
			.inOrganisation(this.organisation,
					(client) -> client.sql(sql).map((row) -> row.get("rows", Long.class)).one())
			.block();
	}

	private static void await(org.awaitility.core.ThrowingRunnable assertion) {
		Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).untilAsserted(assertion);
	}

}
