package io.claraconnect.kit.ats;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.Priority;
import io.claraconnect.ats.api.RateBudget;
import io.claraconnect.ats.api.RateObservation;
import io.claraconnect.ats.api.RateRule;
import io.claraconnect.kit.db.Database;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A rate budget that every process shares through {@code platform.rate_budget}: a window
 * per connection and scope, a share of the vendor's limit (the customer's other tools
 * need the rest), permits taken in small blocks. What a vendor's answer says may lower a
 * window or close it, never raise it. Live reads may use all of the share, writes leave a
 * tenth of it free, backfills a third.
 */
public final class PostgresRateBudget implements RateBudget {

	private final Database database;

	private final double share;

	private final MeterRegistry meters;

	private final Map<String, Block> blocks = new ConcurrentHashMap<>();

	/**
	 * A shared budget.
	 * @param share part of the vendor's limit that the platform may use, above 0 up to 1
	 */
	public PostgresRateBudget(Database database, double share, MeterRegistry meters) {
		if (share <= 0 || share > 1) {
			throw new IllegalArgumentException("The share of a rate limit is above 0 and at most 1");
		}
		this.database = database;
		this.share = share;
		this.meters = meters;
	}

	@Override
	public Mono<Void> acquire(Connection connection, RateRule rule) {
		return Mono.defer(() -> {
			Block block = this.blocks.get(key(connection, rule));
			if (block != null && block.take()) {
				return Mono.just(Duration.ZERO);
			}
			return lease(connection, rule);
		})
			.flatMap((wait) -> wait.isZero() ? Mono.just(true) : Mono.delay(wait)
				.then(Mono.<Boolean>empty())
				.doOnSubscribe((subscription) -> this.meters.counter("clara.ats.rate.waits", "scope", rule.scope())
					.increment()))
			.repeatWhenEmpty(Integer.MAX_VALUE, (rounds) -> rounds)
			.then();
	}

	@Override
	public Mono<Void> observed(Connection connection, RateRule rule, RateObservation observation) {
		Duration closed = observation.closedFor();
		Integer limit = observation.limit();
		Integer remaining = observation.remaining();
		boolean lower = limit != null && limit < rule.requests();
		boolean scarce = remaining != null && remaining < rule.requests() / 5;
		if (closed == null && !lower && !scarce) {
			return Mono.empty();
		}
		if (closed != null) {
			this.blocks.remove(key(connection, rule));
		}
		return this.database.inOrganisation(connection.organisationId(), (client) -> client
			.sql("UPDATE platform.rate_budget SET"
					+ " closed_until = greatest(closed_until, now() + :closed * interval '1 millisecond'),"
					+ " allowed = least(allowed, :limit), used = greatest(used, allowed - :remaining), updated_at = now()"
					+ " WHERE organisation_id = :organisation AND integration_id = :integration AND scope = :scope")
			.bind("closed", (closed != null) ? closed.toMillis() : 0L)
			.bind("limit", (limit != null) ? limit : rule.requests())
			.bind("remaining", (remaining != null) ? remaining : Integer.MAX_VALUE / 2)
			.bind("organisation", connection.organisationId())
			.bind("integration", connection.integrationId())
			.bind("scope", rule.scope())
			.then()
			.thenReturn(true)).then();
	}

	/**
	 * Takes a block of permits; gives how long to wait when there is none, zero when one
	 * was taken.
	 */
	private Mono<Duration> lease(Connection connection, RateRule rule) {
		int block = Math.clamp(rule.requests() / 20, 1, 10);
		return this.database.inOrganisation(connection.organisationId(), (client) -> client
			.sql("INSERT INTO platform.rate_budget AS b (organisation_id, integration_id, scope, window_started, window_ms,"
					+ " allowed, used, updated_at) VALUES (:organisation, :integration, :scope, now(), :window, :limit, 0,"
					+ " now()) ON CONFLICT (organisation_id, integration_id, scope) DO UPDATE SET"
					+ " window_started = CASE WHEN b.window_started + b.window_ms * interval '1 millisecond' <= now()"
					+ " THEN now() ELSE b.window_started END,"
					+ " allowed = CASE WHEN b.window_started + b.window_ms * interval '1 millisecond' <= now()"
					+ " THEN :limit ELSE least(b.allowed, :limit) END,"
					+ " used = CASE WHEN b.window_started + b.window_ms * interval '1 millisecond' <= now()"
					+ " THEN 0 ELSE b.used END, window_ms = :window, updated_at = now()"
					+ " RETURNING allowed, used, (extract(epoch FROM window_started - now()) * 1000)::bigint + window_ms"
					+ " AS left_ms, coalesce((extract(epoch FROM closed_until - now()) * 1000)::bigint, 0) AS closed_ms")
			.bind("organisation", connection.organisationId())
			.bind("integration", connection.integrationId())
			.bind("scope", rule.scope())
			.bind("window", rule.window().toMillis())
			.bind("limit", rule.requests())
			.map((row) -> new Window(number(row.get("allowed", Long.class)), number(row.get("used", Long.class)),
					number(row.get("left_ms", Long.class)), number(row.get("closed_ms", Long.class))))
			.one()
			.flatMap((window) -> {
				if (window.closedMs() > 0) {
					return Mono.just(Duration.ofMillis(window.closedMs()));
				}
				long usable = Math.max(1, (long) (window.allowed() * this.share * part(connection.priority())));
				long granted = Math.min(block, usable - window.used());
				if (granted <= 0) {
					return Mono.just(Duration.ofMillis(Math.max(10, window.leftMs())));
				}
				return client
					.sql("UPDATE platform.rate_budget SET used = used + :granted WHERE organisation_id = :organisation"
							+ " AND integration_id = :integration AND scope = :scope")
					.bind("granted", granted)
					.bind("organisation", connection.organisationId())
					.bind("integration", connection.integrationId())
					.bind("scope", rule.scope())
					.then()
					.thenReturn(Duration.ZERO)
					.doOnNext((taken) -> this.blocks.put(key(connection, rule),
							new Block((int) granted - 1, System.nanoTime() + window.leftMs() * 1_000_000)));
			}));
	}

	private static double part(Priority priority) {
		return switch (priority) {
			case LIVE -> 1.0;
			case WRITE -> 0.9;
			case BACKFILL -> 0.67;
		};
	}

	private static String key(Connection connection, RateRule rule) {
		return connection.integrationId() + "|" + rule.scope() + "|" + connection.priority();
	}

	private static long number(@Nullable Long value) {
		return (value != null) ? value : 0;
	}

	private record Window(long allowed, long used, long leftMs, long closedMs) {

	}

	/** Permits that this process holds until the window ends. */
	private static final class Block {

		private int left;

		private final long endsNanos;

		Block(int left, long endsNanos) {
			this.left = left;
			this.endsNanos = endsNanos;
		}

		synchronized boolean take() {
			if (this.left <= 0 || System.nanoTime() - this.endsNanos >= 0) {
				return false;
			}
			this.left--;
			return true;
		}

	}

}
