package io.claraconnect.ats.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.RateBudget;
import io.claraconnect.ats.api.RateObservation;
import io.claraconnect.ats.api.RateRule;
import reactor.core.publisher.Mono;

/** A budget that never waits and remembers what it was asked and told. */
public final class RecordingBudget implements RateBudget {

	private final List<RateRule> acquired = new CopyOnWriteArrayList<>();

	private final List<RateObservation> observed = new CopyOnWriteArrayList<>();

	@Override
	public Mono<Void> acquire(Connection connection, RateRule rule) {
		return Mono.fromRunnable(() -> this.acquired.add(rule));
	}

	@Override
	public Mono<Void> observed(Connection connection, RateRule rule, RateObservation observation) {
		return Mono.fromRunnable(() -> this.observed.add(observation));
	}

	/** The rules that requests were counted against, in order. */
	public List<RateRule> acquired() {
		return List.copyOf(this.acquired);
	}

	/** What answers said. */
	public List<RateObservation> observed() {
		return List.copyOf(this.observed);
	}

}
