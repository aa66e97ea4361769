package io.claraconnect.config;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import com.sun.net.httpserver.HttpServer;
import io.claraconnect.dossier.migrate.DatabaseMigration;
import io.claraconnect.dossier.migrate.MigrationSettings;
import io.claraconnect.kit.kafka.DeployTopics;
import io.claraconnect.kit.seal.PlatformKeys;
import io.claraconnect.local.LocalStack;
import io.claraconnect.schemas.ApplicationSnapshot;
import io.claraconnect.schemas.ApplicationState;
import io.claraconnect.schemas.AuthenticatedScope;
import io.claraconnect.schemas.DeliveryKind;
import io.claraconnect.schemas.MaterialState;
import io.claraconnect.schemas.ScoreOutcome;
import io.claraconnect.schemas.ScreeningScore;
import io.claraconnect.schemas.SnapshotOrigin;
import io.claraconnect.schemas.WebhookDelivery;

import org.springframework.test.context.DynamicPropertyRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/** The stack that config-service stands in, and the events that others publish. */
final class ConfigStory {

	/** What the ingress says that it knows; high means up to date. */
	static final AtomicLong INGRESS_REVISION = new AtomicLong(1_000);

	private static final String PASSWORD = "only-for-tests";

	private ConfigStory() {
	}

	/** Changes what no service would, such as what a restore does. */
	static void asAdmin(String statement) {
		LocalStack stack = LocalStack.forTests();
		try (Connection connection = DriverManager.getConnection(stack.jdbcUrl(MigrationSettings.DATABASE),
				stack.adminUser(), stack.adminPassword()); Statement sql = connection.createStatement()) {
			sql.execute(statement);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static void stack(DynamicPropertyRegistry registry) {
		LocalStack stack = LocalStack.forTests();
		int code = DeployTopics.deploy(
				Map.of("CLARA_KAFKA_BOOTSTRAP", stack.bootstrapServers(), "CLARA_REGISTRY_URL", stack.registryUrl(),
						"CLARA_TOPIC_PARTITIONS", "3"),
				new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
		assertThat(code).isZero();
		new DatabaseMigration(MigrationSettings.withOnePassword(stack.jdbcUrl("postgres"), stack.adminUser(),
				stack.adminPassword(), PASSWORD))
			.run();
		registry.add("clara.kafka.bootstrap", stack::bootstrapServers);
		registry.add("clara.registry.url", stack::registryUrl);
		registry.add("clara.db.url", () -> stack.r2dbcUrl(MigrationSettings.DATABASE));
		registry.add("clara.db.user", () -> "clara_config");
		registry.add("clara.db.password", () -> PASSWORD);
		registry.add("clara.keys.db.url", () -> stack.r2dbcUrl(MigrationSettings.KEYS_DATABASE));
		registry.add("clara.keyset-file", () -> file("keys", PlatformKeys.newKeyFile()));
		registry.add("clara.security.admin-token-file", () -> file("token", Api.TOKEN + "\n"));
		String ingress = ingress();
		registry.add("clara.webhooks.ingress-internal-url", () -> ingress);
		registry.add("clara.webhooks.patience", () -> "1s");
	}

	private static String ingress() {
		try {
			HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
			server.createContext("/actuator/directory/", (exchange) -> {
				byte[] body = ("{\"revision\":" + INGRESS_REVISION.get() + "}").getBytes(StandardCharsets.UTF_8);
				exchange.getResponseHeaders().set("Content-Type", "application/json");
				exchange.sendResponseHeaders(200, body.length);
				exchange.getResponseBody().write(body);
				exchange.close();
			});
			server.start();
			return "http://127.0.0.1:" + server.getAddress().getPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String file(String name, String content) {
		try {
			Path file = Files.createTempFile("config-it-" + name, "");
			file.toFile().deleteOnExit();
			return Files.writeString(file, content).toString();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static WebhookDelivery delivery(String organisation, String integration, DeliveryKind kind) {
		return WebhookDelivery.newBuilder()
			.setOrganisationId(organisation)
			.setIntegrationId(integration)
			.setAts("fakeats")
			.setDeliveryId("delivery-" + kind)
			.setSlot("applied")
			.setKind(kind)
			.setVendorEvent("applied")
			.setAuthenticated(AuthenticatedScope.BODY)
			.setReceivedAt(Instant.parse("2026-11-21T09:00:00Z"))
			.build();
	}

	static ApplicationSnapshot snapshot(String organisation, String integration, String application, long revision,
			SnapshotOrigin origin) {
		return ApplicationSnapshot.newBuilder()
			.setOrganisationId(organisation)
			.setIntegrationId(integration)
			.setAts("fakeats")
			.setApplicationId(application)
			.setCandidateId("cand-" + application)
			.setJobId("job-1")
			.setState(ApplicationState.ACTIVE)
			.setStageId("inbox")
			.setAppliedAt(Instant.parse("2026-11-20T09:00:00Z"))
			.setOrigin(origin)
			.setMaterial(MaterialState.COMPLETE)
			.setDossierRef("d:test:1")
			.setRevision(revision)
			.setFetchedAt(Instant.parse("2026-11-21T09:00:00Z"))
			.build();
	}

	static ScreeningScore score(String organisation, String integration, String application, String scoreId, int tenths,
			long revision) {
		return ScreeningScore.newBuilder()
			.setOrganisationId(organisation)
			.setIntegrationId(integration)
			.setAts("fakeats")
			.setApplicationId(application)
			.setCandidateId("cand-" + application)
			.setJobId("job-1")
			.setScoreId(scoreId)
			.setOutcome(ScoreOutcome.SCORED)
			.setTotalTenths(tenths)
			.setModelVersion("m1")
			.setJobTextRef("j:1")
			.setDossierRef("d:test:1")
			.setAsOf(LocalDate.of(2026, 11, 20))
			.setApplicationRevision(revision)
			.setCreatedAt(Instant.parse("2026-11-21T09:00:00Z").plusSeconds(revision))
			.build();
	}

}
