package io.claraconnect.kit.ats;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;

import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.Priority;
import io.claraconnect.ats.api.RateBudget;
import io.claraconnect.ats.api.RateObservation;
import io.claraconnect.ats.api.RateRule;
import io.claraconnect.kit.db.Database;
import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

/**
 * A rate budget that every process shares through {@code platform.rate_budget}: a window
 * per connection and scope, a share of the vendor's limit (the customer's other tools
 * need the rest), permits taken in small blocks. What a vendor's answer says may lower a
 * window or close it, never raise it. Live reads may use all of the share, writes leave a
 * tenth of it free, backfills a third. Counts in transactions of its own, so that a call
 * made inside a transaction does not hold up everybody else's calls.
 */
public final class PostgresRateBudget implements RateBudget {

	private static final Duration SHORTEST_WAIT = Duration.ofMillis(10);

	private final Database database;

	private final RateWindows windows;

	private final double share;

	private final MeterRegistry meters;

	private final Map<Key, LocalPermits> held = new ConcurrentHashMap<>();

	/**
	 * A shared budget.
	 * @param share part of the vendor's limit that the platform may use, above 0 up to 1
	 */
	public PostgresRateBudget(Database database, double share, MeterRegistry meters) {
		if (share <= 0 || share > 1) {
			throw new IllegalArgumentException("The share of a rate limit is above 0 and at most 1");
		}
		this.database = database;
		this.windows = new RateWindows();
		this.share = share;
		this.meters = meters;
	}

	/** Emits true when there is a permit; empty, after the wait, when to try again. */
	@Override
	public Mono<Void> acquire(Connection connection, RateRule rule) {
		LocalPermits permits = this.held.computeIfAbsent(Key.of(connection, rule), (key) -> new LocalPermits());
		return Mono
			.defer(() -> permits.take() ? Mono.just(true)
					: permits.refill(() -> lease(connection, rule, permits)).flatMap((wait) -> pause(wait, rule)))
			.repeatWhenEmpty(Integer.MAX_VALUE, (rounds) -> rounds)
			.then();
	}

	private Mono<Boolean> pause(Duration wait, RateRule rule) {
		if (wait.isZero()) {
			return Mono.empty();
		}
		this.meters.counter("clara.ats.rate.waits", "scope", rule.scope()).increment();
		return Mono.delay(wait).then(Mono.empty());
	}

	@Override
	public Mono<Void> observed(Connection connection, RateRule rule, RateObservation observation) {
		Integer limit = observation.limit();
		Integer remaining = observation.remaining();
		boolean closed = observation.closedFor() != null;
		boolean lower = limit != null && limit < rule.requests();
		boolean scarce = remaining != null && remaining < rule.requests() / 5;
		if (!closed && !lower && !scarce) {
			return Mono.empty();
		}
		return Mono.defer(() -> {
			if (closed) {
				forget(connection, rule);
			}
			return this.database.apart(connection.organisationId(),
					(client) -> this.windows.lower(client, connection, rule, observation).thenReturn(true));
		}).doOnNext((known) -> {
			if (closed) {
				forget(connection, rule);
			}
		}).then();
	}

	/** The permits of every priority, since the vendor does not know priorities. */
	private void forget(Connection connection, RateRule rule) {
		for (Priority priority : Priority.values()) {
			LocalPermits permits = this.held.get(Key.of(connection.with(priority), rule));
			if (permits != null) {
				permits.drop();
			}
		}
	}

	/**
	 * Takes a block of permits; gives how long to wait when there is none, zero when one
	 * was taken. The end of the window is reckoned from before the database was asked, so
	 * that a slow answer does not carry permits over into the next window.
	 */
	private Mono<Duration> lease(Connection connection, RateRule rule, LocalPermits permits) {
		return Mono.defer(() -> {
			long asked = System.nanoTime();
			int size = permits.nextSize(Math.clamp(rule.requests() / 20, 1, 10));
			return this.database
				.apart(connection.organisationId(),
						(client) -> this.windows.current(client, connection, rule)
							.flatMap((window) -> granted(window, connection.priority(), size,
									(granted) -> this.windows.use(client, connection, rule, granted))))
				.map((grant) -> {
					if (grant.permits() > 0) {
						permits.put(grant.permits(), asked + grant.time().toNanos());
						return Duration.ZERO;
					}
					return grant.time();
				});
		});
	}

	private Mono<Grant> granted(RateWindows.Window window, Priority priority, int size, IntFunction<Mono<Void>> use) {
		if (!window.closedFor().isZero()) {
			return Mono.just(new Grant(0, atLeast(window.closedFor())));
		}
		int usable = Math.max(1, (int) (window.allowed() * this.share * part(priority)));
		int permits = Math.min(size, usable - window.used());
		return (permits > 0) ? use.apply(permits).thenReturn(new Grant(permits, window.left()))
				: Mono.just(new Grant(0, atLeast(window.left())));
	}

	private static Duration atLeast(Duration wait) {
		return (wait.compareTo(SHORTEST_WAIT) < 0) ? SHORTEST_WAIT : wait;
	}

	private static double part(Priority priority) {
		return switch (priority) {
			case LIVE -> 1.0;
			case WRITE -> 0.9;
			case BACKFILL -> 0.67;
		};
	}

	/**
	 * What the database gave.
	 *
	 * @param permits how many permits, 0 for none
	 * @param time how long the window still lasts; without permits, how long to wait
	 */
	private record Grant(int permits, Duration time) {

	}

	/** What permits are held for. */
	private record Key(String organisationId, String integrationId, String scope, Priority priority) {

		static Key of(Connection connection, RateRule rule) {
			return new Key(connection.organisationId(), connection.integrationId(), rule.scope(),
					connection.priority());
		}

	}

}
