package io.claraconnect.local.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An unpacked service with the notes of a start.
 *
 * @param jar what to run
 * @param jvm options of the virtual machine that use the notes, with an agent or without;
 * where they cannot be used the service starts as ever
 */
public record Rehearsed(Path jar, List<String> jvm) {

	/** A rehearsal and a start must know the same modules; an agent needs this one. */
	private static final List<String> MODULES = List.of("--add-modules", "java.instrument");

	/**
	 * Copies the list.
	 * @param jar what to run
	 * @param jvm options of the virtual machine
	 */
	public Rehearsed {
		jvm = List.copyOf(jvm);
	}

	/**
	 * Finds what was made before.
	 * @param folder where it was unpacked
	 * @param jar the packed service
	 * @return the program, which {@link #isThere} or is not
	 */
	public static Rehearsed in(Path folder, Path jar) {
		List<String> jvm = new ArrayList<>(MODULES);
		jvm.add("-XX:AOTCache=" + cache(folder));
		return new Rehearsed(folder.resolve(jar.getFileName()), jvm);
	}

	/**
	 * Tells whether it was made.
	 * @return whether it can be run
	 */
	public boolean isThere() {
		return Files.exists(cache(this.jar.resolveSibling("")));
	}

	static Rehearsed make(Path jar, Path folder, List<String> jvm, Map<String, String> environment, Path log) {
		Rehearsed made = in(folder, jar);
		run(jar, List.of("-Djarmode=tools", "-jar", jar.toString(), "extract", "--force", "--destination",
				folder.toString()), Map.of(), log);
		try {
			Path reader = jar.resolveSibling("document-reader.jar");
			if (Files.exists(reader)) {
				Files.copy(reader, folder.resolve(reader.getFileName()), StandardCopyOption.REPLACE_EXISTING);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		List<String> rehearsal = new ArrayList<>(jvm);
		rehearsal.addAll(MODULES);
		Path making = folder.resolve("start.aot.making");
		rehearsal.addAll(List.of("-XX:AOTCacheOutput=" + making, "-Dspring.context.exit=onRefresh", "-jar",
				made.jar().toString()));
		run(jar, rehearsal, environment, log);
		try {
			Files.move(making, cache(folder));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("No notes of a start of " + jar + "; see " + log, ex);
		}
		return made;
	}

	private static Path cache(Path folder) {
		return folder.resolve("start.aot");
	}

	private static void run(Path jar, List<String> arguments, Map<String, String> environment, Path log) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
		command.addAll(arguments);
		ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
		process.environment().putAll(environment);
		try {
			if (process.start().waitFor() != 0) {
				throw new IllegalStateException(jar + " cannot be rehearsed; see " + log);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(jar + " cannot be rehearsed", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
