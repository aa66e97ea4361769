package io.claraconnect.kit.work;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.claraconnect.kit.db.Database;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Gauges of a work table, read every few seconds: rows by state, and the age of the
 * oldest runnable row.
 */
final class WorkMetrics {

	private static final Duration EVERY = Duration.ofSeconds(10);

	private final String runner;

	private final MeterRegistry meters;

	private final Database database;

	private final WorkRows rows;

	private final WorkSettings settings;

	private final Map<String, WorkGauge> latest = new ConcurrentHashMap<>();

	private Disposable reading = Disposables.disposed();

	WorkMetrics(String runner, MeterRegistry meters, Database database, WorkRows rows, WorkSettings settings) {
		this.runner = runner;
		this.meters = meters;
		this.database = database;
		this.rows = rows;
		this.settings = settings;
		bind();
	}

	/** The registry holds these gauges and, through them, this object. */
	private void bind() {
		for (String state : List.of("READY", "PARKED", "DEAD")) {
			Gauge.builder("clara.work.rows", () -> gauge(state).rows())
				.description("Rows of work by state; counted up to ten thousand")
				.tags("runner", this.runner, "state", state)
				.register(this.meters);
		}
		Gauge.builder("clara.work.oldest.runnable", () -> gauge("READY").oldestRunnableSeconds())
			.description("Age of the oldest row that could run now; workers are scaled on it")
			.baseUnit("seconds")
			.tag("runner", this.runner)
			.register(this.meters);
	}

	/** Starts to read the table every few seconds. */
	synchronized void start() {
		stop();
		this.reading = Flux.interval(Duration.ZERO, EVERY)
			.onBackpressureDrop()
			.concatMap((tick) -> read(), 1)
			.subscribe();
	}

	/** Reads no more; the gauges keep what was read last. */
	synchronized void stop() {
		this.reading.dispose();
	}

	private Mono<Map<String, WorkGauge>> read() {
		return this.database
			.manyAcrossOrganisations(
					(client) -> this.rows.gauges(client, this.settings.perConnection(), this.settings.behind()))
			.collectMap(WorkGauge::state)
			.timeout(EVERY)
			.doOnNext((read) -> {
				this.latest.keySet().retainAll(read.keySet());
				this.latest.putAll(read);
			})
			.onErrorResume((ex) -> Mono.empty());
	}

	private WorkGauge gauge(String state) {
		return this.latest.getOrDefault(state, new WorkGauge(state, 0, 0));
	}

}
