package io.claraconnect.sync.request;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.dossier.Suppressed;
import io.claraconnect.kit.ats.PostgresRateBudget;
import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.work.WorkHandler;
import io.claraconnect.kit.work.WorkResult;
import io.claraconnect.kit.work.WorkRow;
import io.claraconnect.kit.work.WorkRows;
import io.claraconnect.sync.connection.TrackedConnection;
import io.claraconnect.sync.connection.TrackedConnections;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * What all runs that call an ATS have in common: no call for a connection that may not be
 * used, and for each failure a verdict with an outcome that says so. To wait for the rate
 * budget is no failure, and nothing is said of it.
 */
public final class Runs {

	private static final Duration LATER = Duration.ofMinutes(10);

	private final Database database;

	private final TrackedConnections connections;

	private final Outcomes outcomes;

	private final WorkRows rows;

	public Runs(Database database, TrackedConnections connections, Outcomes outcomes, WorkRows rows) {
		this.rows = rows;
		this.database = database;
		this.connections = connections;
		this.outcomes = outcomes;
	}

	/** A handler of rows that does the given for connections that may be used. */
	public WorkHandler of(Step step) {
		return (row) -> this.connections.find(row.organisationId(), row.integrationId()).flatMap((found) -> {
			if (found.isEmpty() || found.get().disconnected()) {
				return Mono.just(WorkResult.done());
			}
			TrackedConnection connection = found.get();
			if (!connection.usable()) {
				return failed(row, WorkResult.park(connection.state().toLowerCase(Locale.ROOT)));
			}
			return guarded(row, Mono.defer(() -> step.run(row, Wish.parse(row.payload()), connection)));
		});
	}

	/**
	 * As {@link #of}, for what is run again and again: a failure delays it, and nothing
	 * ends it but the end of the connection.
	 */
	public WorkHandler recurring(Step step) {
		WorkHandler once = of(step);
		return (row) -> once.run(row)
			.map((result) -> (result instanceof WorkResult.Dead dead) ? WorkResult.retry(LATER, dead.cause()) : result);
	}

	/**
	 * To be asked in each transaction that commits what a run read: errors when the row
	 * was given to somebody else, who reads anew.
	 */
	public Mono<Void> fence(DatabaseClient client, WorkRow row) {
		return this.rows.stillMine(client, row).flatMap((mine) -> mine ? Mono.empty() : Mono.error(new LeaseLost()));
	}

	private Mono<WorkResult> guarded(WorkRow row, Mono<WorkResult> run) {
		return run.onErrorResume(AtsException.class, (ex) -> {
			WorkResult verdict = Verdict.of(ex, row.attempts(), ThreadLocalRandom.current().nextDouble());
			return PostgresRateBudget.NO_BUDGET.equals(ex.code()) ? Mono.just(verdict) : failed(row, verdict);
		})
			.onErrorResume(LeaseLost.class, (ex) -> Mono.just(WorkResult.retry(Duration.ZERO, "lease_lost")))
			.onErrorResume(Suppressed.class, (ex) -> say(row, "DROPPED", "suppressed").thenReturn(WorkResult.done()));
	}

	private Mono<WorkResult> failed(WorkRow row, WorkResult verdict) {
		return switch (verdict) {
			case WorkResult.Done done -> Mono.just(done);
			case WorkResult.Park park -> say(row, "PARKED", park.cause()).thenReturn(park);
			case WorkResult.Dead dead -> say(row, "DEAD", dead.cause()).thenReturn(dead);
			case WorkResult.Retry retry -> say(row, "PARKED", retry.cause(), retry.after()).thenReturn(retry);
		};
	}

	/** Says what became of a run, in a transaction of its own. */
	public Mono<Void> say(WorkRow row, String step, String code) {
		return say(row, step, code, null);
	}

	private Mono<Void> say(WorkRow row, String step, String code, @org.jspecify.annotations.Nullable Duration again) {
		return this.database
			.inOrganisation(row.organisationId(),
					(client) -> this.outcomes.say(client, about(row), step, code, again, Wishes.cause(row))
						.thenReturn(true))
			.then();
	}

	/** What the outcomes of a row are about. */
	public static Outcomes.About about(WorkRow row) {
		return new Outcomes.About(row.organisationId(), row.integrationId(), row.subject(),
				Wish.parse(row.payload()).deliveryId(), row.attempts());
	}

	/** A run goes on whose row is somebody else's. */
	private static final class LeaseLost extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	/** What a row does with a connection that may be used. */
	@FunctionalInterface
	public interface Step {

		/** Runs a row; may error with an {@link AtsException} or {@link Suppressed}. */
		Mono<WorkResult> run(WorkRow row, Wish wish, TrackedConnection connection);

	}

}
