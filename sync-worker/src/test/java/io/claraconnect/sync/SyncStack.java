package io.claraconnect.sync;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.claraconnect.ats.api.Connectors;
import io.claraconnect.dossier.migrate.DatabaseMigration;
import io.claraconnect.dossier.migrate.MigrationSettings;
import io.claraconnect.kit.kafka.DeployTopics;
import io.claraconnect.kit.seal.PlatformKeys;
import io.claraconnect.local.LocalStack;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistry;

/** Broker, database and registry with topics, schemas and tables. */
final class SyncStack {

	private static final String PASSWORD = "only-for-tests";

	private SyncStack() {
	}

	static void settings(DynamicPropertyRegistry registry) {
		LocalStack stack = LocalStack.forTests();
		new DatabaseMigration(MigrationSettings.withOnePassword(stack.jdbcUrl("postgres"), stack.adminUser(),
				stack.adminPassword(), PASSWORD))
			.run();
		int code = DeployTopics.deploy(Map.of("CLARA_KAFKA_BOOTSTRAP", stack.bootstrapServers(), "CLARA_REGISTRY_URL",
				stack.registryUrl(), "CLARA_TOPIC_PARTITIONS", "2"), new PrintStream(PrintStream.nullOutputStream()));
		if (code != 0) {
			throw new IllegalStateException("Topics cannot be deployed: " + code);
		}
		registry.add("clara.kafka.bootstrap", stack::bootstrapServers);
		registry.add("clara.registry.url", stack::registryUrl);
		registry.add("clara.db.url", () -> stack.r2dbcUrl(MigrationSettings.DATABASE));
		registry.add("clara.db.password", () -> PASSWORD);
		registry.add("clara.keys.db.url", () -> stack.r2dbcUrl(MigrationSettings.KEYS_DATABASE));
		registry.add("clara.keyset-file", SyncStack::keyFile);
		registry.add("clara.sync.document-grace", () -> "1s");
		registry.add("clara.sync.material-patience", () -> "1h");
	}

	private static String keyFile() {
		try {
			Path file = Files.createTempFile("clara-keys", ".json");
			file.toFile().deleteOnExit();
			return Files.writeString(file, PlatformKeys.newKeyFile()).toString();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The vendor's place is taken by accounts in memory. */
	@TestConfiguration(proxyBeanMethods = false)
	static class Vendors {

		@Bean
		FakeConnector fakeConnector() {
			return new FakeConnector(Duration.ofSeconds(1));
		}

		@Bean
		Connectors connectors(FakeConnector connector) {
			return Connectors.of(java.util.List.of(connector));
		}

	}

}
