package io.claraconnect.kit.work;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.db.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

import org.springframework.r2dbc.core.DatabaseClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
		takeBack();
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
		takeBack();
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
	@Tag("A11")
	@DisplayName("Leasing and counting look at no more rows of a backlog of 100,000 than there are places, whatever statistics say (A11)")
	void costOfBacklog() {
		this.tests.run(
				"ALTER TABLE $.work SET (autovacuum_enabled = false); ANALYZE $.work; INSERT INTO $.work (organisation_id, integration_id, subject, kind, priority, payload,"
						+ " not_before, traceparent) SELECT 'org', 'big', 's' || n, 'k', 5, '', now(), ''"
						+ " FROM generate_series(1, 100000) n");
		ask(item("small", "s", 5, "", Duration.ZERO));
		long before = blocks();

		assertThat(lease(16)).hasSize(5);

		assertThat(blocks() - before).as("blocks of table and indexes read").isLessThan(500);
		before = blocks();
		assertThat(oldest(4)).isZero();
		assertThat(blocks() - before).as("blocks of table and indexes read").isLessThan(500);
	}

	/** What a connection did is told when it rests or is asked to tell. */
	private long blocks() {
		in((client) -> client.sql("SELECT pg_stat_force_next_flush()::text AS told").fetch().one());
		await().pollDelay(Duration.ofMillis(300)).until(() -> true);
		return this.tests.number("SELECT heap_blks_hit + heap_blks_read + idx_blks_hit + idx_blks_read"
				+ " FROM pg_statio_user_tables WHERE schemaname = '$' AND relname = 'work'");
	}

	@Test
	@DisplayName("Rows behind rank 0 take at most their part of a connection's places, rows of rank 0 all of them")
	void urgentRowsFindAPlace() {
		for (int i = 0; i < 8; i++) {
			ask(item("int", "later" + i, 1 + i % 3, "", Duration.ZERO));
		}
		Leasing.Terms terms = new Leasing.Terms("a", 16, 4, 2, LEASE);
		assertThat(leasing(terms).collectList().block()).extracting(WorkRow::priority).containsExactly(1, 1);
		assertThat(leasing(terms).collectList().block()).isEmpty();
		for (int i = 0; i < 8; i++) {
			ask(item("int", "now" + i, 0, "", Duration.ZERO));
		}

		assertThat(leasing(terms).collectList().block()).extracting(WorkRow::priority).containsExactly(0, 0);
	}

	@Test
	@Tag("A11")
	@DisplayName("Of a connection that is held no row of that rank or behind it is leased, nor counts as runnable (A11)")
	void held() {
		ask(item("int", "behind", 2, "", Duration.ZERO));
		WorkRow denied = lease(1).getFirst();
		ask(item("int", "also behind", 5, "", Duration.ZERO));
		ask(item("int", "before", 0, "", Duration.ZERO));
		ask(item("other", "behind", 2, "", Duration.ZERO));
		Boolean putBack = in((client) -> this.rows.hold(client, denied, 2, Duration.ofMinutes(1))
			.then(this.rows.putBack(client, denied, "no_budget")));
		assertThat(putBack).isTrue();
		this.tests.run("UPDATE $.work SET not_before = now() - interval '90 seconds' WHERE subject LIKE '%behind'"
				+ " AND integration_id = 'int'");

		assertThat(lease(16)).extracting(WorkRow::subject).containsExactlyInAnyOrder("before", "behind");
		assertThat(oldest(4)).isLessThan(60);
		this.tests.run("UPDATE $.work_hold SET held_until = now()");

		assertThat(lease(16)).extracting(WorkRow::subject).containsExactlyInAnyOrder("behind", "also behind");
		assertThat(this.tests.number("SELECT attempts FROM $.work WHERE subject = 'behind' AND integration_id = 'int'"))
			.as("a run that was put back does not count")
			.isOne();
	}

	@Test
	@DisplayName("A row whose run parks it after its connection was woken runs again")
	void parkedAfterWake() {
		ask(item("int", "s", 1, "", Duration.ZERO));
		WorkRow row = lease(1).getFirst();
		in((client) -> this.rows.wake(client, "org", "int"));

		assertThat(finish(row, WorkResult.park("paused"))).isTrue();

		WorkRow again = lease(1).getFirst();
		assertThat(finish(again, WorkResult.park("paused"))).isTrue();
		assertThat(lease(1)).isEmpty();
	}

	@Test
	@DisplayName("A row that is parked while a wake is being committed runs again, whoever comes first")
	void parkedDuringWake() {
		ask(item("int", "s", 1, "", Duration.ZERO));
		in((client) -> this.rows.wake(client, "org", "int"));
		WorkRow row = lease(1).getFirst();
		Sinks.Empty<Void> commit = Sinks.empty();
		CompletableFuture<Long> wake = this.database
			.inOrganisation("org",
					(client) -> this.rows.wake(client, "org", "int")
						.flatMap((woken) -> commit.asMono().thenReturn(woken)))
			.toFuture();
		await().until(() -> this.tests.number("SELECT count(*) FROM pg_stat_activity"
				+ " WHERE state = 'idle in transaction' AND query LIKE '%$.work%'") > 0);
		CompletableFuture<Boolean> park = this.database
			.inOrganisation("org", (client) -> this.rows.finish(client, row, WorkResult.park("paused")))
			.toFuture();
		await().until(() -> park.isDone()
				|| this.tests.number("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
						+ " AND query LIKE '%$.work_epoch%'") > 0);

		commit.tryEmitEmpty();

		assertThat(wake).succeedsWithin(LEASE);
		assertThat(park).succeedsWithin(LEASE);
		assertThat(lease(1)).hasSize(1);
	}

	@Test
	@DisplayName("An insertion leaves a row that is there as it is")
	void insertOnlyNew() {
		Boolean first = in((client) -> this.rows.insert(client, item("int", "s", 1, "first", Duration.ZERO)));
		Boolean second = in((client) -> this.rows.insert(client, item("int", "s", 1, "second", Duration.ZERO)));
		assertThat(List.of(first, second)).containsExactly(true, false);

		assertThat(this.tests.text("SELECT revision || payload FROM $.work")).isEqualTo("1first");
	}

	private double oldest(int perConnection) {
		return this.database.manyAcrossOrganisations((client) -> this.rows.gauges(client, perConnection, perConnection))
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
		return leasing(new Leasing.Terms(id, most, perConnection, perConnection, length));
	}

	private Flux<WorkRow> leasing(Leasing.Terms terms) {
		return this.database.manyAcrossOrganisations((client) -> this.rows.lease(client, terms));
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

	/**
	 * A lease that ran out is taken back by one round and given to somebody by the next.
	 */
	private void takeBack() {
		assertThat(lease(16)).isEmpty();
	}

	private void due(String subject) {
		this.tests.run("UPDATE $.work SET not_before = now() WHERE subject = '" + subject + "'");
	}

	private <T> T in(Function<DatabaseClient, Mono<T>> work) {
		return this.database.inOrganisation("org", work).block();
	}

}
