package io.claraconnect.kit.outbox;

import java.time.Duration;
import java.util.List;

import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.kafka.EventPublisher;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;

/**
 * Publishes what waits in an outbox: each shard by one process at a time (a
 * transaction-scoped lock), oldest first, and events leave the table only after every
 * in-sync replica has them. An event may be published twice after a crash between the
 * two; consumers drop it by its revision.
 */
public final class OutboxRelay implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);

	private static final int BATCH = 200;

	private static final Duration POLL = Duration.ofMillis(100);

	private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

	private final String schema;

	private final Database database;

	private final Outbox outbox;

	private final EventPublisher events;

	private final MeterRegistry meters;

	private volatile Disposable loop = Disposables.disposed();

	private volatile boolean started;

	/**
	 * A relay.
	 * @param schema names the relay in metrics and logs
	 */
	public OutboxRelay(String schema, Database database, Outbox outbox, EventPublisher events, MeterRegistry meters) {
		this.schema = schema;
		this.database = database;
		this.outbox = outbox;
		this.events = events;
		this.meters = meters;
	}

	@Override
	public void start() {
		this.started = true;
		this.loop = Mono.defer(this::round).onErrorResume((ex) -> {
			log.atWarn()
				.addKeyValue("outbox", this.schema)
				.addKeyValue("error", ex.getClass().getSimpleName())
				.log("Events cannot be relayed; trying again");
			return Mono.just(0L).delayElement(AFTER_FAILURE);
		})
			.flatMap((relayed) -> (relayed > 0) ? Mono.just(relayed) : Mono.delay(POLL))
			.repeat(() -> this.started)
			.subscribeOn(Schedulers.parallel())
			.subscribe();
	}

	private Mono<Long> round() {
		return this.database.manyAcrossOrganisations(this.outbox::waiting)
			.collectList()
			.flatMapMany(Flux::fromIterable)
			.flatMap((shard) -> this.database.acrossOrganisations((client) -> relay(client, shard)), 4)
			.reduce(0L, Long::sum);
	}

	private Mono<Long> relay(DatabaseClient client, int shard) {
		return this.outbox.own(client, shard)
			.filter(Boolean::booleanValue)
			.flatMap((mine) -> this.outbox.oldest(client, shard, BATCH).collectList())
			.filter((waiting) -> !waiting.isEmpty())
			.flatMap((waiting) -> publish(waiting).then(this.outbox.remove(client, waiting))
				.thenReturn((long) waiting.size()))
			.doOnNext(
					(relayed) -> this.meters.counter("clara.outbox.relayed", "outbox", this.schema).increment(relayed))
			.defaultIfEmpty(0L);
	}

	private Mono<Void> publish(List<Outbox.Waiting> waiting) {
		return Flux.fromIterable(waiting)
			.groupBy((row) -> row.event().key(), BATCH)
			.flatMap((ofOneKey) -> ofOneKey.concatMap((row) -> this.events.publish(row.event())), BATCH)
			.then();
	}

	@Override
	public void stop() {
		this.started = false;
		this.loop.dispose();
	}

	@Override
	public boolean isRunning() {
		return this.started;
	}

}
