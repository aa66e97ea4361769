package io.claraconnect.ats.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.RateBudget;
import io.claraconnect.ats.api.RateObservation;
import io.claraconnect.ats.api.RateRule;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A rate budget of one process, for tests and tools. Counts fixed windows; what answers
 * say lowers a window and never raises it.
 */
public final class LocalRateBudget implements RateBudget {

	private final Clock clock;

	private final Map<String, Window> windows = new ConcurrentHashMap<>();

	public LocalRateBudget(Clock clock) {
		this.clock = clock;
	}

	@Override
	public Mono<Void> acquire(Connection connection, RateRule rule) {
		return Mono.defer(() -> {
			Duration wait = window(connection, rule).take(this.clock.instant(), rule);
			return wait.isZero() ? Mono.empty() : Mono.delay(wait).then(acquire(connection, rule));
		});
	}

	@Override
	public Mono<Void> observed(Connection connection, RateRule rule, RateObservation observation) {
		return Mono.fromRunnable(() -> window(connection, rule).lower(this.clock.instant(), rule, observation));
	}

	private Window window(Connection connection, RateRule rule) {
		return this.windows.computeIfAbsent(
				connection.organisationId() + ":" + connection.integrationId() + ":" + rule.scope(),
				(_) -> new Window(this.clock.instant(), rule.requests()));
	}

	private static final class Window {

		private Instant start;

		private int left;

		private int limit;

		private @Nullable Instant closedUntil;

		Window(Instant start, int limit) {
			this.start = start;
			this.limit = limit;
			this.left = limit;
		}

		/** Takes one, or says how long to wait before asking again. */
		synchronized Duration take(Instant now, RateRule rule) {
			if (this.closedUntil != null && now.isBefore(this.closedUntil)) {
				return Duration.between(now, this.closedUntil);
			}
			Instant end = this.start.plus(rule.window());
			if (!now.isBefore(end)) {
				this.start = now;
				this.left = this.limit;
			}
			if (this.left == 0) {
				return Duration.between(now, end);
			}
			this.left--;
			return Duration.ZERO;
		}

		synchronized void lower(Instant now, RateRule rule, RateObservation seen) {
			if (seen.limit() != null) {
				this.limit = Math.max(1, Math.min(rule.requests(), seen.limit()));
				this.left = Math.min(this.left, this.limit);
			}
			if (seen.remaining() != null) {
				this.left = Math.min(this.left, seen.remaining());
			}
			if (seen.closedFor() != null) {
				this.closedUntil = now.plus(seen.closedFor());
			}
		}

	}

}
