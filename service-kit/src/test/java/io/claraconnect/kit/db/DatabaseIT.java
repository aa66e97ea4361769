package io.claraconnect.kit.db;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.health.contributor.Status;
import org.springframework.r2dbc.core.DatabaseClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class DatabaseIT {

	private final TestDatabase tests = new TestDatabase();

	private final Database database = this.tests.open(1);

	@AfterEach
	void close() {
		this.tests.close();
	}

	@Test
	@DisplayName("An organisation sees and writes its own rows only; a runner sees all")
	void rowLevelSecurity() {
		in("a", (client) -> insert(client, "a"));
		in("b", (client) -> insert(client, "b"));

		assertThat(in("a", this::visible)).isOne();
		assertThat(this.database.acrossOrganisations(this::visible).block()).isEqualTo(2);
		assertThatThrownBy(() -> in("a", (client) -> insert(client, "b"))).hasMessageContaining("row-level security");
	}

	@Test
	@DisplayName("The organisation of one transaction is not seen by the next borrower of the connection")
	void noLeak() {
		in("a", (client) -> insert(client, "a"));
		this.database.acrossOrganisations(this::visible).block();

		assertThat(in("b", this::visible)).isZero();
		DatabaseClient bare = DatabaseClient.create(this.tests.pool(1));
		assertThat(visible(bare).block()).isZero();
		assertThat(in("a",
				(client) -> Mono.error(new IllegalStateException("x"))
					.then(visible(client))
					.onErrorResume((ex) -> Mono.just(-1L))))
			.isEqualTo(-1);
		assertThat(in("b", this::visible)).isZero();
	}

	@Test
	@DisplayName("Errors before or after the last statement roll back, and the connection is usable again")
	void errorRollsBack() {
		assertThatIllegalStateException().isThrownBy(() -> in("a",
				(client) -> insert(client, "a").then(Mono.<Long>error(new IllegalStateException("after")))));
		assertThatIllegalStateException().isThrownBy(() -> in("a", (client) -> {
			throw new IllegalStateException("at once");
		}));

		assertThat(in("a", this::visible)).isZero();
	}

	@Test
	@DisplayName("A cancelled unit of work is rolled back, and the connection goes back to the pool")
	void cancelRollsBack() {
		assertThatThrownBy(
				() -> this.database.inOrganisation("a", (client) -> insert(client, "a").then(Mono.<Long>never()))
					.timeout(Duration.ofMillis(400))
					.block())
			.hasMessageContaining("400");

		await().atMost(Duration.ofSeconds(5)).until(() -> in("a", this::visible) == 0);
	}

	@Test
	@DisplayName("A call inside another takes part in its transaction; for another organisation it errors")
	void nested() {
		assertThatIllegalStateException()
			.isThrownBy(() -> in("a", (client) -> this.database.inOrganisation("a", (inner) -> insert(inner, "a"))
				.then(Mono.<Long>error(new IllegalStateException("outer")))));
		assertThat(in("a", this::visible)).isZero();

		assertThatIllegalStateException()
			.isThrownBy(() -> in("a", (client) -> this.database.acrossOrganisations(this::visible)))
			.withMessageContaining("cannot go on as another");
	}

	@Test
	@DisplayName("A transaction apart is committed whatever becomes of the work around it, also for another organisation")
	void apart() {
		Database two = this.tests.open(2);

		assertThatIllegalStateException().isThrownBy(
				() -> two
					.inOrganisation("a",
							(client) -> insert(client, "a").then(two.apart("b", (inner) -> insert(inner, "b")))
								.then(Mono.<Long>error(new IllegalStateException("outer"))))
					.block());

		assertThat(in("a", this::visible)).isZero();
		assertThat(in("b", this::visible)).isOne();
	}

	@Test
	@DisplayName("The same call can be subscribed many times at once on a small pool")
	void manyAtOnce() {
		Mono<Long> work = this.database.inOrganisation("a", this::visible);

		assertThat(Flux.range(0, 50).flatMap((i) -> work.subscribeOn(Schedulers.parallel()), 50).count().block())
			.isEqualTo(50);
	}

	@Test
	@DisplayName("A service waits for the migration job and says so; when the schema is there it is up")
	void migrations() {
		MigrationsApplied applied = new MigrationsApplied(this.database,
				new RequiredMigrations(Map.of(this.tests.schema(), 2)), Duration.ofMillis(50));
		assertThat(applied.health().block().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
		this.tests.run("CREATE TABLE $.flyway_schema_history (version text, success boolean);"
				+ " INSERT INTO $.flyway_schema_history VALUES ('1', true), ('2', false), (NULL, true);"
				+ " GRANT SELECT ON $.flyway_schema_history TO kit_service");
		assertThat(applied.health().block().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
		var waiting = applied.await().toFuture();

		this.tests.run("UPDATE $.flyway_schema_history SET success = true");

		await().atMost(Duration.ofSeconds(5)).until(waiting::isDone);
		assertThat(applied.health().block().getStatus()).isEqualTo(Status.UP);
	}

	@Test
	@DisplayName("Without a database the health is down, and nothing hangs")
	void unreachable() {
		Database nowhere = new Database(Databases.pool(new DatabaseProperties("r2dbc:postgresql://127.0.0.1:1/none",
				"nobody", "none", 1, Duration.ofSeconds(2), Duration.ofSeconds(2))));
		MigrationsApplied applied = new MigrationsApplied(nowhere, new RequiredMigrations(Map.of("x", 1)),
				Duration.ofMillis(50));

		assertThat(applied.health().block(Duration.ofSeconds(5)).getStatus()).isEqualTo(Status.DOWN);
	}

	private Mono<Long> insert(DatabaseClient client, String organisation) {
		return client.sql("INSERT INTO " + this.tests.schema()
				+ ".work (organisation_id, integration_id, subject, kind,"
				+ " priority, payload, not_before, traceparent) VALUES (:organisation, 'i', 's', 'k', 1, '', now(), '')")
			.bind("organisation", organisation)
			.fetch()
			.rowsUpdated();
	}

	private Mono<Long> visible(DatabaseClient client) {
		return client.sql("SELECT count(*) AS rows FROM " + this.tests.schema() + ".work")
			.map((row) -> row.get("rows", Long.class))
			.one();
	}

	private long in(String organisation, Function<DatabaseClient, Mono<Long>> work) {
		return this.database.inOrganisation(organisation, work).block();
	}

}
