package io.claraconnect.guarantees;

import java.util.ArrayList;
import java.util.List;

/**
 * What is asked for on the command line.
 *
 * @param size how large the runs are
 * @param scenarios what runs
 * @param mutants whether mechanisms are taken out, so that scenarios must fail
 * @param list whether to list only
 * @param help whether to explain only
 */
record BenchArguments(RunSize size, List<Scenario> scenarios, boolean mutants, boolean list, boolean help) {

	static final String HELP = """
			./clara bench guarantees [--n N] [--seed S] [--only ID,ID…] [--skip ID,ID…] [--mutants] [--list]
			  --n N        about how many deliveries each scenario drives (20000; the tests of the build use 24)
			  --seed S     where everything random comes from (20261121)
			  --only, --skip  which scenarios run
			  --mutants    takes the mechanisms out, one at a time: every scenario must fail then
			  --list       lists the scenarios and what they prove
			Writes a report into bench-reports/. A run whose ledger does not balance is void and counts as failed.""";

	private static final int USUAL = 20_000;

	private static final long SEED = 20_261_121;

	static BenchArguments parse(List<String> arguments) {
		int events = USUAL;
		long seed = SEED;
		List<Scenario> scenarios = new ArrayList<>(Scenarios.all());
		List<String> flags = new ArrayList<>();
		for (int i = 0; i < arguments.size(); i++) {
			String name = arguments.get(i);
			switch (name) {
				case "--n" -> events = Integer.parseInt(value(arguments, ++i));
				case "--seed" -> seed = Long.parseLong(value(arguments, ++i));
				case "--only" -> {
					List<String> ids = ids(value(arguments, ++i));
					scenarios.removeIf((scenario) -> !ids.contains(scenario.id()));
				}
				case "--skip" -> {
					List<String> ids = ids(value(arguments, ++i));
					scenarios.removeIf((scenario) -> ids.contains(scenario.id()));
				}
				case "--mutants", "--list", "--help" -> flags.add(name);
				default -> throw new IllegalArgumentException("There is no option " + name + ".");
			}
		}
		return new BenchArguments(new RunSize(events, seed), List.copyOf(scenarios), flags.contains("--mutants"),
				flags.contains("--list"), flags.contains("--help"));
	}

	private static String value(List<String> arguments, int index) {
		if (index >= arguments.size()) {
			throw new IllegalArgumentException(arguments.getLast() + " needs a value.");
		}
		return arguments.get(index);
	}

	/** Unknown ids are refused, so that nobody believes that they ran. */
	private static List<String> ids(String text) {
		List<String> ids = List.of(text.split(",", -1));
		ids.forEach(Scenarios::byId);
		return ids;
	}

}
