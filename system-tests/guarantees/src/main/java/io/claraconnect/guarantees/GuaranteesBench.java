package io.claraconnect.guarantees;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.claraconnect.local.Distribution;

/**
 * Puts every promise to the test and writes a report: {@code ./clara bench guarantees}.
 * Ends with 0 when all hold, 1 when one does not, 2 after wrong arguments.
 */
public final class GuaranteesBench {

	private GuaranteesBench() {
	}

	/**
	 * Runs.
	 * @param arguments see {@code --help}
	 * @throws IOException when the report cannot be written
	 */
	public static void main(String[] arguments) throws IOException {
		BenchArguments asked;
		try {
			asked = BenchArguments.parse(List.of(arguments));
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage());
			System.err.println(BenchArguments.HELP);
			System.exit(2);
			return;
		}
		if (asked.help()) {
			System.out.println(BenchArguments.HELP);
			return;
		}
		if (asked.list()) {
			asked.scenarios()
				.forEach((scenario) -> System.out
					.println("%-5s %-45s %s".formatted(scenario.id(), scenario.name(), scenario.promise())));
			return;
		}
		System.exit(run(asked) ? 0 : 1);
	}

	/** The report grows with each trial, so that a run that is ended early leaves one. */
	private static boolean run(BenchArguments asked) throws IOException {
		List<Trial> trials = new ArrayList<>();
		BenchReport report = new BenchReport(asked, trials);
		Path directory = Distribution.locate().home().resolve("bench-reports");
		try (Houses houses = new Houses(asked.size().seed())) {
			for (Scenario scenario : asked.scenarios()) {
				if (!asked.mutants()) {
					System.out.println(scenario.id() + " " + scenario.name() + " begins");
					trials.add(Trial.of(scenario, houses, asked.size()));
					told(trials.getLast(), report.write(directory));
					continue;
				}
				for (Mutant mutant : scenario.mutants()) {
					trials.add(Trial.without(mutant, scenario, houses, RunSize.quick(asked.size().seed())));
					told(trials.getLast(), report.write(directory));
				}
			}
		}
		Path file = report.write(directory);
		System.out.println(Files.readString(file));
		System.out.println("Report: " + file);
		return trials.stream().allMatch(Trial::asExpected);
	}

	private static void told(Trial trial, Path report) {
		System.out.println(trial.line() + System.lineSeparator() + "    so far: " + report);
	}

}
