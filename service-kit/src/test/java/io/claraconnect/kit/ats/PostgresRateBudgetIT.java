package io.claraconnect.kit.ats;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.CredentialSource;
import io.claraconnect.ats.api.Credentials;
import io.claraconnect.ats.api.Priority;
import io.claraconnect.ats.api.RateObservation;
import io.claraconnect.ats.api.RateRule;
import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.db.TestDatabase;
import io.claraconnect.kit.ids.IdGenerator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class PostgresRateBudgetIT {

	private static final RateRule HUNDRED = new RateRule("api", 100, Duration.ofMinutes(5));

	private static final Duration BLINK = Duration.ofMillis(700);

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
	@DisplayName("Two processes under load use all of the share of each window, and never more")
	void share() {
		RateRule rule = new RateRule("api", 50, Duration.ofMillis(1000));
		List<String> windows = new CopyOnWriteArrayList<>();
		Flux<Void> calls = Flux.range(0, 200)
			.flatMap((i) -> ((i % 2 == 0) ? this.one : this.other).acquire(this.live, rule)
				.then(Mono.fromRunnable(() -> windows.add(""))), 200);
		long began = System.nanoTime();
		calls.then().block(Duration.ofSeconds(30));
		Duration took = Duration.ofNanos(System.nanoTime() - began);

		// 40 in a window: 200 calls need at least four more windows after the first
		assertThat(windows).hasSize(200);
		assertThat(took).isGreaterThanOrEqualTo(Duration.ofMillis(4 * 1000 - 50)).isLessThan(Duration.ofMillis(9_000));
	}

	@Test
	@DisplayName("Many callers at once waste no permits: all of the share is given out")
	void nothingWasted() {
		long given = Flux.range(0, 300)
			.flatMap((i) -> passes((i % 2 == 0) ? this.one : this.other, this.live, HUNDRED), 300)
			.filter(Boolean::booleanValue)
			.count()
			.block();

		assertThat(given).isBetween(74L, 80L);
		assertThat(used()).isLessThanOrEqualTo(80);
	}

	@Test
	@DisplayName("Rare calls take single permits")
	void rareCalls() {
		assertThat(take(this.one, Priority.LIVE, 1)).isOne();
		assertThat(take(this.other, Priority.WRITE, 1)).isOne();

		assertThat(used()).isEqualTo(2);
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
	@DisplayName("A 429 closes the window for all processes and ranks, for as long as the vendor said")
	void tooManyRequests() {
		assertThat(take(this.one, Priority.LIVE, 20)).isEqualTo(20);
		assertThat(take(this.other, Priority.BACKFILL, 1)).isOne();

		this.one.observed(this.live, HUNDRED, new RateObservation(null, null, Duration.ofSeconds(3))).block();

		assertThat(take(this.one, Priority.LIVE, 1)).isZero();
		assertThat(take(this.other, Priority.BACKFILL, 1)).isZero();
		await().atMost(Duration.ofSeconds(10)).until(() -> take(this.one, Priority.LIVE, 1) == 1);
		this.other.acquire(this.live, HUNDRED).block(Duration.ofSeconds(5));
	}

	@Test
	@DisplayName("Permits that another process holds die two seconds after a 429 at the latest")
	void heldPermitsDie() {
		assertThat(take(this.other, Priority.LIVE, 4)).isEqualTo(4);
		this.one.observed(this.live, HUNDRED, new RateObservation(null, null, Duration.ofMinutes(1))).block();

		await().pollDelay(Duration.ofMillis(2100)).atMost(Duration.ofSeconds(5)).until(() -> true);

		assertThat(take(this.other, Priority.LIVE, 1)).isZero();
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
	@DisplayName("A new window starts at the vendor's limit again, and blocks of the old one are worth nothing in it")
	void nextWindow() {
		RateRule rule = new RateRule("api", 40, Duration.ofSeconds(1));
		Flux.range(0, 4).concatMap((i) -> this.one.acquire(this.live, rule)).blockLast();
		this.one.observed(this.live, rule, new RateObservation(4, 0, null)).block();
		assertThat(passes(this.other, this.live, rule).block()).isFalse();

		long given = Flux.range(0, 32)
			.flatMap((i) -> this.one.acquire(this.live, rule).thenReturn(1), 32)
			.timeout(Duration.ofSeconds(10))
			.count()
			.block();

		assertThat(given).isEqualTo(32);
		assertThat(allowed()).isEqualTo(40);
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
