package io.claraconnect.kit.work;

import java.time.Duration;
import java.util.Map;

import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.ids.IdGenerator;
import io.claraconnect.kit.loop.Loop;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

import org.springframework.context.SmartLifecycle;

/**
 * Leases rows of a work table and runs them, the most urgent first and fairly over
 * connections. Keeps leases alive while rows are run, leaves rows of a dead process to
 * others, and on shutdown stops leasing and waits for what is running.
 */
public final class WorkRunner implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(WorkRunner.class);

	private static final Duration LONGEST_ROUND = Duration.ofSeconds(20);

	private static final Duration REST = Duration.ofMillis(10);

	private static final Duration PATIENCE = Duration.ofSeconds(15);

	private final String name;

	private final Database database;

	private final WorkRows rows;

	private final WorkSettings settings;

	private final IdGenerator ids;

	private final RowRun run;

	private final WorkMetrics metrics;

	private final Places places;

	private final Loop loop;

	private volatile Sinks.Empty<Void> abandon = Sinks.empty();

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
		this.settings = settings;
		this.ids = ids;
		this.run = new RowRun(name, database, rows, handlers, settings.lease(), meters);
		this.metrics = new WorkMetrics(name, meters, database, rows, settings);
		this.loop = new Loop("work " + name, settings.poll(), LONGEST_ROUND, this::round);
		this.places = new Places(settings.concurrency(), this.loop::wake);
		Gauge.builder("clara.work.running", this.places, Places::runs)
			.description("Rows that this process runs now")
			.tag("runner", name)
			.strongReference(true)
			.register(meters);
		Gauge.builder("clara.work.waiting", this.places, Places::waiting)
			.description("Of these, rows that wait for the rate budget and take no place")
			.tag("runner", name)
			.strongReference(true)
			.register(meters);
	}

	@Override
	public void start() {
		this.abandon = Sinks.empty();
		this.places.open();
		this.metrics.start();
		this.loop.start();
	}

	/**
	 * The end of each run rings the loop, so that a freed place is taken soon; a short
	 * rest after each round lets several ends share one.
	 */
	private Mono<Boolean> round() {
		int free = this.places.free();
		if (free <= 0) {
			return Mono.just(false);
		}
		return this.database
			.manyAcrossOrganisations((client) -> this.rows.lease(client,
					new Leasing.Terms(this.ids.next(), free, this.settings.perConnection(), this.settings.behind(),
							this.settings.lease())))
			.collectList()
			.doOnNext((leased) -> leased.forEach(this::launch))
			.then(Mono.delay(REST))
			.thenReturn(false);
	}

	private void launch(WorkRow row) {
		this.places.take();
		Mono.defer(() -> this.run.of(row, Patience.ofRun(this.places)))
			.takeUntilOther(this.abandon.asMono())
			.onErrorResume((ex) -> {
				log.atWarn()
					.addKeyValue("runner", this.name)
					.addKeyValue("kind", row.kind())
					.addKeyValue("integrationId", row.integrationId())
					.addKeyValue("error", ex.getClass().getSimpleName())
					.log("The end of a run could not be written down; its lease will run out");
				return Mono.empty();
			})
			.doFinally((signal) -> this.places.leave())
			.subscribeOn(Schedulers.parallel())
			.subscribe();
	}

	@Override
	public void stop() {
		stopped().subscribeOn(Schedulers.boundedElastic()).block();
	}

	@Override
	public void stop(Runnable callback) {
		stopped().subscribeOn(Schedulers.boundedElastic()).doFinally((signal) -> callback.run()).subscribe();
	}

	/** What has not ended when patience is over is cut off, and its lease runs out. */
	private Mono<Void> stopped() {
		Mono<Void> quiet = Mono.fromSupplier(this.places::runs)
			.filter((left) -> left == 0)
			.repeatWhenEmpty((rounds) -> rounds.delayElements(Duration.ofMillis(20)))
			.then();
		this.places.close();
		return this.loop.stop(PATIENCE)
			.then(quiet)
			.timeout(PATIENCE, Mono.fromRunnable(() -> this.abandon.tryEmitEmpty()))
			.doFinally((signal) -> this.metrics.stop());
	}

	@Override
	public boolean isRunning() {
		return this.loop.isGoing();
	}

}
