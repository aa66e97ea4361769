package io.claraconnect.kit.work;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.claraconnect.kit.db.Database;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * One run of one leased row: its handler, the lease kept alive meanwhile, and its end
 * written down. A run whose lease is lost is cancelled and writes nothing.
 */
final class RowRun {

	private static final Logger log = LoggerFactory.getLogger(RowRun.class);

	private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

	private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

	private final String runner;

	private final Database database;

	private final WorkRows rows;

	private final Map<String, WorkHandler> handlers;

	private final Duration lease;

	private final MeterRegistry meters;

	RowRun(String runner, Database database, WorkRows rows, Map<String, WorkHandler> handlers, Duration lease,
			MeterRegistry meters) {
		this.runner = runner;
		this.database = database;
		this.rows = rows;
		this.handlers = Map.copyOf(handlers);
		this.lease = lease;
		this.meters = meters;
	}

	/** Runs a row; errors only when its end cannot be written down. */
	Mono<Void> of(WorkRow row, Patience patience) {
		long began = System.nanoTime();
		return handled(row).contextWrite(patience::in)
			.onErrorResume((ex) -> Mono.just(failed(row, ex)))
			.defaultIfEmpty(WorkResult.done())
			.takeUntilOther(lost(row))
			.flatMap((result) -> written(row, result, patience).map((mine) -> mine ? named(result, patience) : "lost"))
			.defaultIfEmpty("lost")
			.doOnNext((result) -> count(row, result, began))
			.then();
	}

	private Mono<WorkResult> handled(WorkRow row) {
		WorkHandler handler = this.handlers.get(row.kind());
		return (handler != null) ? Mono.defer(() -> handler.run(row)) : Mono.just(WorkResult.dead("unknown_kind"));
	}

	private Mono<Boolean> written(WorkRow row, WorkResult result, Patience patience) {
		return this.database.inOrganisation(row.organisationId(), (client) -> {
			Duration hold = patience.hold();
			Mono<Void> held = (hold != null) ? this.rows.hold(client, row, patience.holdFrom(row.priority()), hold)
					: Mono.empty();
			return held.then(Mono.defer(() -> (result instanceof WorkResult.Retry retry && patience.isOver())
					? this.rows.putBack(client, row, retry.cause()) : this.rows.finish(client, row, result)));
		}).retryWhen(Retry.backoff(5, Duration.ofMillis(200)));
	}

	private static String named(WorkResult result, Patience patience) {
		return (result instanceof WorkResult.Retry && patience.isOver()) ? "held"
				: result.getClass().getSimpleName().toLowerCase(Locale.ROOT);
	}

	/**
	 * Emits when the lease is lost: taken by somebody else, or not renewed in time
	 * because the database is away.
	 */
	private Mono<Boolean> lost(WorkRow row) {
		AtomicLong renewed = new AtomicLong(System.nanoTime());
		Duration third = this.lease.dividedBy(3);
		return Flux.interval(third)
			.onBackpressureDrop()
			.concatMap((tick) -> renew(row, third, renewed), 1)
			.filter((held) -> !held)
			.next()
			.switchIfEmpty(Mono.never());
	}

	private Mono<Boolean> renew(WorkRow row, Duration patience, AtomicLong renewed) {
		return Mono.defer(() -> {
			long asked = System.nanoTime();
			return this.database
				.inOrganisation(row.organisationId(), (client) -> this.rows.renew(client, row, this.lease))
				.timeout(patience)
				.doOnNext((held) -> renewed.set(asked))
				.onErrorResume(
						(ex) -> Mono.fromSupplier(() -> System.nanoTime() - renewed.get() < this.lease.toNanos()));
		});
	}

	private WorkResult failed(WorkRow row, Throwable ex) {
		Duration wait = Backoff.wait(row.attempts(), FIRST_WAIT, LONGEST_WAIT,
				ThreadLocalRandom.current().nextDouble());
		log.atWarn()
			.addKeyValue("runner", this.runner)
			.addKeyValue("kind", row.kind())
			.addKeyValue("integrationId", row.integrationId())
			.addKeyValue("attempts", row.attempts())
			.addKeyValue("error", ex.getClass().getName())
			.addKeyValue("at", (ex.getStackTrace().length > 0) ? ex.getStackTrace()[0].toString() : "")
			.log("A run failed and will be tried again");
		return WorkResult.retry(wait, ex.getClass().getSimpleName());
	}

	private void count(WorkRow row, String result, long began) {
		if ("lost".equals(result)) {
			log.atWarn()
				.addKeyValue("runner", this.runner)
				.addKeyValue("kind", row.kind())
				.addKeyValue("integrationId", row.integrationId())
				.log("A run lost its lease; the row will be run again");
		}
		this.meters.timer("clara.work.runs", "runner", this.runner, "kind", row.kind(), "result", result)
			.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
	}

}
