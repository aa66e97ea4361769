package io.claraconnect.kit.work;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.db.TestDatabase;
import io.claraconnect.kit.ids.IdGenerator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class WorkRunnerIT {

	private static final Duration SOON = Duration.ofSeconds(20);

	private final TestDatabase tests = new TestDatabase();

	private final Database database = this.tests.open();

	private final WorkRows rows = new WorkRows(this.tests.schema());

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final List<WorkRunner> runners = new CopyOnWriteArrayList<>();

	private final List<String> ran = new CopyOnWriteArrayList<>();

	@AfterEach
	void close() {
		this.runners.forEach(WorkRunner::stop);
		this.tests.close();
	}

	@Test
	@DisplayName("Two processes run 1,000 rows of one connection within its cap, and another's row is not held up")
	void fairAndCapped() {
		many("big", 1000);
		Map<String, AtomicInteger> now = new ConcurrentHashMap<>();
		AtomicInteger most = new AtomicInteger();
		WorkHandler handler = (row) -> {
			AtomicInteger count = now.computeIfAbsent(row.integrationId(), (key) -> new AtomicInteger());
			most.accumulateAndGet(count.incrementAndGet(), Math::max);
			return Mono.delay(Duration.ofMillis(5)).map((tick) -> {
				count.decrementAndGet();
				this.ran.add(row.integrationId());
				return WorkResult.done();
			});
		};
		start(settings(8, Duration.ofSeconds(30)), handler);
		start(settings(8, Duration.ofSeconds(30)), handler);
		await().atMost(SOON).until(() -> this.ran.size() > 50);

		ask("small", "s", 9);
		await().atMost(SOON).until(() -> this.ran.contains("small"));

		assertThat(this.ran.size()).isLessThan(900);
		await().atMost(SOON).until(() -> left() == 0);
		assertThat(this.ran).hasSize(1001);
		assertThat(most).hasValue(4);
	}

	@Test
	@DisplayName("Rows run by rank; one that errors, throws, gives nothing or is of an unknown kind stops no other")
	void oddRows() {
		ask("int", "ends empty", 0);
		ask("int", "errors", 1);
		ask("int", "throws", 2);
		ask("int", "gives null", 3);
		ask("int", "good", 5);
		this.tests.run("INSERT INTO $.work (organisation_id, integration_id, subject, kind, priority, payload,"
				+ " not_before, traceparent) VALUES ('org', 'int', 'odd', 'unheard of', 4, '', now(), '')");
		start(settings(1, Duration.ofSeconds(30)), this::odd);

		await().atMost(SOON).until(() -> this.ran.contains("good"));

		assertThat(this.ran).startsWith("ends empty", "errors", "throws", "gives null", "good");
		assertThat(this.tests.text("SELECT string_agg(subject || '=' || state || '/' || cause, ' ' ORDER BY priority)"
				+ " FROM $.work WHERE subject <> 'good'"))
			.isEqualTo("errors=READY/IllegalStateException throws=READY/IllegalArgumentException"
					+ " gives null=READY/NullPointerException odd=DEAD/unknown_kind");
	}

	@SuppressWarnings("NullAway")
	private Mono<WorkResult> odd(WorkRow row) {
		this.ran.add(row.subject());
		return switch (row.subject()) {
			case "ends empty" -> Mono.empty();
			case "errors" -> Mono.error(new IllegalStateException());
			case "throws" -> throw new IllegalArgumentException();
			case "gives null" -> null;
			default -> Mono.just(WorkResult.done());
		};
	}

	@Test
	@DisplayName("Leases of long runs are kept alive; a row whose lease is lost is run by another and written once")
	void leases() {
		Sinks.Empty<Void> release = Sinks.empty();
		AtomicInteger cancelled = new AtomicInteger();
		ask("int", "long", 1);
		WorkRunner slow = start(settings(4, Duration.ofMillis(900)), (row) -> {
			this.ran.add(row.subject());
			return release.asMono().thenReturn(WorkResult.dead("zombie")).doOnCancel(cancelled::incrementAndGet);
		});
		await().atMost(SOON).until(() -> this.ran.size() == 1);
		await().during(Duration.ofMillis(1500)).atMost(SOON).until(() -> this.ran.size() == 1 && cancelled.get() == 0);

		this.tests.run("UPDATE $.work SET lease_id = 'other', leased_until = now() + interval '1 second'");
		await().atMost(SOON).until(() -> cancelled.get() == 1);
		release.tryEmitEmpty();
		await().atMost(SOON).until(() -> this.ran.size() == 2);

		await().atMost(SOON)
			.untilAsserted(
					() -> assertThat(this.tests.text("SELECT state || cause FROM $.work")).isEqualTo("DEADzombie"));
		assertThat(this.meters.find("clara.work.runs").tag("result", "lost").timer()).isNotNull();
		assertThat(slow.isRunning()).isTrue();
	}

	@Test
	@DisplayName("The row of a process that died is run by another when its lease is over")
	void deadProcess() {
		ask("int", "s", 1);
		List<WorkRow> leased = this.database
			.manyAcrossOrganisations(
					(client) -> this.rows.lease(client, new Leasing.Terms("dead", 1, 4, 4, Duration.ofSeconds(1))))
			.collectList()
			.block();
		assertThat(leased).hasSize(1);

		start(settings(4, Duration.ofSeconds(30)), this::note);

		await().atMost(SOON).until(() -> left() == 0);
		assertThat(this.ran).containsExactly("s");
	}

	@Test
	@DisplayName("A stop waits for what is running, writes its end, and leaves what has not begun to others")
	void gracefulStop() {
		many("int", 20);
		AtomicInteger ended = new AtomicInteger();
		WorkRunner runner = start(settings(4, Duration.ofSeconds(30)), (row) -> {
			this.ran.add(row.subject());
			return Mono.delay(Duration.ofMillis(700)).map((tick) -> {
				ended.incrementAndGet();
				return WorkResult.done();
			});
		});
		await().atMost(SOON).until(() -> this.ran.size() == 4);

		runner.stop();

		assertThat(ended.get()).isEqualTo(this.ran.size());
		assertThat(left()).isEqualTo(20 - ended.get());
		assertThat(this.tests.number("SELECT count(*) FROM $.work WHERE lease_id IS NOT NULL")).isZero();
		assertThat(runner.isRunning()).isFalse();
		runner.start();
		await().atMost(SOON).until(() -> ended.get() > 4);
	}

	@Test
	@DisplayName("A process that hangs while it leases holds up the others for seconds only")
	void hangingLessee() {
		ask("int", "s", 1);
		Mono<Long> hanging = this.database.acrossOrganisations(
				(client) -> this.rows.lease(client, new Leasing.Terms("hangs", 0, 4, 4, Duration.ofSeconds(30)))
					.then(Mono.delay(Duration.ofSeconds(60))));
		hanging.onErrorResume((ex) -> Mono.empty()).subscribe();
		await().atMost(SOON)
			.until(() -> this.tests.number("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'") > 0);

		start(settings(4, Duration.ofSeconds(30)), this::note);

		await().atMost(Duration.ofSeconds(8)).until(() -> this.ran.contains("s"));
	}

	@Test
	@Tag("A11")
	@DisplayName("Four throttled connections with 1,000 rows each take no place of a process from another one (A11)")
	void throttled() {
		for (String integration : List.of("t1", "t2", "t3", "t4")) {
			many(integration, 1000);
		}
		AtomicInteger denied = new AtomicInteger();
		AtomicInteger amid = new AtomicInteger();
		start(new WorkSettings(4, 4, Duration.ofSeconds(30), Duration.ofMillis(50)), (row) -> {
			if (row.integrationId().equals("fast")) {
				return note(row);
			}
			return Mono.deferContextual((context) -> {
				Patience patience = Patience.of(context);
				if (row.integrationId().equals("t1") && amid.incrementAndGet() <= 4) {
					patience.granted();
				}
				return patience.await(Duration.ofSeconds(30));
			}).map((waited) -> {
				denied.incrementAndGet();
				return WorkResult.retry(Duration.ZERO, "no_budget");
			});
		});
		await().atMost(SOON)
			.until(() -> amid.get() == 4
					&& this.tests.number("SELECT count(DISTINCT integration_id) FROM $.work_hold") == 3);

		long began = System.nanoTime();
		ask("fast", "s", 9);
		await().atMost(SOON).pollInterval(Duration.ofMillis(5)).until(() -> this.ran.contains("s"));

		assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
		assertThat(denied.get()).as("rows of a held connection are left alone").isLessThanOrEqualTo(12);
		assertThat(this.tests.number("SELECT count(*) FROM $.work WHERE cause = 'no_budget' AND attempts > 0"))
			.isZero();
		assertThat(this.meters.get("clara.work.waiting").gauge().value()).isEqualTo(4);
		long stop = System.nanoTime();
		this.runners.getFirst().stop();
		assertThat(Duration.ofNanos(System.nanoTime() - stop)).as("nobody who waits is waited for")
			.isLessThan(Duration.ofSeconds(5));
		assertThat(this.tests.number("SELECT count(*) FROM $.work WHERE lease_id IS NOT NULL")).isZero();
	}

	private Mono<WorkResult> note(WorkRow row) {
		this.ran.add(row.subject());
		return Mono.just(WorkResult.done());
	}

	private static WorkSettings settings(int concurrency, Duration lease) {
		return new WorkSettings(concurrency, 4, lease, Duration.ofMillis(50));
	}

	private WorkRunner start(WorkSettings settings, WorkHandler handler) {
		WorkRunner runner = new WorkRunner("test" + this.runners.size(), this.tests.open(), this.rows,
				Map.of("k", handler), settings, IdGenerator.secure(), this.meters);
		this.runners.add(runner);
		runner.start();
		return runner;
	}

	private void ask(String integration, String subject, int priority) {
		this.database
			.inOrganisation("org",
					(client) -> this.rows.upsert(client,
							new WorkItem("org", integration, subject, "k", priority, "", Duration.ZERO, "", null)))
			.block();
	}

	private void many(String integration, int count) {
		this.tests.run("INSERT INTO $.work (organisation_id, integration_id, subject, kind, priority, payload,"
				+ " not_before, traceparent) SELECT 'org', '" + integration + "', 's' || n, 'k', 5, '', now(), ''"
				+ " FROM generate_series(1, " + count + ") n");
	}

	private long left() {
		return this.tests.number("SELECT count(*) FROM $.work");
	}

}
