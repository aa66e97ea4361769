package io.claraconnect.kit.ats;

import java.time.Duration;

import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.RateObservation;
import io.claraconnect.ats.api.RateRule;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * The table {@code platform.rate_budget}. Its time is the database's, so that skewed
 * clocks of processes do not matter.
 */
final class RateWindows {

	private static final String OVER = "b.window_started + b.window_ms * interval '1 millisecond' <= now()";

	private static final String ONE = " WHERE organisation_id = :organisation AND integration_id = :integration"
			+ " AND scope = :scope";

	/**
	 * The current window, a new one when the last is over; locked until the transaction
	 * ends.
	 */
	Mono<Window> current(DatabaseClient client, Connection connection, RateRule rule) {
		return of(client.sql("INSERT INTO platform.rate_budget AS b (organisation_id, integration_id, scope,"
				+ " window_started, window_ms, allowed, used, updated_at) VALUES (:organisation, :integration, :scope,"
				+ " now(), :window, :limit, 0, now()) ON CONFLICT (organisation_id, integration_id, scope) DO UPDATE SET"
				+ " window_started = CASE WHEN " + OVER + " THEN now() ELSE b.window_started END,"
				+ " allowed = CASE WHEN " + OVER + " THEN :limit ELSE least(b.allowed, :limit) END,"
				+ " used = CASE WHEN " + OVER + " THEN 0 ELSE b.used END, window_ms = :window, updated_at = now()"
				+ " RETURNING allowed, used, floor(extract(epoch FROM window_started - now()) * 1000)::bigint + window_ms"
				+ " AS left_ms, coalesce(ceil(extract(epoch FROM closed_until - clock_timestamp()) * 1000), 0)::bigint"
				+ " AS closed_ms"), connection, rule)
			.bind("window", rule.window().toMillis())
			.bind("limit", rule.requests())
			.map((row) -> new Window((int) number(row, "allowed"), (int) number(row, "used"),
					Duration.ofMillis(number(row, "left_ms")),
					Duration.ofMillis(Math.max(0, number(row, "closed_ms")))))
			.one();
	}

	/** Counts permits of the window that {@link #current} gave in this transaction. */
	Mono<Void> use(DatabaseClient client, Connection connection, RateRule rule, int permits) {
		return of(client.sql("UPDATE platform.rate_budget SET used = used + :permits" + ONE), connection, rule)
			.bind("permits", permits)
			.then();
	}

	/**
	 * Lowers the window to what the vendor said, and closes it for as long as it said.
	 * What is used by anybody counts: the limit, as lowered, less what remains.
	 */
	Mono<Void> lower(DatabaseClient client, Connection connection, RateRule rule, RateObservation observation) {
		Duration closed = observation.closedFor();
		Integer limit = observation.limit();
		Integer remaining = observation.remaining();
		return of(client.sql("UPDATE platform.rate_budget SET"
				+ " closed_until = greatest(closed_until, clock_timestamp() + :closed * interval '1 millisecond'),"
				+ " allowed = least(allowed, :limit), used = greatest(used, least(allowed, :limit) - :remaining),"
				+ " updated_at = now()" + ONE), connection, rule)
			.bind("closed", (closed != null) ? closed.toMillis() : 0L)
			.bind("limit", (limit != null) ? limit : rule.requests())
			.bind("remaining", (remaining != null) ? remaining : Integer.MAX_VALUE / 2)
			.then();
	}

	private static DatabaseClient.GenericExecuteSpec of(DatabaseClient.GenericExecuteSpec spec, Connection connection,
			RateRule rule) {
		return spec.bind("organisation", connection.organisationId())
			.bind("integration", connection.integrationId())
			.bind("scope", rule.scope());
	}

	private static long number(Readable row, String column) {
		Long value = row.get(column, Long.class);
		return (value != null) ? value : 0;
	}

	/**
	 * A window.
	 *
	 * @param allowed the vendor's limit, as lowered
	 * @param used requests counted so far
	 * @param left how long it still lasts
	 * @param closedFor how long nothing may be sent; zero when open
	 */
	record Window(int allowed, int used, Duration left, Duration closedFor) {

	}

}
