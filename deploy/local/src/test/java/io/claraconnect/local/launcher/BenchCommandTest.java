package io.claraconnect.local.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import io.claraconnect.local.Distribution;
import io.claraconnect.local.StackDirectory;
import io.claraconnect.local.StackPorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class BenchCommandTest {

	@TempDir
	private Path home;

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	@Test
	void handsEverythingAfterTheNameOverAndEndsAsTheProgramDoes() throws IOException {
		program(Benchmark.GUARANTEES);

		assertThat(run("bench", "guarantees", "--n", "100000", "--help")).isEqualTo(ToldArguments.EXIT_CODE);

		assertThat(Files.readAllLines(this.home.resolve(ToldArguments.FILE))).containsExactly("--n", "100000",
				"--help");
	}

	@Test
	void namesTheBenchmarksWhenAskedForAnUnknownOne() {
		assertThat(run("bench", "coffee")).isEqualTo(ExitCode.WRONG_USAGE);
		assertThat(errors()).contains("no benchmark 'coffee'").contains("ingress, guarantees");
	}

	@Test
	void needsAName() {
		assertThat(run("bench")).isEqualTo(ExitCode.WRONG_USAGE);
		assertThat(errors()).contains("NAME");
	}

	@Test
	void saysWhatIsNotBuilt() {
		assertThat(run("bench", "ingress")).isEqualTo(ExitCode.PART_FAILED);
		assertThat(errors()).contains("ingress is not built").contains("ingress-bench.jar");
	}

	/** A jar that only points at the classes of this test. */
	private void program(Benchmark benchmark) throws IOException {
		Manifest manifest = new Manifest();
		manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
		manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, ToldArguments.class.getName());
		manifest.getMainAttributes()
			.put(Attributes.Name.CLASS_PATH,
					ToldArguments.class.getProtectionDomain().getCodeSource().getLocation().toString());
		Path jar = benchmark.jar(new Distribution(this.home));
		Files.createDirectories(jar.getParent());
		new JarOutputStream(Files.newOutputStream(jar), manifest).close();
	}

	private int run(String... arguments) {
		Console console = new Console(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
				new PrintStream(this.err, true, StandardCharsets.UTF_8), false);
		return Clara.run(new Settings(new Distribution(this.home), new StackDirectory(this.home.resolve(".clara")),
				StackPorts.free()), console, arguments);
	}

	private String errors() {
		return this.err.toString(StandardCharsets.UTF_8);
	}

}
