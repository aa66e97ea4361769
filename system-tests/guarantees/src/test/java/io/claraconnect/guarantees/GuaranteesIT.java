package io.claraconnect.guarantees;

import java.util.stream.Stream;

import io.claraconnect.instruments.house.House;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every promise at its smallest, in one house but for those that need their own.
 * {@code -Dclara.scenarios=B1,D1} runs some of them, {@code -Dclara.seed} repeats a run.
 */
class GuaranteesIT {

	private static final String CHOSEN = System.getProperty("clara.scenarios", "");

	private static final long SEED = Long.getLong("clara.seed", System.nanoTime());

	@TestFactory
	Stream<DynamicTest> promises() {
		return Scenarios.all()
			.stream()
			.filter((scenario) -> CHOSEN.isEmpty() ? scenario.isQuick()
					: Stream.of(CHOSEN.split(",")).anyMatch(scenario.id()::equals))
			.map((scenario) -> DynamicTest
				.dynamicTest(scenario.id() + " " + scenario.name() + ": " + scenario.promise(), () -> hold(scenario)));
	}

	private static void hold(Scenario scenario) {
		if (scenario.ownHouse().isEmpty()) {
			hold(scenario, House.shared());
			return;
		}
		try (House own = House.start(scenario.ownHouse().get().quickStart().seed(SEED))) {
			hold(scenario, own);
		}
	}

	private static void hold(Scenario scenario, House house) {
		long begin = System.nanoTime();
		String how = "fails";
		try {
			Outcome outcome = scenario.run(house, RunSize.quick(SEED));
			assertThat(outcome.figures()).isNotEmpty();
			how = "holds: " + outcome;
		}
		finally {
			System.out.printf("%s %s, %d ms, seed %d, %s%n", scenario.id(), scenario.name(),
					(System.nanoTime() - begin) / 1_000_000, SEED, how);
		}
	}

}
