package io.claraconnect.kit.work;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.db.TestDatabase;
import io.claraconnect.kit.ids.IdGenerator;
import io.claraconnect.local.Distribution;
import io.claraconnect.local.PostgresProcess;
import io.claraconnect.local.StackDirectory;
import io.claraconnect.local.StackPorts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class DatabaseAwayIT {

	private static final Duration SOON = Duration.ofSeconds(30);

	private final List<String> ran = new CopyOnWriteArrayList<>();

	private PostgresProcess server;

	private TestDatabase tests;

	@BeforeEach
	void start() throws IOException {
		Path directory = java.nio.file.Files.createTempDirectory("clara-away-");
		this.server = new PostgresProcess(Distribution.locate(), new StackDirectory(directory), StackPorts.free());
		this.server.start();
		this.tests = new TestDatabase(this.server);
	}

	@AfterEach
	void stop() {
		this.tests.close();
		this.server.killNow();
	}

	@Test
	@Tag("D1")
	@DisplayName("A runner goes on by itself when a killed database is back, and loses no row (D1)")
	void databaseKilled() {
		Database database = this.tests.open();
		WorkRows rows = new WorkRows(this.tests.schema());
		ask(database, rows, "before");
		WorkRunner runner = new WorkRunner("test", this.tests.open(), rows, Map.of("k", (row) -> {
			this.ran.add(row.subject());
			return row.subject().equals("before") ? Mono.delay(Duration.ofSeconds(2)).thenReturn(WorkResult.done())
					: Mono.just(WorkResult.done());
		}), new WorkSettings(4, 4, Duration.ofSeconds(6), Duration.ofMillis(50)), IdGenerator.secure(),
				new SimpleMeterRegistry());
		runner.start();
		await().atMost(SOON).until(() -> this.ran.contains("before"));

		this.server.killNow();
		await().during(Duration.ofSeconds(3)).atMost(SOON).until(runner::isRunning);
		this.server.start();
		await().atMost(SOON).ignoreExceptions().untilAsserted(() -> ask(database, rows, "after"));

		await().atMost(SOON).until(() -> this.ran.contains("after"));
		await().atMost(SOON).until(() -> this.tests.number("SELECT count(*) FROM $.work") == 0);
		runner.stop();
		assertThat(runner.isRunning()).isFalse();
	}

	private static void ask(Database database, WorkRows rows, String subject) {
		database
			.inOrganisation("org",
					(client) -> rows.upsert(client,
							new WorkItem("org", "int", subject, "k", 1, "", Duration.ZERO, "", null)))
			.block();
	}

}
