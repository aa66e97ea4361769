package io.claraconnect.kit.work;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.ids.IdGenerator;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.context.SmartLifecycle;

/**
 * Leases rows of a work table and runs them, fairly over connections. Keeps leases alive
 * while rows are run, leaves rows of a dead process to others, and on shutdown stops
 * leasing and waits for what is running.
 */
public final class WorkRunner implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(WorkRunner.class);

	private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

	private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

	private final String name;

	private final Database database;

	private final WorkRows rows;

	private final Map<String, WorkHandler> handlers;

	private final WorkSettings settings;

	private final IdGenerator ids;

	private final MeterRegistry meters;

	private final AtomicInteger running = new AtomicInteger();

	private volatile Disposable loop = Disposables.disposed();

	private volatile boolean started;

	/**
	 * A runner.
	 * @param name names the runner in metrics
	 * @param handlers the handler of each kind of row; a row of another kind is left dead
	 * with cause {@code unknown_kind}
	 */
	public WorkRunner(String name, Database database, WorkRows rows, Map<String, WorkHandler> handlers,
			WorkSettings settings, IdGenerator ids, MeterRegistry meters) {
		this.name = name;
		this.database = database;
		this.rows = rows;
		this.handlers = Map.copyOf(handlers);
		this.settings = settings;
		this.ids = ids;
		this.meters = meters;
		new WorkMetrics(name, meters, database, rows).bind();
		meters.gauge("clara.work.running", io.micrometer.core.instrument.Tags.of("runner", name), this.running);
	}

	@Override
	public void start() {
		this.started = true;
		this.loop = Mono.defer(this::round).onErrorResume((ex) -> {
			log.atWarn()
				.addKeyValue("runner", this.name)
				.addKeyValue("error", ex.getClass().getSimpleName())
				.log("Work cannot be leased; trying again");
			return Mono.just(0).delayElement(FIRST_WAIT);
		})
			.flatMap((leased) -> (leased > 0) ? Mono.just(leased) : Mono.delay(this.settings.poll()).thenReturn(0))
			.repeat(() -> this.started)
			.subscribeOn(Schedulers.parallel())
			.subscribe();
	}

	private Mono<Integer> round() {
		int free = this.settings.concurrency() - this.running.get();
		if (free <= 0) {
			return Mono.just(0).delayElement(Duration.ofMillis(10));
		}
		return this.database
			.manyAcrossOrganisations((client) -> this.rows.lease(client, this.ids.next(), free,
					this.settings.perConnection(), this.settings.lease()))
			.collectList()
			.doOnNext((leased) -> {
				this.running.addAndGet(leased.size());
				leased.forEach(this::launch);
			})
			.map((leased) -> leased.size());
	}

	private void launch(WorkRow row) {
		run(row).onErrorResume((ex) -> {
			log.atWarn()
				.addKeyValue("runner", this.name)
				.addKeyValue("kind", row.kind())
				.addKeyValue("integrationId", row.integrationId())
				.addKeyValue("error", ex.getClass().getSimpleName())
				.log("The end of a run could not be written down; its lease will run out");
			return Mono.empty();
		}).doFinally((signal) -> this.running.decrementAndGet()).subscribeOn(Schedulers.parallel()).subscribe();
	}

	private Mono<Void> run(WorkRow row) {
		long began = System.nanoTime();
		WorkHandler handler = this.handlers.get(row.kind());
		Mono<WorkResult> result = (handler != null) ? Mono.defer(() -> handler.run(row))
				: Mono.just(WorkResult.dead("unknown_kind"));
		Flux<Boolean> alive = Flux.interval(this.settings.lease().dividedBy(3))
			.concatMap((tick) -> this.database
				.inOrganisation(row.organisationId(), (client) -> this.rows.renew(client, row, this.settings.lease()))
				.onErrorReturn(true))
			.filter((held) -> !held);
		return result.onErrorResume((ex) -> Mono.just(failed(row, ex)))
			.switchIfEmpty(Mono.just(WorkResult.done()))
			.takeUntilOther(alive)
			.flatMap((done) -> this.database
				.inOrganisation(row.organisationId(), (client) -> this.rows.finish(client, row, done))
				.retryWhen(reactor.util.retry.Retry.backoff(5, Duration.ofMillis(200)))
				.doOnSubscribe((subscription) -> count(row, done, began)));
	}

	private WorkResult failed(WorkRow row, Throwable ex) {
		Duration wait = Backoff.wait(row.attempts(), FIRST_WAIT, LONGEST_WAIT,
				ThreadLocalRandom.current().nextDouble());
		log.atWarn()
			.addKeyValue("runner", this.name)
			.addKeyValue("kind", row.kind())
			.addKeyValue("integrationId", row.integrationId())
			.addKeyValue("attempts", row.attempts())
			.addKeyValue("error", ex.getClass().getName())
			.addKeyValue("at", (ex.getStackTrace().length > 0) ? ex.getStackTrace()[0].toString() : "")
			.log("A run failed and will be tried again");
		return WorkResult.retry(wait, ex.getClass().getSimpleName());
	}

	private void count(WorkRow row, WorkResult result, long began) {
		this.meters
			.timer("clara.work.runs", "runner", this.name, "kind", row.kind(), "result",
					result.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT))
			.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
	}

	@Override
	public void stop() {
		this.started = false;
		this.loop.dispose();
		Mono.defer(() -> Mono.just(this.running.get()))
			.filter((left) -> left == 0)
			.repeatWhenEmpty((rounds) -> rounds.delayElements(Duration.ofMillis(50)))
			.timeout(Duration.ofSeconds(15), Mono.just(-1))
			.subscribeOn(Schedulers.boundedElastic())
			.block();
	}

	@Override
	public boolean isRunning() {
		return this.started;
	}

}
