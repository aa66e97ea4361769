package io.claraconnect.ats.http;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;

import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.Priority;
import io.claraconnect.ats.api.RateObservation;
import io.claraconnect.ats.api.RateRule;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

class LocalRateBudgetTest {

	private final LocalRateBudget budget = new LocalRateBudget(Clock.systemUTC());

	private final Connection connection = new Connection("o", "i", Map.of(), null, Priority.LIVE);

	@Test
	void makesTheNextOneWaitForTheNextWindow() {
		RateRule rule = new RateRule("api", 3, Duration.ofSeconds(2));
		assertThat(millisOf(rule, 3)).isLessThan(1500);
		assertThat(millisOf(rule, 1)).isGreaterThan(100);
	}

	@Test
	void waitsOutAClosureAndLowersTheLimit() {
		RateRule rule = new RateRule("api", 100, Duration.ofSeconds(60));
		this.budget.observed(this.connection, rule, new RateObservation(null, null, Duration.ofMillis(300))).block();
		assertThat(millisOf(rule, 1)).isGreaterThanOrEqualTo(250);
		this.budget.observed(this.connection, rule, new RateObservation(null, 2, null)).block();
		assertThat(millisOf(rule, 2)).isLessThan(1500);
	}

	private long millisOf(RateRule rule, int requests) {
		long start = System.nanoTime();
		Flux.range(0, requests).concatMap((_) -> this.budget.acquire(this.connection, rule)).blockLast();
		return Duration.ofNanos(System.nanoTime() - start).toMillis();
	}

}
