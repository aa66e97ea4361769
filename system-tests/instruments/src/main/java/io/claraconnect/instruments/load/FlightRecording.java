package io.claraconnect.instruments.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Records where another Java process spends its CPU time, native code included. Needs
 * Linux: other systems have no such timer.
 */
public final class FlightRecording {

	/** How much CPU time a thread uses between two samples. */
	public static final Duration SAMPLE_EVERY = Duration.ofMillis(5);

	static final String SAMPLE = "jdk.CPUTimeSample";

	private static final String SETTINGS = """
			<?xml version="1.0" encoding="UTF-8"?>
			<configuration version="2.0">
			  <event name="jdk.CPUTimeSample">
			    <setting name="enabled">true</setting>
			    <setting name="throttle">5ms</setting>
			  </event>
			</configuration>
			""";

	private static final String NAME = "name=cpu";

	private final String pid;

	private final Path directory;

	private FlightRecording(long pid, Path directory) {
		this.pid = String.valueOf(pid);
		this.directory = directory;
	}

	/** Whether this machine can record CPU time. */
	public static boolean possible() {
		return System.getProperty("os.name", "").startsWith("Linux") && Files.isExecutable(jcmd());
	}

	/**
	 * Begins.
	 * @param pid the process
	 * @param directory where the files go
	 */
	public static FlightRecording start(long pid, Path directory) {
		FlightRecording recording = new FlightRecording(pid, directory);
		try {
			Path settings = Files.writeString(directory.resolve("cpu.jfc"), SETTINGS);
			recording.command("JFR.start", NAME, "settings=" + settings);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return recording;
	}

	/** Ends and gives the file. */
	public Path stop() {
		Path file = this.directory.resolve("cpu-" + this.pid + ".jfr");
		command("JFR.stop", NAME, "filename=" + file);
		return file;
	}

	private void command(String... arguments) {
		List<String> command = new ArrayList<>(List.of(jcmd().toString(), this.pid));
		command.addAll(List.of(arguments));
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			if (process.waitFor() != 0) {
				throw new IllegalStateException("jcmd ended with " + process.exitValue() + " for " + arguments[0]);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted", ex);
		}
	}

	private static Path jcmd() {
		return Path.of(System.getProperty("java.home"), "bin", "jcmd");
	}

}
