package io.claraconnect.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.sun.security.auth.module.UnixSystem;

/**
 * What differs between the machines we run on.
 */
final class Machine {

	private static final Duration LONGEST_COMMAND = Duration.ofSeconds(90);

	private Machine() {
	}

	static boolean isRoot() {
		return new UnixSystem().getUid() == 0;
	}

	static Path java() {
		return Path.of(System.getProperty("java.home"), "bin", "java");
	}

	/**
	 * A session of its own keeps a part alive when its terminal closes or gets a Ctrl-C.
	 * The pid stays that of the command.
	 */
	static List<String> detaching() {
		return onPath("setsid") ? List.of("setsid") : List.of("nohup");
	}

	static void signal(String signal, long pid) {
		succeeds(List.of("sh", "-c", "kill -" + signal + " " + pid));
	}

	static boolean onPath(String program) {
		for (String directory : System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(":")) {
			if (!directory.isEmpty() && Files.isExecutable(Path.of(directory, program))) {
				return true;
			}
		}
		return false;
	}

	static boolean succeeds(List<String> command) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			return process.waitFor(LONGEST_COMMAND.toSeconds(), TimeUnit.SECONDS) && process.exitValue() == 0;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
