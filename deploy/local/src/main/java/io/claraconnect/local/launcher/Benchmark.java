package io.claraconnect.local.launcher;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.claraconnect.local.Distribution;

/**
 * What {@code ./clara bench} can run: programs of their own, which start what they need
 * and stop it again. Each tells its options with {@code --help}.
 */
enum Benchmark {

	/** The front door beside a bare reference. */
	INGRESS("system-tests/ingress-bench/target/ingress-bench.jar"),

	/** Every promise under faults. */
	GUARANTEES("system-tests/guarantees/target/guarantees.jar");

	private final String jar;

	Benchmark(String jar) {
		this.jar = jar;
	}

	static Optional<Benchmark> named(String name) {
		return Arrays.stream(values()).filter((benchmark) -> benchmark.label().equals(name)).findFirst();
	}

	static List<String> names() {
		return Arrays.stream(values()).map(Benchmark::label).toList();
	}

	String label() {
		return name().toLowerCase(Locale.ROOT);
	}

	Path jar(Distribution distribution) {
		return distribution.home().resolve(this.jar);
	}

}
