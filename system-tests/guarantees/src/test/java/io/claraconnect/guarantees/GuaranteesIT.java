package io.claraconnect.guarantees;

import java.util.stream.Stream;

import io.claraconnect.instruments.house.House;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every promise at its smallest, in one house. {@code -Dclara.scenarios=B1,D1} runs some
 * of them, {@code -Dclara.seed} repeats a run.
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
			.filter((scenario) -> scenario.ownHouse().isEmpty())
			.map((scenario) -> DynamicTest
				.dynamicTest(scenario.id() + " " + scenario.name() + ": " + scenario.promise(), () -> hold(scenario)));
	}

	private static void hold(Scenario scenario) {
		long begin = System.nanoTime();
		String how = "fails";
		try {
			Outcome outcome = scenario.run(House.shared(), RunSize.quick(SEED));
			assertThat(outcome.figures()).isNotEmpty();
			how = "holds: " + outcome;
		}
		finally {
			System.out.printf("%s %s, %d ms, seed %d, %s%n", scenario.id(), scenario.name(),
					(System.nanoTime() - begin) / 1_000_000, SEED, how);
		}
	}

}
