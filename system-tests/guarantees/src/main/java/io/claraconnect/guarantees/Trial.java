package io.claraconnect.guarantees;

import java.time.Duration;
import java.util.Optional;

import io.claraconnect.failpoints.Action;
import io.claraconnect.failpoints.Failpoints;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.ServiceServer;
import org.jspecify.annotations.Nullable;

/**
 * A scenario that ran.
 *
 * @param scenario which one
 * @param mutant what was taken out, or null
 * @param outcome what was measured, or null when the promise did not hold
 * @param failure why it did not hold, or empty
 * @param took how long it took
 */
record Trial(Scenario scenario, @Nullable Mutant mutant, @Nullable Outcome outcome, String failure, Duration took) {

	private static final Duration ARMED = Duration.ofSeconds(20);

	private static final Duration AT_REST = Duration.ofSeconds(45);

	static Trial of(Scenario scenario, Houses houses, RunSize size) {
		return run(scenario, null, houses, size);
	}

	/** Runs with a mechanism taken out. */
	static Trial without(Mutant mutant, Scenario scenario, Houses houses, RunSize size) {
		return run(scenario, mutant, houses, size);
	}

	private static Trial run(Scenario scenario, @Nullable Mutant mutant, Houses houses, RunSize size) {
		House house = houses.of(scenario);
		long begin = System.nanoTime();
		Outcome outcome = null;
		String failure = "";
		try {
			if (mutant != null) {
				cut(mutant, house);
			}
			outcome = scenario.run(house, size);
		}
		catch (AssertionError | RuntimeException ex) {
			failure = Optional.ofNullable(ex.getMessage()).orElse(ex.toString());
			if (mutant == null) {
				houses.abandon();
			}
		}
		if (mutant != null) {
			mend(mutant, house);
			rest(house, houses);
		}
		return new Trial(scenario, mutant, outcome, failure, Duration.ofNanos(System.nanoTime() - begin));
	}

	private static void cut(Mutant mutant, House house) {
		for (Mutant.Cut cut : mutant.cuts()) {
			ServiceServer server = house.service(cut.service());
			Failpoints failpoints = new Failpoints(server.failpoints());
			failpoints.arm(cut.point(), Action.returning(cut.value()));
			failpoints.awaitArmed(server.pid(), ARMED);
		}
	}

	private static void mend(Mutant mutant, House house) {
		mutant.cuts().forEach((cut) -> new Failpoints(house.service(cut.service()).failpoints()).disarm(cut.point()));
	}

	/** What a mutant left undone must not make the next one fail. */
	private static void rest(House house, Houses houses) {
		try {
			house.heal();
			house.topics().awaitIdle(AT_REST);
		}
		catch (AssertionError | RuntimeException _) {
			houses.abandon();
		}
	}

	/** Holds as it is, and does not without what makes it true. */
	boolean asExpected() {
		return (this.mutant == null) == this.failure.isEmpty();
	}

	String line() {
		Mutant without = this.mutant;
		String what = this.scenario.id() + " " + this.scenario.name()
				+ ((without != null) ? " without " + without.without() : "");
		String how = this.failure.isEmpty() ? "holds: " + this.outcome : "FAILS: " + this.failure;
		return "%s  [%.0f s]  %s%n    %s".formatted(asExpected() ? "as expected" : "NOT AS EXPECTED",
				this.took.toMillis() / 1000.0, what, how);
	}

}
