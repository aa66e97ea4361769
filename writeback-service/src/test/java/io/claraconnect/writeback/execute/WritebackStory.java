package io.claraconnect.writeback.execute;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.claraconnect.ats.api.Capability;
import io.claraconnect.ats.api.Connectors;
import io.claraconnect.ats.api.WriteBehaviour.Target;
import io.claraconnect.dossier.Subject;
import io.claraconnect.dossier.Suppression;
import io.claraconnect.dossier.migrate.DatabaseMigration;
import io.claraconnect.dossier.migrate.MigrationSettings;
import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.db.DatabaseProperties;
import io.claraconnect.kit.db.Databases;
import io.claraconnect.kit.ids.IdGenerator;
import io.claraconnect.kit.kafka.Cause;
import io.claraconnect.kit.kafka.DeployTopics;
import io.claraconnect.kit.kafka.EventListeners;
import io.claraconnect.kit.kafka.EventPublisher;
import io.claraconnect.kit.seal.Digests;
import io.claraconnect.kit.seal.PlatformKeys;
import io.claraconnect.local.LocalStack;
import io.claraconnect.schemas.DecidedApplicationState;
import io.claraconnect.schemas.Erasure;
import io.claraconnect.schemas.EventKey;
import io.claraconnect.schemas.Integration;
import io.claraconnect.schemas.IntegrationState;
import io.claraconnect.schemas.Outcome;
import io.claraconnect.schemas.ScreeningStatus;
import io.claraconnect.schemas.StatusOrigin;
import io.claraconnect.schemas.Topics;
import io.claraconnect.schemas.TrackedJob;
import io.claraconnect.schemas.Writeback;
import reactor.core.publisher.Mono;

import org.springframework.test.context.DynamicPropertyRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The world around the service: broker, database, registry, connections, statuses and two
 * kinds of ATS.
 */
final class WritebackStory {

	static final String ORGANISATION = "acme";

	/** Edits and deletes notes; tags hang on the application. */
	static final PlayedAts EDITING = new PlayedAts("editing", Target.APPLICATION,
			EnumSet.of(Capability.WRITE_NOTE, Capability.EDIT_NOTE, Capability.DELETE_NOTE, Capability.WRITE_TAG));

	/** Notes stay as they are; tags hang on the person. */
	static final PlayedAts ADDING = new PlayedAts("adding", Target.CANDIDATE,
			EnumSet.of(Capability.WRITE_NOTE, Capability.WRITE_TAG));

	/** Moves applications and writes nothing else. */
	static final PlayedAts MOVING = new PlayedAts("moving", Target.APPLICATION, EnumSet.of(Capability.MOVE_STAGE));

	static final Connectors CONNECTORS = Connectors.of(List.of(EDITING, ADDING, MOVING));

	private static final String PASSWORD = "only-for-tests";

	private static final String KEY_FILE = keyFile();

	private final EventPublisher events;

	private final String group = "writeback-it-" + IdGenerator.secure().hex(4);

	final List<Writeback> writebacks = new CopyOnWriteArrayList<>();

	final List<Outcome> outcomes = new CopyOnWriteArrayList<>();

	final List<Erasure> erasures = new CopyOnWriteArrayList<>();

	WritebackStory(EventPublisher events, EventListeners listeners) {
		this.events = events;
		listeners.listen(Topics.WRITEBACKS, this.group, Writeback.class, (event) -> {
			this.writebacks.add(event.value());
			return Mono.empty();
		});
		listeners.listen(Topics.ERASURES, this.group, Erasure.class, (event) -> {
			this.erasures.add(event.value());
			return Mono.empty();
		});
		listeners.listen(Topics.OUTCOMES, this.group, Outcome.class, (event) -> {
			this.outcomes.add(event.value());
			return Mono.empty();
		});
	}

	static void start(DynamicPropertyRegistry registry) {
		LocalStack stack = LocalStack.forTests();
		assertThat(
				DeployTopics.deploy(
						Map.of("CLARA_KAFKA_BOOTSTRAP", stack.bootstrapServers(), "CLARA_REGISTRY_URL",
								stack.registryUrl(), "CLARA_TOPIC_PARTITIONS", "2"),
						new PrintStream(OutputStream.nullOutputStream())))
			.isZero();
		new DatabaseMigration(MigrationSettings.withOnePassword(stack.jdbcUrl("postgres"), stack.adminUser(),
				stack.adminPassword(), PASSWORD))
			.run();
		registry.add("clara.kafka.bootstrap", stack::bootstrapServers);
		registry.add("clara.registry.url", stack::registryUrl);
		registry.add("clara.keyset-file", () -> KEY_FILE);
		registry.add("clara.db.url", () -> stack.r2dbcUrl(MigrationSettings.DATABASE));
		registry.add("clara.keys.db.url", () -> stack.r2dbcUrl(MigrationSettings.KEYS_DATABASE));
		registry.add("clara.db.user", () -> "clara_writeback");
		registry.add("clara.db.password", () -> PASSWORD);
		registry.add("clara.writeback.audits", () -> "1500ms,4s,7s");
		registry.add("clara.writeback.first-wait", () -> "100ms");
	}

