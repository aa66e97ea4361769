package io.claraconnect.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import io.claraconnect.dossier.DossierRead;
import io.claraconnect.dossier.Vault;
import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.ids.IdGenerator;
import io.claraconnect.kit.kafka.Cause;
import io.claraconnect.kit.kafka.EventListeners;
import io.claraconnect.kit.kafka.EventPublisher;
import io.claraconnect.schemas.ApplicationSnapshot;
import io.claraconnect.schemas.AuthenticatedScope;
import io.claraconnect.schemas.DeliveryKind;
import io.claraconnect.schemas.Erasure;
import io.claraconnect.schemas.EventKey;
import io.claraconnect.schemas.Integration;
import io.claraconnect.schemas.IntegrationState;
import io.claraconnect.schemas.JobSnapshot;
import io.claraconnect.schemas.Outcome;
import io.claraconnect.schemas.Topics;
import io.claraconnect.schemas.TrackedJob;
import io.claraconnect.schemas.WebhookDelivery;
import io.claraconnect.schemas.Writeback;
import io.claraconnect.sync.request.Kind;
import io.claraconnect.sync.request.Wish;
import io.claraconnect.sync.request.Wishes;
import org.apache.avro.specific.SpecificRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** A connection of its own, and what is seen of it on the topics. */
@SpringBootTest(classes = SyncWorker.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(SyncStack.Vendors.class)
abstract class SyncScene {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final Queue<SpecificRecord> SEEN = new ConcurrentLinkedQueue<>();

	private static final Queue<String> TOMBSTONES = new ConcurrentLinkedQueue<>();

	private static boolean listening;

	@Autowired
	EventPublisher events;

	@Autowired
	EventListeners listeners;

	@Autowired
	FakeConnector connector;

	@Autowired
	Database database;

	@Autowired
	Vault vault;

	@Autowired
	Wishes wishes;

	final IdGenerator ids = IdGenerator.secure();

	final String organisation = "org-" + this.ids.hex(4);

	final String integration = "int-" + this.ids.hex(4);

	final Instant trackedSince = Instant.now().minusSeconds(3600);

	int revision;

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
			listen(Topics.ERASURES, Erasure.class);
		}
		account().addJob("job-1");
		account().addJob("job-2");
	}

	void sweep(String subject, Kind kind) {
		this.database
			.inOrganisation(this.organisation,
					(client) -> this.wishes
						.ask(client, this.organisation, this.integration, subject, kind, Wish.via(Wish.Via.SWEEP, null),
								Duration.ZERO, Cause.fresh(this.ids))
						.thenReturn(true))
			.block();
	}

	FakeAccount account() {
		return this.connector.account(this.integration);
	}

	void connect(IntegrationState state, String... jobs) {
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

	String deliver(String application, @Nullable String job, Map<String, String> refs) {
		return deliver(DeliveryKind.APPLICATION_UPDATED, application, null, job, refs);
	}

	void deliverCandidate(String candidate) {
		deliver(DeliveryKind.CANDIDATE_UPDATED, null, candidate, null, Map.of());
	}

	String deliver(DeliveryKind kind, @Nullable String application, @Nullable String candidate, @Nullable String job,
			Map<String, String> refs) {
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
		String subject = (application != null) ? application : (candidate != null) ? candidate : job;
		publish(Topics.WEBHOOKS, EventKey.of(this.organisation, this.integration, subject), delivery);
		return id;
	}

	void wrote(String application, String stage) {
		publish(Topics.WRITEBACKS, EventKey.of(this.organisation, this.integration, "application:" + application),
				Writeback.newBuilder()
					.setOrganisationId(this.organisation)
					.setIntegrationId(this.integration)
					.setAts(FakeConnector.ID.value())
					.setTarget("application:" + application)
					.setSlot("stage:" + application)
					.setApplicationId(application)
					.setAction("MOVE")
					.setOutcome("WRITTEN")
					.setExpected(stage)
					.setStatusRevision(1)
					.setAt(Instant.now())
					.build());
		await(() -> assertThat(count("own_move", "application_id = '" + application + "'")).isOne());
	}

	private void publish(String topic, String key, SpecificRecord record) {
		this.events.publish(topic, key, record, Cause.fresh(this.ids)).block();
	}

	private <T extends SpecificRecord> void listen(String topic, Class<T> type) {
		this.listeners.listen(topic, "test-" + this.ids.next(), type, (event) -> {
			if (event.value() != null) {
				SEEN.add(event.value());
			}
			else {
				TOMBSTONES.add(event.key());
			}
			return reactor.core.publisher.Mono.empty();
		});
	}

	ApplicationSnapshot awaitSnapshot(String application) {
		await(() -> assertThat(snapshots(application)).isNotEmpty());
		return snapshots(application).getFirst();
	}

	ApplicationSnapshot last(String application) {
		List<ApplicationSnapshot> all = snapshots(application);
		assertThat(all).isNotEmpty();
		return all.getLast();
	}

	List<ApplicationSnapshot> snapshots(String application) {
		return seen(ApplicationSnapshot.class).filter(
				(one) -> one.getIntegrationId().equals(this.integration) && one.getApplicationId().equals(application))
			.toList();
	}

	List<JobSnapshot> jobs(String job) {
		return seen(JobSnapshot.class)
			.filter((one) -> one.getIntegrationId().equals(this.integration) && one.getJobId().equals(job))
			.toList();
	}

	List<String> outcomes(String subject) {
		return seen(Outcome.class)
			.filter((one) -> one.getIntegrationId().equals(this.integration) && one.getSubject().equals(subject))
			.map((one) -> one.getStep() + "/" + one.getCode())
			.toList();
	}

	private static <T> Stream<T> seen(Class<T> type) {
		return SEEN.stream().filter(type::isInstance).map(type::cast);
	}

	List<Erasure> erasures(String step) {
		return seen(Erasure.class)
			.filter((one) -> one.getIntegrationId().equals(this.integration) && one.getStep().equals(step))
			.toList();
	}

	boolean tombstone(String application) {
		return TOMBSTONES.contains(EventKey.of(this.organisation, this.integration, application));
	}

	DossierRead open(ApplicationSnapshot snapshot) {
		return this.database
			.inOrganisation(this.organisation,
					(client) -> this.vault.openMaterial(client, this.organisation, snapshot.getDossierRef()))
			.block();
	}

	long count(String table, String where) {
		return rows("SELECT count(*) AS rows FROM sync." + table + " WHERE integration_id = '" + this.integration
				+ "' AND " + where);
	}

	long materials() {
		return rows("SELECT count(*) AS rows FROM dossier.material WHERE integration_id = '" + this.integration + "'");
	}

	private long rows(String sql) {
		return this.database
			.inOrganisation(this.organisation,
					(client) -> client.sql(sql).map((row) -> row.get("rows", Long.class)).one())
			.block();
	}

	static void await(org.awaitility.core.ThrowingRunnable assertion) {
		Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).untilAsserted(assertion);
	}

}
