package io.claraconnect.local.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * The stack at one moment.
 *
 * @param entries one per part
 */
record Overview(List<Entry> entries) {

	static Overview of(List<Member> members) {
		return new Overview(members.parallelStream().map(Entry::of).toList());
	}

	boolean allHealthy() {
		return this.entries.stream().allMatch((entry) -> entry.state() == Member.State.HEALTHY);
	}

	boolean allDown() {
		return this.entries.stream().allMatch((entry) -> entry.state() == Member.State.DOWN);
	}

	List<List<String>> table() {
		List<List<String>> rows = new ArrayList<>();
		rows.add(List.of("part", "state", "pid", "memory", "address"));
		for (Entry entry : this.entries) {
			rows.add(
					List.of(entry.name(), entry.state().label(), (entry.pid() > 0) ? String.valueOf(entry.pid()) : "-",
							(entry.residentBytes() > 0)
									? String.format(Locale.ROOT, "%d MB", entry.residentBytes() / 1_000_000) : "-",
							entry.address()));
		}
		return rows;
	}

	/**
	 * One part.
	 *
	 * @param name name of the part
	 * @param state what it looked like
	 * @param pid process id, or 0
	 * @param residentBytes memory it has, or 0 where that is not known
	 * @param address what to open or connect to
	 */
	record Entry(String name, Member.State state, long pid, long residentBytes, String address) {

		static Entry of(Member member) {
			OptionalLong pid = member.part().pid();
			return new Entry(member.name(), member.state(), pid.orElse(0),
					pid.isPresent() ? resident(pid.getAsLong()) : 0, member.address());
		}

		private static long resident(long pid) {
			try {
				return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status"))
					.stream()
					.filter((line) -> line.startsWith("VmRSS:"))
					.mapToLong((line) -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
					.findFirst()
					.orElse(0);
			}
			catch (IOException ex) {
				return 0;
			}
		}

	}

}