	private static String keyFile() {
		try {
			Path file = Files.createTempFile("platform-keys", ".json");
			file.toFile().deleteOnExit();
			Files.writeString(file, PlatformKeys.newKeyFile());
			return file.toString();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static Database clara(String role) {
		return database(MigrationSettings.DATABASE, role);
	}

	static Database keys(String role) {
		return database(MigrationSettings.KEYS_DATABASE, role);
	}

	private static Database database(String name, String role) {
		return new Database(Databases.pool(new DatabaseProperties(LocalStack.forTests().r2dbcUrl(name), role, PASSWORD,
				2, Duration.ofSeconds(10), Duration.ofSeconds(15))));
	}

	void connect(String integrationId, String ats, IntegrationState state, long revision, int writesPerHour) {
		connect(integrationId, ats, revision,
				(integration) -> integration.setState(state).setWritesPerHour(writesPerHour));
	}

	void connect(String integrationId, String ats, long revision, Consumer<Integration.Builder> more) {
		Integration.Builder builder = Integration.newBuilder()
			.setOrganisationId(ORGANISATION)
			.setIntegrationId(integrationId)
			.setAts(ats)
			.setCaption("Played")
			.setState(IntegrationState.CONNECTED)
			.setCredentialRevision(1)
			.setTrackedJobs(List.of(tracked("job-1"), tracked("job-2")))
			.setWritesPerHour(0)
			.setRevision(revision)
			.setUpdatedAt(Instant.parse("2026-11-21T09:00:00Z"));
		more.accept(builder);
		publish(Topics.INTEGRATIONS, EventKey.of(ORGANISATION, integrationId), builder.build());
	}

	private static TrackedJob tracked(String jobId) {
		return TrackedJob.newBuilder().setJobId(jobId).setTrackedSince(Instant.parse("2026-11-01T09:00:00Z")).build();
	}

	void decide(String integrationId, String applicationId, String status, long revision,
			Consumer<ScreeningStatus.Builder> more) {
		ScreeningStatus.Builder builder = ScreeningStatus.newBuilder()
			.setOrganisationId(ORGANISATION)
			.setIntegrationId(integrationId)
			.setAts("played")
			.setApplicationId(applicationId)
			.setCandidateId("person-of-" + applicationId)
			.setJobId("job-1")
			.setStatus(status)
			.setOrigin(StatusOrigin.SCORE)
			.setTotalTenths(812)
			.setThreshold(70)
			.setApplicationState(DecidedApplicationState.ACTIVE)
			.setStageId("stage-1")
			.setApplicationRevision(1)
			.setRevision(revision)
			.setDecidedAt(Instant.parse("2026-11-21T09:00:00Z"));
		more.accept(builder);
		publish(Topics.STATUSES, EventKey.of(ORGANISATION, integrationId, applicationId), builder.build());
	}

	void decide(String integrationId, String applicationId, String status, long revision) {
		decide(integrationId, applicationId, status, revision, (builder) -> {
		});
	}

	/**
	 * What config-service does and tells every place once somebody is to be erased. Told
	 * without having been done, it keeps every later start waiting for its replay.
	 */
	void erase(Suppression suppression, Digests digests, String integrationId, String candidateId) {
		clara("clara_config")
			.inOrganisation(ORGANISATION,
					(client) -> suppression.add(client, new Subject(ORGANISATION, integrationId, candidateId), "asked")
						.thenReturn(true))
			.block(Duration.ofSeconds(10));
		publish(Topics.ERASURES, EventKey.ofAlias(ORGANISATION, "alias-of-" + candidateId), Erasure.newBuilder()
			.setOrganisationId(ORGANISATION)
			.setIntegrationId(integrationId)
			.setAlias("alias-of-" + candidateId)
			.setSuppressionDigest(
					HexFormat.of().formatHex(digests.hmac("suppression", ORGANISATION, integrationId, candidateId)))
			.setStep("ASKED")
			.setAt(Instant.parse("2026-11-21T09:00:00Z"))
			.build());
	}

	private void publish(String topic, String key, org.apache.avro.specific.SpecificRecord value) {
		this.events.publish(topic, key, value, Cause.fresh()).block(Duration.ofSeconds(20));
	}

	List<String> told(String applicationId, String slotKind) {
		return this.writebacks.stream()
			.filter((told) -> applicationId.equals(told.getApplicationId()) && told.getSlot().startsWith(slotKind))
			.map((told) -> (told.getCode() != null) ? told.getOutcome() + " " + told.getCode() : told.getOutcome())
			.toList();
	}

}
