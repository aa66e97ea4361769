package io.claraconnect.guarantees.privacy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Names and arguments of processes, which every user of a machine can read. What they
 * have in their environment only they and their owner can.
 */
final class ProcessPlaces {

	static final String KIND = "processes";

	private ProcessPlaces() {
	}

	/**
	 * Searches every process of the machine that belongs to a stack, children included.
	 * @param stack the root of its files
	 * @return their commands
	 */
	static List<String> search(Path stack, Search search) {
		List<String> commands = new ArrayList<>();
		String mark = "CLARA_STACK=" + stack;
		ProcessHandle.allProcesses().forEach((process) -> {
			Path files = Path.of("/proc", Long.toString(process.pid()));
			if (text(files.resolve("environ")).contains(mark) || parentIs(process, mark)) {
				String command = text(files.resolve("cmdline")).replace('\0', ' ');
				search.in(KIND, "process " + command.replaceAll("\\s.*", ""), bytes(files.resolve("cmdline")));
				search.in(KIND, "process title", bytes(files.resolve("comm")));
				commands.add(command);
			}
		});
		return commands;
	}

	/** The reader of documents has no environment. */
	private static boolean parentIs(ProcessHandle process, String mark) {
		return process.parent()
			.map((parent) -> text(Path.of("/proc", Long.toString(parent.pid()), "environ")).contains(mark))
			.orElse(false);
	}

	private static String text(Path file) {
		return new String(bytes(file), StandardCharsets.ISO_8859_1);
	}

	/** Of a process that has ended meanwhile there is nothing to read. */
	private static byte[] bytes(Path file) {
		try {
			return Files.readAllBytes(file);
		}
		catch (IOException _) {
			return new byte[0];
		}
	}

}
