package io.claraconnect.kit.ats;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.CredentialSource;
import io.claraconnect.ats.api.Credentials;
import io.claraconnect.ats.api.Priority;
import io.claraconnect.ats.api.RateObservation;
import io.claraconnect.ats.api.RateRule;
import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.db.TestDatabase;
import io.claraconnect.kit.ids.IdGenerator;
import io.claraconnect.kit.work.TestPatience;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class PostgresRateBudgetIT {

	private static final RateRule HUNDRED = new RateRule("api", 100, Duration.ofMinutes(5));

	private static final Duration BLINK = Duration.ofMillis(300);

	private final TestDatabase tests = new TestDatabase();

	private final PostgresRateBudget one = budget();

	private final PostgresRateBudget other = budget();

	private final Connection live = new Connection("org", "int-" + IdGenerator.secure().next(), Map.of(),
			new NoCredentials(), Priority.LIVE);

	@AfterEach
	void close() {
		this.tests.close();
	}

	@Test
	@DisplayName("Two processes under load use all of the share, and never more in any window, wherever it starts")
	void share() {
		RateRule rule = new RateRule("api", 50, Duration.ofMillis(1000));
		List<Long> sent = new CopyOnWriteArrayList<>();
		await().until(() -> System.currentTimeMillis() % 1000 > 600);
		Flux.range(0, 130)
			.flatMap((i) -> ((i % 2 == 0) ? this.one : this.other).acquire(this.live, rule)
				.then(Mono.fromRunnable(() -> sent.add(System.nanoTime()))), 130)
			.then()
			.block(Duration.ofSeconds(30));

		List<Long> times = sent.stream().sorted().toList();
		long window = rule.window().toNanos();
		assertThat(times).hasSize(130);
		for (int i = 0; i + 40 < times.size(); i++) {
			assertThat(times.get(i + 40) - times.get(i)).as("from call %d to the 40th after it", i)
				.isGreaterThan(window - Duration.ofMillis(30).toNanos());
		}
		assertThat(Duration.ofNanos(times.getLast() - times.getFirst())).isLessThan(Duration.ofSeconds(5));
	}

	@Test
	@DisplayName("Many callers at once are given all of the share and no more, by few statements")
	void nothingWasted() {
		long given = Flux.range(0, 200)
			.flatMap((i) -> passes((i % 2 == 0) ? this.one : this.other, this.live, HUNDRED), 200)
			.filter(Boolean::booleanValue)
			.count()
			.block();

		assertThat(given).isEqualTo(80);
		assertThat(used()).isEqualTo(80);
	}

	@Test
	@DisplayName("Backfills stop at two thirds of the share, writes at nine tenths, live reads take all of it")
	void priorities() {
		assertThat(take(this.one, Priority.BACKFILL, 100)).isEqualTo(53);
		assertThat(take(this.one, Priority.WRITE, 100)).isEqualTo(72 - 53);
		assertThat(take(this.one, Priority.LIVE, 100)).isEqualTo(80 - 72);
		assertThat(take(this.other, Priority.LIVE, 1)).isZero();
	}

	@Test
	@Tag("A1")
	@DisplayName("After a 429 no process makes a call of any rank before the time that the vendor told (A1)")
	void tooManyRequests() {
		assertThat(take(this.one, Priority.LIVE, 3)).isEqualTo(3);
		assertThat(take(this.other, Priority.LIVE, 3)).isEqualTo(3);
		long told = System.nanoTime();
		this.one.observed(this.live, HUNDRED, new RateObservation(null, null, Duration.ofMillis(1200))).block();

		assertThat(take(this.other, Priority.LIVE, 1)).as("of another process").isZero();
		assertThat(take(this.one, Priority.BACKFILL, 1)).isZero();
		this.other.acquire(this.live, HUNDRED).block(Duration.ofSeconds(5));

		assertThat(Duration.ofNanos(System.nanoTime() - told)).isGreaterThanOrEqualTo(Duration.ofMillis(1200));
	}

	@Test
	@Tag("A11")
	@DisplayName("A run waits shortly before its first call and then ends, saying how long; after a call it waits (A11)")
	void patience() {
		this.one.observed(this.live, HUNDRED, new RateObservation(null, null, Duration.ofMinutes(1))).block();
		TestPatience fresh = new TestPatience();
		TestPatience amid = new TestPatience();
		amid.patience().granted();

		assertThatThrownBy(() -> acquire(fresh).block(Duration.ofSeconds(1))).isInstanceOfSatisfying(AtsException.class,
				(ex) -> {
					assertThat(ex.category()).isEqualTo(AtsException.Category.RATE_LIMITED);
					assertThat(ex.code()).isEqualTo(PostgresRateBudget.NO_BUDGET);
					assertThat(ex.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(50), Duration.ofMinutes(1));
				});
		Disposable waiting = acquire(amid).subscribe();
		await().untilAsserted(() -> assertThat(amid.waiting()).isOne());
		waiting.dispose();
		await().untilAsserted(() -> assertThat(amid.waiting()).isZero());
	}

	private Mono<Void> acquire(TestPatience patience) {
		return this.one.acquire(this.live, HUNDRED).contextWrite(patience::in);
	}

	@Test
	@DisplayName("A header lowers the window, counting what other tools used, and never raises it")
	void headers() {
		assertThat(take(this.one, Priority.LIVE, 1)).isOne();
		observe(1000, 999);
		assertThat(allowed()).isEqualTo(100);
		observe(50, 49);
		assertThat(allowed()).isEqualTo(50);
		assertThat(used()).isOne();
		observe(90, 80);
		assertThat(allowed()).isEqualTo(50);

		observe(50, 15);
		assertThat(used()).isEqualTo(35);
		assertThat(take(this.other, Priority.LIVE, 10)).isEqualTo(5);
	}

	@Test
	@DisplayName("What a header lowered holds for one window; what others used slides out of it")
	void nextWindow() {
		RateRule rule = new RateRule("api", 40, Duration.ofSeconds(1));
		Flux.range(0, 4).concatMap((i) -> this.one.acquire(this.live, rule)).blockLast();
		this.one.observed(this.live, rule, new RateObservation(4, 0, null)).block();
		assertThat(passes(this.other, this.live, rule).block()).isFalse();
		await().pollDelay(Duration.ofMillis(900)).until(() -> true);

		long given = Flux.range(0, 32)
			.flatMap((i) -> this.one.acquire(this.live, rule).thenReturn(1), 32)
			.timeout(Duration.ofSeconds(10))
			.count()
			.block();

		assertThat(given).isEqualTo(32);
		assertThat(allowed()).isEqualTo(40);
	}

	@Test
	@DisplayName("Another limit for a scope, as after a deployment, forgets nothing that was sent")
	void changedRule() {
		assertThat(take(this.one, Priority.LIVE, 80)).isEqualTo(80);

		assertThat(passes(this.one, this.live, new RateRule("api", 100, Duration.ofMinutes(7))).block()).isFalse();
	}

	@Test
	@DisplayName("Connections, scopes and organisations have budgets of their own")
	void ownBudgets() {
		assertThat(take(this.one, Priority.LIVE, 100)).isEqualTo(80);
		Connection namesake = new Connection("org2", this.live.integrationId(), Map.of(), new NoCredentials(),
				Priority.LIVE);

		assertThat(passes(this.one, namesake, HUNDRED).block()).isTrue();
		assertThat(passes(this.one, this.live, new RateRule("token", 5, Duration.ofMinutes(1))).block()).isTrue();
	}

	private int take(PostgresRateBudget budget, Priority priority, int most) {
		return (int) Flux.range(0, most)
			.concatMap((i) -> passes(budget, this.live.with(priority), HUNDRED))
			.takeWhile(Boolean::booleanValue)
			.count()
			.block()
			.longValue();
	}

	private static Mono<Boolean> passes(PostgresRateBudget budget, Connection connection, RateRule rule) {
		return budget.acquire(connection, rule).thenReturn(true).timeout(BLINK, Mono.just(false));
	}

	private void observe(int limit, int remaining) {
		this.one.observed(this.live, HUNDRED, new RateObservation(limit, remaining, null)).block();
	}

	private long used() {
		return column("used");
	}

	private long allowed() {
		return column("allowed");
	}

	private long column(String name) {
		return this.tests.number("SELECT " + name + " FROM platform.rate_budget WHERE organisation_id = 'org'"
				+ " AND integration_id = '" + this.live.integrationId() + "'");
	}

	private PostgresRateBudget budget() {
		Database database = this.tests.open();
		database.acrossOrganisations((client) -> Mono.just("connected")).block();
		return new PostgresRateBudget(database, 0.8, new SimpleMeterRegistry());
	}

	private record NoCredentials() implements CredentialSource {

		@Override
		public Mono<Credentials> current() {
			return Mono.empty();
		}

		@Override
		public Mono<Credentials> renewed(Credentials refused) {
			return Mono.empty();
		}

	}

}
