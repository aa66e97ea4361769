package io.claraconnect.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a server that was killed leaves behind.
 */
final class PostgresLock {

	private PostgresLock() {
	}

	/**
	 * In a container a new process soon has the pid of the old server, which PostgreSQL
	 * would take for itself still running.
	 */
	static void removeStale(Path postmasterPid) {
		try {
			if (Files.exists(postmasterPid) && !isServer(Files.readString(postmasterPid))) {
				Files.deleteIfExists(postmasterPid);
			}
		}
		catch (IOException ex) {
			throw new StackFailed(postmasterPid + " cannot be read or removed: " + ex.getMessage(), ex);
		}
	}

	private static boolean isServer(String content) {
		String pid = content.lines().findFirst().orElse("").strip();
		return pid.matches("[0-9]{1,18}") && ProcessHandle.of(Long.parseLong(pid))
			.flatMap((handle) -> handle.info().command())
			.filter((command) -> command.endsWith("/postgres"))
			.isPresent();
	}

}
