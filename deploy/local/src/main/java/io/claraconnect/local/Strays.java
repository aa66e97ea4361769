package io.claraconnect.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Processes that belong to a stack though no pid file names them: children of a part that
 * was killed. They are known by a variable in their environment, which Linux shows.
 */
public final class Strays {

	private Strays() {
	}

	/**
	 * Kills what is left of a stack whose parts are stopped.
	 * @param directory directory of the stack
	 * @return the pids of what was killed; always empty where the system shows no
	 * environments
	 */
	public static List<Long> end(StackDirectory directory) {
		List<ProcessIdentity> found = find(directory);
		found.forEach((stray) -> Machine.signal("KILL", stray.pid()));
		if (!Waiting.until(Duration.ofSeconds(10), () -> found.stream().noneMatch(ProcessIdentity::isAlive))) {
			throw new StackFailed("Some processes of the stack cannot be killed: " + found);
		}
		return found.stream().map(ProcessIdentity::pid).toList();
	}

	private static List<ProcessIdentity> find(StackDirectory directory) {
		String mark = OwnProcess.MARK + "=" + directory.root();
		List<ProcessIdentity> found = new ArrayList<>();
		ProcessHandle.allProcesses()
			.mapToLong(ProcessHandle::pid)
			.filter((pid) -> pid != ProcessHandle.current().pid())
			.forEach((pid) -> ProcessIdentity.of(pid).filter((_) -> isMarked(pid, mark)).ifPresent(found::add));
		return found;
	}

	private static boolean isMarked(long pid, String mark) {
		try {
			byte[] environment = Files.readAllBytes(Path.of("/proc", String.valueOf(pid), "environ"));
			return List.of(new String(environment, StandardCharsets.UTF_8).split("\0")).contains(mark);
		}
		catch (IOException ex) {
			return false;
		}
	}

}
