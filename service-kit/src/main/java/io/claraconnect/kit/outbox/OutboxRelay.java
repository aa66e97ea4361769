package io.claraconnect.kit.outbox;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.kafka.EventPublisher;
import io.claraconnect.kit.kafka.PublishRefused;
import io.claraconnect.kit.loop.Loop;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;

/**
 * Publishes what waits in an outbox: each shard by one process at a time (a
 * transaction-scoped lock), oldest first, and events leave the table only after every
 * in-sync replica has them. An event that the broker refuses stays and holds up its own
 * key only. An event may be published twice after a crash between publishing and
 * removing; consumers drop it by its revision. Stops after the work that adds events.
 */
public final class OutboxRelay implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);

	private static final int BATCH = 200;

	private static final int SHARDS_AT_ONCE = 4;

	private static final Duration POLL = Duration.ofMillis(100);

	/**
	 * Nothing more is published after this, long before the server takes the shard from a
	 * process that was stopped: what such a process still held would come after what the
	 * next owner published.
	 */
	private static final Duration TURN = Duration.ofSeconds(10);

	private static final Duration LONGEST_ROUND = Duration.ofSeconds(45);

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private static final Duration REFUSED_WAITS = Duration.ofSeconds(30);

	private final String schema;

	private final Database database;

	private final Outbox outbox;

	private final EventPublisher events;

	private final MeterRegistry meters;

	private final Loop loop;

	private final Map<String, Long> refused = new ConcurrentHashMap<>();

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
		this.loop = new Loop("outbox " + schema, POLL, LONGEST_ROUND, this::round);
	}

	@Override
	public void start() {
		this.loop.start();
	}

	private Mono<Boolean> round() {
		this.refused.values().removeIf((since) -> System.nanoTime() - since > REFUSED_WAITS.toNanos());
		Set<String> except = Set.copyOf(this.refused.keySet());
		return this.database.manyAcrossOrganisations(this.outbox::waiting)
			.collectList()
			.flatMapMany(Flux::fromIterable)
			.flatMapDelayError((shard) -> this.database.acrossOrganisations((client) -> relay(client, shard, except))
				.flatMap(this::told), SHARDS_AT_ONCE, 1)
			.reduce(0L, Long::sum)
			.map((relayed) -> relayed > 0);
	}

	private Mono<Turn> relay(DatabaseClient client, int shard, Set<String> except) {
		return this.outbox.own(client, shard)
			.filter(Boolean::booleanValue)
			.flatMap((mine) -> this.outbox.oldest(client, shard, except, BATCH).collectList())
			.filter((waiting) -> !waiting.isEmpty())
			.flatMap((waiting) -> published(waiting))
			.flatMap((turn) -> turn.published().isEmpty() ? Mono.just(turn)
					: this.outbox.remove(client, turn.published()).thenReturn(turn));
	}

	/** Keys go side by side; the first failure of a key ends its turn. */
	private Mono<Turn> published(List<Outbox.Waiting> waiting) {
		Turn turn = new Turn();
		long began = System.nanoTime();
		Map<String, List<Outbox.Waiting>> byKey = waiting.stream()
			.collect(Collectors.groupingBy((row) -> row.event().key(), LinkedHashMap::new, Collectors.toList()));
		return Flux.fromIterable(byKey.entrySet())
			.flatMap((ofOneKey) -> ofOneKey(ofOneKey.getKey(), ofOneKey.getValue(), turn, began), BATCH)
			.then(Mono.just(turn));
	}

	private Mono<Void> ofOneKey(String key, List<Outbox.Waiting> rows, Turn turn, long began) {
		return Flux.fromIterable(rows)
			.takeWhile((row) -> System.nanoTime() - began < TURN.toNanos())
			.concatMap((row) -> this.events.publish(row.event()).doOnSuccess((done) -> turn.published().add(row)), 1)
			.onErrorResume((ex) -> {
				turn.failures().put(key, ex);
				return Mono.empty();
			})
			.then();
	}

	/** Says what a turn did, after it is committed; errors when no broker answers. */
	private Mono<Long> told(Turn turn) {
		this.meters.counter("clara.outbox.relayed", "outbox", this.schema).increment(turn.published().size());
		turn.failures().forEach((key, failure) -> {
			if (failure instanceof PublishRefused) {
				this.refused.put(key, System.nanoTime());
				this.meters.counter("clara.outbox.refused", "outbox", this.schema).increment();
				log.atError()
					.addKeyValue("outbox", this.schema)
					.addKeyValue("key", key)
					.log("The broker refuses an event; later events of its key wait for it");
			}
		});
		return turn.failures()
			.values()
			.stream()
			.filter((failure) -> !(failure instanceof PublishRefused))
			.findFirst()
			.map(Mono::<Long>error)
			.orElseGet(() -> Mono.just((long) turn.published().size()));
	}

	@Override
	public void stop() {
		this.loop.stop(PATIENCE).subscribeOn(Schedulers.boundedElastic()).block();
	}

	@Override
	public void stop(Runnable callback) {
		this.loop.stop(PATIENCE)
			.subscribeOn(Schedulers.boundedElastic())
			.doFinally((signal) -> callback.run())
			.subscribe();
	}

	@Override
	public boolean isRunning() {
		return this.loop.isGoing();
	}

	/** Before what adds events when starting, after it when stopping. */
	@Override
	public int getPhase() {
		return DEFAULT_PHASE - 4096;
	}

	/**
	 * What became of one turn.
	 *
	 * @param published the events that every in-sync replica has
	 * @param failures why a key's turn ended early, by key
	 */
	private record Turn(List<Outbox.Waiting> published, Map<String, Throwable> failures) {

		Turn() {
			this(new CopyOnWriteArrayList<>(), new ConcurrentHashMap<>());
		}

	}

}
