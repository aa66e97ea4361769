package io.claraconnect.local.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import io.claraconnect.local.Distribution;
import io.claraconnect.local.StackDirectory;
import io.claraconnect.local.StackFailed;
import io.claraconnect.local.StackPorts;
import org.jspecify.annotations.Nullable;

/**
 * Where the stack of this machine keeps its files and where it listens.
 *
 * @param distribution where the built programs are
 * @param directory {@code .clara} of the project unless {@code CLARA_DATA_DIR} says
 * otherwise
 * @param ports from {@code CLARA_PORT_BASE}, else as at the last start, else the default
 */
record Settings(Distribution distribution, StackDirectory directory, StackPorts ports) {

	static Settings from(Map<String, String> environment, Distribution distribution) {
		String configured = environment.getOrDefault("CLARA_DATA_DIR", "");
		Path root = configured.isBlank() ? distribution.home().resolve(".clara") : Path.of(configured);
		StackDirectory directory = new StackDirectory(root);
		return new Settings(distribution, directory, ports(environment.get("CLARA_PORT_BASE"), directory));
	}

	private static StackPorts ports(@Nullable String configured, StackDirectory directory) {
		if (configured == null || configured.isBlank()) {
			return remembered(directory).orElse(new StackPorts(StackPorts.DEFAULT_BASE));
		}
		try {
			return new StackPorts(Integer.parseInt(configured.strip()));
		}
		catch (NumberFormatException | StackFailed ex) {
			throw new Refused(ExitCode.WRONG_USAGE,
					"CLARA_PORT_BASE must be a number from 1024 to 65435, not '" + configured + "'.");
		}
	}

	/** The ports of the last start, so that the other commands need not be told. */
	static Optional<StackPorts> remembered(StackDirectory directory) {
		try {
			return Optional.of(new StackPorts(Integer.parseInt(Files.readString(file(directory)).strip())));
		}
		catch (IOException | NumberFormatException ex) {
			return Optional.empty();
		}
	}

	void remember() {
		try {
			Path file = file(this.directory);
			Files.createDirectories(file.getParent());
			Files.writeString(file, this.ports.base() + "\n");
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot write to " + this.directory.root(), ex);
		}
	}

	private static Path file(StackDirectory directory) {
		return directory.root().resolve("run/port-base");
	}

}
