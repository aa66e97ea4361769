package io.claraconnect.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A process told apart from any later one that gets the same pid.
 *
 * @param pid process id
 * @param birth when the process began: on Linux clock ticks since boot with the id of the
 * boot, because those do not move when the wall clock is set; elsewhere the start time
 */
record ProcessIdentity(long pid, String birth) {

	private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

	private static final int STATE = 0;

	private static final int START_TICKS = 19;

	/** Reads who has this pid now; empty when nobody, or only a zombie, has it. */
	static Optional<ProcessIdentity> of(long pid) {
		return birthOf(pid).map((birth) -> new ProcessIdentity(pid, birth));
	}

	static Optional<ProcessIdentity> parse(String line) {
		String[] fields = line.strip().split(" ", 2);
		if (fields.length < 2 || !fields[0].chars().allMatch(Character::isDigit) || fields[0].isEmpty()) {
			return Optional.empty();
		}
		return Optional.of(new ProcessIdentity(Long.parseLong(fields[0]), fields[1]));
	}

	boolean isAlive() {
		return birthOf(this.pid).filter(this.birth::equals).isPresent();
	}

	String toLine() {
		return this.pid + " " + this.birth;
	}

	private static Optional<String> birthOf(long pid) {
		if (!Files.isReadable(BOOT_ID)) {
			return ProcessHandle.of(pid)
				.filter(ProcessHandle::isAlive)
				.flatMap((handle) -> handle.info().startInstant())
				.map(Instant::toString);
		}
		try {
			String[] stat = afterCommand(Files.readString(Path.of("/proc", String.valueOf(pid), "stat")));
			boolean gone = stat[STATE].equals("Z") || stat[STATE].equals("X");
			return gone ? Optional.empty() : Optional.of(stat[START_TICKS] + "@" + Files.readString(BOOT_ID).strip());
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

	/** The command in brackets may itself hold brackets and spaces. */
	private static String[] afterCommand(String stat) {
		return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
	}

}
