package io.claraconnect.writeback.ledger;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.claraconnect.kit.db.Database;
import io.claraconnect.writeback.plan.LedgerState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.stereotype.Component;

/** Ledger rows by state, read every few seconds. */
@Component
class LedgerGauges {

	private static final Duration EVERY = Duration.ofSeconds(15);

	private final Map<String, Long> latest = new ConcurrentHashMap<>();

	private final Disposable reading;

	LedgerGauges(Database database, MeterRegistry meters) {
		for (LedgerState state : LedgerState.values()) {
			Gauge.builder("clara.writeback.ledger", () -> this.latest.getOrDefault(state.name(), 0L))
				.description("Things of ours in the ATSs by what is known of them")
				.tag("state", state.name())
				.register(meters);
		}
		this.reading = Flux.interval(EVERY, Schedulers.parallel())
			.onBackpressureDrop()
			.concatMap((tick) -> read(database).onErrorResume((ex) -> Mono.empty()))
			.subscribe();
	}

	private Mono<Void> read(Database database) {
		return database
			.manyAcrossOrganisations(
					(client) -> client.sql("SELECT state, count(*) AS n FROM writeback.ledger GROUP BY state")
						.map((row) -> Map.entry(Columns.text(row, "state"), Columns.number(row, "n")))
						.all())
			.collectMap(Map.Entry::getKey, Map.Entry::getValue)
			.doOnNext((read) -> {
				this.latest.keySet().retainAll(read.keySet());
				this.latest.putAll(read);
			})
			.then();
	}

	@PreDestroy
	void stop() {
		this.reading.dispose();
	}

}
