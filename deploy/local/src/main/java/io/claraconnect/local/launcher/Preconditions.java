package io.claraconnect.local.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.claraconnect.local.StackPorts;

/**
 * What must hold before anything is started.
 */
final class Preconditions {

	private static final long NEEDED_BYTES = 2_000_000_000L;

	private Preconditions() {
	}

	static void check(Settings settings, List<Member> members) {
		space(settings.directory().root());
		for (Member member : members) {
			if (!member.part().isAlive()) {
				member.ports().forEach((port) -> portIsFree(member.name(), port, settings.ports()));
			}
		}
	}

	private static void portIsFree(String name, int port, StackPorts ports) {
		if (!StackPorts.isFree(port)) {
			throw new Refused(ExitCode.PORT_TAKEN,
					"Port " + port + ", needed by " + name
							+ ", is taken by another program. Stop that program, or use other ports: CLARA_PORT_BASE="
							+ (ports.base() + 1000) + " ./clara up");
		}
	}

	private static void space(Path root) {
		try {
			long usable = Files.getFileStore(Files.createDirectories(root)).getUsableSpace();
			if (usable < NEEDED_BYTES) {
				throw new Refused(ExitCode.NO_SPACE, "Only " + usable / 1_000_000 + " MB are free on the disk of "
						+ root
						+ ", and the stack needs 2000. Free some, or set CLARA_DATA_DIR to a directory on another disk.");
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(root + " cannot be written", ex);
		}
	}

}
