package io.claraconnect.kit.work;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.db.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.r2dbc.core.DatabaseClient;

import static org.assertj.core.api.Assertions.assertThat;

class WorkRowsIT {

	private static final Duration LEASE = Duration.ofSeconds(30);

	private final TestDatabase tests = new TestDatabase();

	private final Database database = this.tests.open();

	private final WorkRows rows = new WorkRows(this.tests.schema());

	@AfterEach
	void close() {
		this.tests.close();
	}

	@Test
	@DisplayName("Asking twice makes one row whose revision grows, with the newest payload and the more urgent rank")
	void upsertMakesOneRow() {
		ask(item("int", "application:1", 3, "first", Duration.ZERO));
		ask(item("int", "application:1", 7, "second", Duration.ZERO));

		assertThat(this.tests.text("SELECT count(*) || ' ' || max(revision) || ' ' || max(priority) || ' '"
				+ " || max(payload) FROM $.work"))
			.isEqualTo("1 2 3 second");
	}

	@Test
	@DisplayName("A row that is asked for while it runs stays, is due after the delay, and is run again from the start")
	void askedWhileRunning() {
		ask(item("int", "s", 1, "first", Duration.ZERO));
		WorkRow running = lease(1).getFirst();
		ask(item("int", "s", 1, "second", Duration.ofMinutes(5)));

		assertThat(finish(running, WorkResult.done())).isTrue();

		assertThat(lease(1)).isEmpty();
		due("s");
		assertThat(lease(1)).singleElement().satisfies((again) -> {
			assertThat(again.payload()).isEqualTo("second");
			assertThat(again.revision()).isEqualTo(2);
			assertThat(again.attempts()).isEqualTo(1);
		});
	}

	@Test
	@DisplayName("Neither retry, park nor dead loses a wish that came during the run")
	void wishDuringRunWins() {
		for (WorkResult result : List.of(WorkResult.retry(Duration.ofHours(1), "later"), WorkResult.park("paused"),
				WorkResult.dead("broken"))) {
			ask(item("int", "s", 1, "", Duration.ZERO));
			WorkRow running = lease(1).getFirst();
			ask(item("int", "s", 1, "", Duration.ZERO));

			finish(running, result);

			WorkRow again = lease(1).getFirst();
			assertThat(finish(again, WorkResult.done())).isTrue();
		}
		assertThat(this.tests.number("SELECT count(*) FROM $.work")).isZero();
	}

	@Test
	@DisplayName("A new wish wakes a row that waits, is parked or is dead, and forgets its attempts")
	void wishWakes() {
		for (WorkResult result : List.of(WorkResult.retry(Duration.ofHours(1), "later"), WorkResult.park("paused"),
				WorkResult.dead("broken"))) {
			ask(item("int", "s", 1, "", Duration.ZERO));
			finish(lease(1).getFirst(), result);
			assertThat(lease(1)).isEmpty();

			ask(item("int", "s", 1, "", Duration.ZERO));

			assertThat(lease(1)).singleElement().satisfies((row) -> {
				assertThat(row.attempts()).isEqualTo(1);
				finish(row, WorkResult.done());
			});
		}
	}

	@Test
	@DisplayName("A burst of wishes within the delay becomes one run, at the end of the first wish's delay")
	void burstKeepsFirstDelay() {
		ask(item("int", "s", 1, "", Duration.ofMinutes(1)));
		ask(item("int", "s", 1, "", Duration.ofMinutes(9)));

		assertThat(this.tests.number("SELECT count(*) FROM $.work WHERE not_before < now() + interval '2 minutes'"))
			.isOne();
	}

	@Test
	@DisplayName("A lease that ran out is no longer held, cannot be renewed or finished, and is taken by another")
	void zombie() {
		ask(item("int", "s", 1, "", Duration.ZERO));
		WorkRow zombie = lease(1).getFirst();
		assertThat(stillMine(zombie)).isTrue();
		expire();

		assertThat(stillMine(zombie)).isFalse();
		Boolean renewed = in((client) -> this.rows.renew(client, zombie, LEASE));
		assertThat(renewed).isFalse();
		assertThat(finish(zombie, WorkResult.done())).isFalse();
		WorkRow other = lease(1).getFirst();

		assertThat(other.leaseId()).isNotEqualTo(zombie.leaseId());
		assertThat(other.attempts()).isEqualTo(2);
		assertThat(finish(zombie, WorkResult.dead("zombie"))).isFalse();
		assertThat(stillMine(other)).isTrue();
		assertThat(finish(other, WorkResult.done())).isTrue();
	}

	@Test
	@DisplayName("While a run commits under its lease, nobody takes the row even when the lease runs out meanwhile")
	void commitHoldsRow() {
		ask(item("int", "s", 1, "", Duration.ZERO));
		WorkRow row = lease(1, Duration.ofMillis(300)).getFirst();

		Boolean committed = in((client) -> this.rows.stillMine(client, row)
			.delayElement(Duration.ofMillis(500))
			.flatMap((mine) -> Mono.fromSupplier(() -> lease(1))
				.subscribeOn(Schedulers.boundedElastic())
				.map(List::isEmpty)));

		assertThat(committed).isTrue();
		assertThat(lease(1)).hasSize(1);
	}

