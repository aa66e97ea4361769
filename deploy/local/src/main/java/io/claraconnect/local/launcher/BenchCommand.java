package io.claraconnect.local.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Hands over to a program that measures. It gets everything after its name as it was
 * typed, and its exit code is ours. It runs a stack of its own, beside that of
 * {@code up}.
 */
@Command(name = "bench", description = "Measures, and writes a report into bench-reports/. Names: ingress, guarantees. "
		+ "./clara bench NAME --help tells the options of one.")
final class BenchCommand implements Callable<Integer> {

	private static final String HEAP = "-Xmx1g";

	private final Settings settings;

	private final Console console;

	@Parameters(index = "0", paramLabel = "NAME", description = "What to measure.")
	private String name = "";

	@Parameters(index = "1..*", arity = "0..*", paramLabel = "OPTION", description = "Given to that program.")
	private List<String> arguments = new ArrayList<>();

	BenchCommand(Settings settings, Console console) {
		this.settings = settings;
		this.console = console;
	}

	@Override
	public Integer call() {
		Benchmark benchmark = Benchmark.named(this.name)
			.orElseThrow(() -> new Refused(ExitCode.WRONG_USAGE, "There is no benchmark '" + this.name
					+ "'. The benchmarks are: " + String.join(", ", Benchmark.names()) + "."));
		Path jar = benchmark.jar(this.settings.distribution());
		if (!Files.isRegularFile(jar)) {
			this.console.error("The benchmark " + benchmark.label() + " is not built: " + jar + " is missing.");
			return ExitCode.PART_FAILED;
		}
		return run(jar);
	}

	private int run(Path jar) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
		command.addAll(WholeStack.JVM);
		command.addAll(List.of(HEAP, "-Dclara.home=" + this.settings.distribution().home(), "-jar", jar.toString()));
		command.addAll(this.arguments);
		try {
			return new ProcessBuilder(command).inheritIO().start().waitFor();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(jar + " cannot be started", ex);
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
			return ExitCode.UNHEALTHY;
		}
	}

}
