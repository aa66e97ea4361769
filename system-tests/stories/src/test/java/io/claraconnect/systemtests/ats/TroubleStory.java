package io.claraconnect.systemtests.ats;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.AtsException.Category;
import io.claraconnect.ats.api.AtsReader;
import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.RateBudget;
import io.claraconnect.ats.api.RateObservation;
import io.claraconnect.ats.api.RateRule;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static io.claraconnect.systemtests.ats.Connected.all;
import static io.claraconnect.systemtests.ats.Connected.done;
import static io.claraconnect.systemtests.ats.Connected.fails;
import static org.assertj.core.api.Assertions.assertThat;

/** What every connector makes of a vendor in trouble. */
interface TroubleStory {

	Account account();

	@Test
	default void aReadThatFailsOnceIsNotNoticed() {
		Applied applied = account().apply("Ada Example", Connected.RESUME);
		for (String kind : List.of("cut", "status", "slow")) {
			account().fault(kind, "GET", account().vendor.paths().application(), 1,
					Map.of("status", 500, "delayMs", 300));
			assertThat(done(account().reader().application(applied.key().applicationId())).id())
				.isEqualTo(applied.key().applicationId());
		}
	}

	@Test
	default void aReadThatKeepsFailingSaysHow() {
		Applied applied = account().apply("Ada Example", Connected.RESUME);
		Map<String, Category> faults = Map.of("cut", Category.UNAVAILABLE, "status", Category.UNAVAILABLE, "html",
				Category.UNAVAILABLE, "truncate", Category.UNAVAILABLE);
		faults.forEach((kind, category) -> {
			account().fault(kind, "GET", account().vendor.paths().application(), 20, Map.of("status", 500));
			assertThat(failure(account().reader().application(applied.key().applicationId()))).as(kind)
				.isEqualTo(category);
			account().control.call("DELETE", "/faults", Map.of());
		});
		fails(account().reader().application("4100099999002"), Category.NOT_FOUND);
	}

	private static Category failure(Mono<?> call) {
		return done(call.then(Mono.<Category>empty())
			.onErrorResume(AtsException.class, (failed) -> Mono.just(failed.category())));
	}

	@Test
	default void theLimitIsToldWithTheTimeToWaitAndTheBudgetHearsOfIt() {
		account().apply("Ada Example", Connected.RESUME);
		account().control.call("PATCH", account().path(""), Map.of("rateLimit", 2));
		List<RateObservation> observed = new ArrayList<>();
		AtsReader impatient = account().connector(new Impatient(observed)).reader(account().connection);
		AtsException refused = done(Flux.range(0, 40)
			.concatMap((_) -> impatient.users()
				.then(Mono.<AtsException>empty())
				.onErrorResume(AtsException.class, Mono::just))
			.next());
		assertThat(refused.category()).isEqualTo(Category.RATE_LIMITED);
		assertThat(refused.retryAfter()).isPresent();
		assertThat(observed).anyMatch((seen) -> seen.closedFor() != null);
	}

	@Test
	default void aTokenThatDiedIsRenewed() {
		Applied applied = account().apply("Ada Example", Connected.RESUME);
		assertThat(all(account().reader().users())).isNotEmpty();
		long revision = account().secrets.revision();
		account().control.post("/clock", Map.of("advanceSeconds", 7200));
		assertThat(done(account().reader().application(applied.key().applicationId())).id())
			.isEqualTo(applied.key().applicationId());
		assertThat(account().secrets.revision() - revision).isEqualTo(account().vendor.byConsent() ? 1 : 0);
	}

	@Test
	default void credentialsThatWereTakenAwayAreUnauthorized() {
		assertThat(all(account().reader().users())).isNotEmpty();
		if (account().vendor.revocable()) {
			account().control.post(account().path("/actions/revoke"), Map.of());
		}
		else {
			account().control.call("DELETE", account().path(""), Map.of());
		}
		fails(account().reader().users().collectList(), Category.UNAUTHORIZED);
		assertThat(done(account().connector.check(account().connection)).usable()).isFalse();
	}

	/** Never waits, and remembers what it was told. */
	record Impatient(List<RateObservation> observed) implements RateBudget {

		@Override
		public Mono<Void> acquire(Connection connection, RateRule rule) {
			return Mono.empty();
		}

		@Override
		public Mono<Void> observed(Connection connection, RateRule rule, RateObservation observation) {
			return Mono.fromRunnable(() -> this.observed.add(observation));
		}

	}

}
