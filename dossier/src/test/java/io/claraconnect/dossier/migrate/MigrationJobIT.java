package io.claraconnect.dossier.migrate;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.claraconnect.ats.api.Secret;
import io.claraconnect.local.TestStack;
import io.claraconnect.local.StackPorts;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@DisplayName("The migration job")
class MigrationJobIT {

	private final TestStack stack = TestStack.shared();

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	@Test
	void migrates_everything_and_says_what_it_did() {
		assertThat(run(environment())).isZero();
		assertThat(this.out.toString(StandardCharsets.UTF_8)).contains("clara_keys", "platform", "dossier", "writeback")
			.doesNotContain(this.stack.adminPassword());
	}

	@Test
	void changes_nothing_the_second_time() {
		run(environment());
		assertThat(new DatabaseMigration(MigrationSettings.from(environment())).run())
			.allSatisfy((schema) -> assertThat(schema.applied()).isZero());
	}

	@Test
	void may_run_twice_at_once() {
		List<CompletableFuture<List<MigratedSchema>>> runs = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			runs.add(CompletableFuture
				.supplyAsync(() -> new DatabaseMigration(MigrationSettings.from(environment())).run()));
		}
		assertThat(runs).allSatisfy((run) -> assertThat(run.join()).isNotEmpty());
	}

	@Test
	void protects_every_table_by_organisation() throws Exception {
		run(environment());
		for (String database : List.of("clara", "clara_keys")) {
			try (var connection = DriverManager.getConnection(this.stack.jdbcUrl(database), this.stack.adminUser(),
					this.stack.adminPassword());
					var statement = connection.createStatement();
					var open = statement.executeQuery("SELECT n.nspname || '.' || c.relname FROM pg_class c"
							+ " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p')"
							+ " AND n.nspname NOT LIKE 'pg_%' AND n.nspname <> 'information_schema'"
							+ " AND c.relname <> 'flyway_schema_history' AND NOT c.relrowsecurity")) {
				assertThat(open.next()).isFalse();
			}
		}
	}

	@Test
	void names_a_missing_setting() {
		Map<String, String> environment = environment();
		environment.remove("CLARA_DB_PASSWORD_SYNC");
		assertThat(run(environment)).isEqualTo(2);
		assertThat(this.err.toString(StandardCharsets.UTF_8)).contains("CLARA_DB_PASSWORD_SYNC");
	}

	@Test
	void says_when_the_password_is_wrong() {
		Map<String, String> environment = environment();
		environment.put("CLARA_ADMIN_DB_PASSWORD", "wrong");
		assertThat(run(environment)).isEqualTo(3);
		assertThat(this.err.toString(StandardCharsets.UTF_8)).contains("CLARA_ADMIN_DB_PASSWORD");
	}

	@Test
	void gives_up_on_a_server_that_does_not_answer() {
		int nobody = StackPorts.free().postgres();
		MigrationSettings settings = new MigrationSettings("jdbc:postgresql://127.0.0.1:" + nobody + "/postgres",
				"clara_admin", Secret.of("x"), Map.of(), Duration.ofSeconds(1));
		assertThatThrownBy(() -> new DatabaseMigration(settings).run()).isInstanceOfSatisfying(MigrationFailed.class,
				(ex) -> assertThat(ex.reason().exitCode()).isEqualTo(3));
	}

	private int run(Map<String, String> environment) {
		return MigrationJob.run(environment, new PrintStream(this.out, true, StandardCharsets.UTF_8),
				new PrintStream(this.err, true, StandardCharsets.UTF_8));
	}

	/** The same passwords as the other tests of this database server. */
	private Map<String, String> environment() {
		Map<String, String> environment = new HashMap<>();
		environment.put("CLARA_ADMIN_DB_URL", this.stack.jdbcUrl("postgres"));
		environment.put("CLARA_ADMIN_DB_USER", this.stack.adminUser());
		environment.put("CLARA_ADMIN_DB_PASSWORD", this.stack.adminPassword());
		for (ServiceRole role : ServiceRole.values()) {
			environment.put(role.passwordVariable(), "only-for-tests");
		}
		return environment;
	}

}