	@Test
	@DisplayName("The most urgent rows of a connection are leased first, and no more than its cap over all processes")
	void capAndOrder() {
		for (int i = 0; i < 10; i++) {
			ask(item("int", "s" + i, 9 - i, "", Duration.ZERO));
		}

		List<WorkRow> all = Flux.range(0, 8)
			.flatMap((process) -> leasing("lease" + process, 16, 4, LEASE), 8)
			.collectList()
			.block();

		assertThat(all).extracting(WorkRow::subject).containsExactlyInAnyOrder("s9", "s8", "s7", "s6");
		assertThat(lease(16)).isEmpty();
	}

	@Test
	@DisplayName("Free places go to the connection that has least running, and to urgent rows before all")
	void fairness() {
		this.tests.run("INSERT INTO $.work (organisation_id, integration_id, subject, kind, priority, payload,"
				+ " not_before, traceparent) SELECT 'org', 'big', 's' || n, 'k', 5, '', now() - interval '1 hour', ''"
				+ " FROM generate_series(1, 1000) n");
		ask(item("small", "s", 5, "", Duration.ZERO));

		assertThat(lease(2)).extracting(WorkRow::integrationId).containsExactlyInAnyOrder("big", "small");
		ask(item("third", "live", 0, "", Duration.ZERO));
		assertThat(lease(1)).extracting(WorkRow::subject).containsExactly("live");
	}

	@Test
	@DisplayName("Waking and dropping touch one connection only")
	void wakeAndDrop() {
		for (String integration : List.of("a", "b")) {
			ask(item(integration, "s", 1, "", Duration.ZERO));
			finish(lease(1).getFirst(), WorkResult.park("paused"));
		}

		Long woken = in((client) -> this.rows.wake(client, "org", "a"));
		assertThat(woken).isOne();
		assertThat(lease(9)).extracting(WorkRow::integrationId).containsExactly("a");
		Long dropped = in((client) -> this.rows.drop(client, "org", "a"));
		assertThat(dropped).isOne();
		assertThat(this.tests.text("SELECT string_agg(integration_id, ',') FROM $.work")).isEqualTo("b");
	}

	@Test
	@DisplayName("What runs, waits, or is held back by its connection's cap does not count as runnable")
	void gauges() {
		ask(item("int", "running", 1, "", Duration.ZERO));
		ask(item("int", "behind", 1, "", Duration.ZERO));
		ask(item("other", "later", 1, "", Duration.ofHours(1)));
		this.tests.run("UPDATE $.work SET not_before = now() - interval '90 seconds' WHERE integration_id = 'int'");
		assertThat(oldest(1)).isBetween(90.0, 100.0);
		assertThat(leasing("lease", 1, 1, LEASE).collectList().block()).hasSize(1);

		assertThat(oldest(1)).isZero();
		assertThat(oldest(2)).isBetween(90.0, 100.0);
	}

	@Test
	@DisplayName("Leasing from 20,000 waiting rows takes milliseconds")
	void leasingIsCheap() {
		this.tests.run("INSERT INTO $.work (organisation_id, integration_id, subject, kind, priority, payload,"
				+ " not_before, traceparent) SELECT 'org', 'int' || n % 20, 's' || n, 'k', 5, '', now(), ''"
				+ " FROM generate_series(1, 20000) n; ANALYZE $.work");
		lease(1);
		long began = System.nanoTime();
		for (int i = 0; i < 10; i++) {
			lease(1);
		}

		assertThat(Duration.ofNanos((System.nanoTime() - began) / 10)).isLessThan(Duration.ofMillis(100));
	}

	private double oldest(int perConnection) {
		return this.database.manyAcrossOrganisations((client) -> this.rows.gauges(client, perConnection))
			.filter((gauge) -> gauge.state().equals("READY"))
			.map(WorkGauge::oldestRunnableSeconds)
			.blockFirst();
	}

	private void ask(WorkItem item) {
		in((client) -> this.rows.upsert(client, item));
	}

	private static WorkItem item(String integration, String subject, int priority, String payload, Duration delay) {
		return new WorkItem("org", integration, subject, "k", priority, payload, delay, "", null);
	}

	private List<WorkRow> lease(int most) {
		return lease(most, LEASE);
	}

	private List<WorkRow> lease(int most, Duration length) {
		return leasing("lease" + System.nanoTime(), most, 4, length).collectList().block();
	}

	private Flux<WorkRow> leasing(String id, int most, int perConnection, Duration length) {
		return this.database
			.manyAcrossOrganisations((client) -> this.rows.lease(client, id, most, perConnection, length));
	}

	private boolean finish(WorkRow row, WorkResult result) {
		return in((client) -> this.rows.finish(client, row, result));
	}

	private boolean stillMine(WorkRow row) {
		return in((client) -> this.rows.stillMine(client, row));
	}

	private void expire() {
		this.tests.run("UPDATE $.work SET leased_until = now() - interval '1 second' WHERE leased_until IS NOT NULL");
	}

	private void due(String subject) {
		this.tests.run("UPDATE $.work SET not_before = now() WHERE subject = '" + subject + "'");
	}

	private <T> T in(Function<DatabaseClient, Mono<T>> work) {
		return this.database.inOrganisation("org", work).block();
	}

}
