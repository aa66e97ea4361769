package io.claraconnect.local.launcher;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/**
 * Writes for people: plain lines, with colours only on a terminal that wants them.
 */
final class Console {

	private final PrintStream out;

	private final PrintStream err;

	private final boolean coloured;

	Console(PrintStream out, PrintStream err, boolean coloured) {
		this.out = out;
		this.err = err;
		this.coloured = coloured;
	}

	static Console ofSystem(Map<String, String> environment) {
		java.io.Console terminal = System.console();
		boolean coloured = terminal != null && terminal.isTerminal() && !environment.containsKey("NO_COLOR")
				&& !"dumb".equals(environment.get("TERM"));
		return new Console(System.out, System.err, coloured);
	}

	/** Writes everything to the error stream, so that the output is data alone. */
	Console aside() {
		return new Console(this.err, this.err, this.coloured);
	}

	boolean isTerminal() {
		return this.coloured;
	}

	void line(String text) {
		this.out.println(text);
		this.out.flush();
	}

	void progress(String name, String state, double seconds) {
		line("  %-18s %s %s".formatted(name, paint(state, "%-8s".formatted(state)),
				paint("dim", "%5.1f s".formatted(seconds))));
	}

	void error(String text) {
		this.err.println(paint("failed", text));
	}

	/**
	 * Columns as wide as their widest cell; the second column is painted by its value.
	 */
	void table(List<List<String>> rows) {
		List<List<String>> cells = rows.stream().map(List::copyOf).toList();
		int columns = cells.getFirst().size();
		int[] widths = new int[columns];
		for (List<String> row : cells) {
			for (int i = 0; i < columns; i++) {
				widths[i] = Math.max(widths[i], row.get(i).length());
			}
		}
		for (int r = 0; r < cells.size(); r++) {
			StringBuilder line = new StringBuilder("  ");
			for (int i = 0; i < columns; i++) {
				String cell = cells.get(r).get(i);
				String padded = (i == columns - 1) ? cell : cell + " ".repeat(widths[i] - cell.length() + 2);
				line.append((r == 0) ? paint("dim", padded) : (i == 1) ? paint(cell, padded) : padded);
			}
			line(line.toString().stripTrailing());
		}
	}

	private String paint(String meaning, String text) {
		if (!this.coloured) {
			return text;
		}
		String colour = switch (meaning) {
			case "healthy", "up", "done" -> "32";
			case "failed", "down" -> "31";
			case "starting", "stopping" -> "33";
			case "dim" -> "2";
			default -> "0";
		};
		return "\u001b[" + colour + "m" + text + "\u001b[0m";
	}

}
