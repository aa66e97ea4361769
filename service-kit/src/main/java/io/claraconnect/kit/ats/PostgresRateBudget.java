package io.claraconnect.kit.ats;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.Priority;
import io.claraconnect.ats.api.RateBudget;
import io.claraconnect.ats.api.RateObservation;
import io.claraconnect.ats.api.RateRule;
import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.work.Patience;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * A rate budget that every process shares through {@code platform.rate_budget}, per
 * connection and scope: a share of the vendor's limit (the customer's other tools need
 * the rest), kept in every window wherever it starts. What a vendor's answer says may
 * lower it or close it, never raise it, and is heeded by every process from its next call
 * on. Live reads may use all of the share, writes leave a tenth of it free, backfills a
 * third. A run of a row that would have to wait for long ends instead (see
 * {@link Patience}), with RATE_LIMITED and {@link #NO_BUDGET}; anybody else waits.
 */
public final class PostgresRateBudget implements RateBudget {

	/** Code of the error of a run that would have to wait for long. */
	public static final String NO_BUDGET = "no_budget";

	private static final Duration SHORTEST_WAIT = Duration.ofMillis(10);

	private final Database database;

	private final double share;

	private final MeterRegistry meters;

	private final Map<Key, Demand> demands = new ConcurrentHashMap<>();

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
		Demand demand = this.demands.computeIfAbsent(Key.of(connection, rule),
				(key) -> new Demand((wanted) -> take(key, wanted)));
		return Mono.deferContextual((context) -> {
			Patience patience = Patience.of(context);
			return demand.permit()
				.flatMap((wait) -> wait.isZero() ? granted(patience) : pause(patience, wait, rule))
				.repeatWhenEmpty(Integer.MAX_VALUE, (rounds) -> rounds)
				.then();
		});
	}

	private static Mono<Boolean> granted(Patience patience) {
		patience.granted();
		return Mono.just(true);
	}

	/** Empty, after the wait, when to ask again. */
	private Mono<Boolean> pause(Patience patience, Duration wait, RateRule rule) {
		this.meters.counter("clara.ats.rate.waits", "scope", rule.scope()).increment();
		return patience.await(wait)
			.flatMap((waited) -> waited ? Mono.empty()
					: Mono.error(new AtsException(AtsException.Category.RATE_LIMITED, NO_BUDGET, wait, null)));
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
		return Mono.deferContextual((context) -> {
			if (closed != null) {
				Patience.of(context).closed(closed);
			}
			return note(Key.of(connection, rule), (closed != null) ? closed : Duration.ZERO,
					(limit != null) ? limit : rule.requests(), (remaining != null) ? remaining : rule.requests());
		});
	}

	private Mono<Demand.Grant> take(Key key, int wanted) {
		return this.database.alone((client) -> key
			.bound(client.sql("SELECT granted, wait_ms FROM platform.take_permits(:organisation, :integration,"
					+ " :scope, :window, :requests, :part, :wanted)"))
			.bind("part", this.share * part(key.priority()))
			.bind("wanted", wanted)
			.map(PostgresRateBudget::grant)
			.one());
	}

	private Mono<Void> note(Key key, Duration closed, int limit, int remaining) {
		return this.database.alone((client) -> key
			.bound(client.sql("SELECT 1 AS noted FROM platform.note_limit(:organisation, :integration, :scope,"
					+ " :window, :requests, :closed, :limit, :remaining)"))
			.bind("closed", closed.toMillis())
			.bind("limit", limit)
			.bind("remaining", remaining)
			.map((row) -> true)
			.one()).then();
	}

	private static Demand.Grant grant(Readable row) {
		Integer granted = row.get("granted", Integer.class);
		Long wait = row.get("wait_ms", Long.class);
		long millis = (wait != null) ? wait : 0;
		return new Demand.Grant((granted != null) ? granted : 0,
				(millis < SHORTEST_WAIT.toMillis()) ? SHORTEST_WAIT : Duration.ofMillis(millis));
	}

	private static double part(Priority priority) {
		return switch (priority) {
			case LIVE -> 1.0;
			case WRITE -> 0.9;
			case BACKFILL -> 0.67;
		};
	}

	/** What permits are asked for. */
	private record Key(String organisationId, String integrationId, RateRule rule, Priority priority) {

		static Key of(Connection connection, RateRule rule) {
			return new Key(connection.organisationId(), connection.integrationId(), rule, connection.priority());
		}

		DatabaseClient.GenericExecuteSpec bound(DatabaseClient.GenericExecuteSpec statement) {
			return statement.bind("organisation", this.organisationId)
				.bind("integration", this.integrationId)
				.bind("scope", this.rule.scope())
				.bind("window", this.rule.window().toMillis())
				.bind("requests", this.rule.requests());
		}

	}

}
