package io.claraconnect.kit.ats;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Callers of one process who want permits of one budget. Those who come while the
 * database is being asked are asked for together afterwards, so that many callers cost
 * few statements and yet nobody holds a permit longer than it takes to send a request.
 */
final class Demand {

	private final IntFunction<Mono<Grant>> take;

	private List<Sinks.One<Duration>> callers = new ArrayList<>();

	private boolean asking;

	/**
	 * A demand.
	 * @param take takes so many permits from the budget
	 */
	Demand(IntFunction<Mono<Grant>> take) {
		this.take = take;
	}

	/** Zero when there is a permit, else how long to wait before asking again. */
	Mono<Duration> permit() {
		return Mono.defer(() -> {
			Sinks.One<Duration> caller = Sinks.one();
			if (isFirst(caller)) {
				ask();
			}
			return caller.asMono();
		});
	}

	private synchronized boolean isFirst(Sinks.One<Duration> caller) {
		this.callers.add(caller);
		boolean first = !this.asking;
		this.asking = true;
		return first;
	}

	private synchronized List<Sinks.One<Duration>> next() {
		List<Sinks.One<Duration>> next = this.callers;
		this.callers = new ArrayList<>();
		this.asking = !next.isEmpty();
		return next;
	}

	private void ask() {
		List<Sinks.One<Duration>> asked = next();
		if (asked.isEmpty()) {
			return;
		}
		Mono.defer(() -> this.take.apply(asked.size()))
			.switchIfEmpty(Mono.error(() -> new IllegalStateException("The rate budget gave no answer")))
			.doFinally((signal) -> ask())
			.subscribe((grant) -> answer(asked, grant), (ex) -> asked.forEach((caller) -> caller.tryEmitError(ex)));
	}

	private static void answer(List<Sinks.One<Duration>> asked, Grant grant) {
		for (int i = 0; i < asked.size(); i++) {
			asked.get(i).tryEmitValue((i < grant.permits()) ? Duration.ZERO : grant.pause());
		}
	}

	/**
	 * What the database gave.
	 *
	 * @param permits how many permits, 0 for none
	 * @param pause how long those who got none are to wait before they ask again
	 */
	record Grant(int permits, Duration pause) {

	}

}
