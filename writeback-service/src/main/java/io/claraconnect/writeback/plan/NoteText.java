package io.claraconnect.writeback.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The words of a note. What comes from documents is untrusted: it can neither mention
 * anybody, nor be markup, nor pass for a marker.
 */
public final class NoteText {

	/** No note is longer, in characters. */
	public static final int MOST = 4000;

	private static final int LONGEST_LINE = 400;

	private NoteText() {
	}

	/**
	 * The text of a note.
	 * @param status what it tells
	 * @param explanation why
	 * @param marker the marker of the application's notes
	 * @param revision the ledger revision of this write
	 * @param supersedes the ledger revision of the note whose place it takes, or 0
	 */
	public static String render(DecidedStatus status, Explanation explanation, NoteMarker marker, long revision,
			long supersedes) {
		List<String> head = head(status);
		List<String> tail = new ArrayList<>();
		if (supersedes > 0) {
			tail.add("Supersedes the earlier CLARA note " + marker.name(supersedes) + ".");
		}
		if (status.modelVersion() != null) {
			tail.add("Model " + clean(status.modelVersion()));
		}
		tail.add(marker.line(revision, NoteFacts.of(status).format()));
		int left = MOST - length(head) - length(tail) - 4;
		List<String> lines = new ArrayList<>(head);
		for (String line : body(explanation)) {
			left -= line.length() + 1;
			if (left < 0) {
				lines.add("…");
				break;
			}
			lines.add(line);
		}
		lines.addAll(tail);
		return String.join("\n", lines);
	}

	private static List<String> head(DecidedStatus status) {
		List<String> lines = new ArrayList<>();
		boolean byPerson = status.origin() == Origin.PERSON;
		lines.add("CLARA status: " + clean(status.status()) + (byPerson ? " (decided by a person)" : ""));
		Integer tenths = status.totalTenths();
		if (tenths != null) {
			lines.add(String.format(Locale.ROOT, "Score: %d.%d of 100", tenths / 10, tenths % 10)
					+ ((status.threshold() != null) ? ", threshold " + status.threshold() : ""));
		}
		if ("no_resume".equals(status.status())) {
			lines.add("There is no resume, so there is no score.");
		}
		if ("unreadable".equals(status.status())) {
			lines.add("The resume cannot be read, so there is no score.");
		}
		if (status.needsReview()) {
			lines.add("A person should look at this application before it goes on.");
		}
		if (status.scoreChanged()) {
			lines.add("The score changed since this was decided.");
		}
		return lines;
	}

	private static List<String> body(Explanation explanation) {
		List<String> lines = new ArrayList<>();
		String summary = clean(explanation.summaryLine());
		if (!summary.isEmpty()) {
			lines.add(summary);
		}
		section(lines, "Met:", explanation.met());
		section(lines, "Met in part:", explanation.partial());
		section(lines, "Not found:", explanation.missing());
		section(lines, "To check:", explanation.check());
		return lines;
	}

	private static void section(List<String> lines, String title, List<String> items) {
		List<String> cleaned = items.stream().map(NoteText::clean).filter((item) -> !item.isEmpty()).toList();
		if (!cleaned.isEmpty()) {
			lines.add(title);
			cleaned.forEach((item) -> lines.add("• " + item));
		}
	}

	private static int length(List<String> lines) {
		return lines.stream().mapToInt((line) -> line.length() + 1).sum();
	}

	/** One line of plain text that does nothing anywhere. */
	static String clean(String text) {
		String plain = text.codePoints()
			.map((point) -> isInvisible(point) ? ' ' : point)
			.filter((point) -> point != '<' && point != '>')
			.mapToObj(Character::toString)
			.collect(Collectors.joining())
			.replace("@", "(at)")
			.replace("\uFF20", "(at)")
			.replaceAll("(?i)clara\\s+ref", "CLARA reference")
			.replaceAll("\\s+", " ")
			.strip()
			.replaceFirst("^[=+\\-|%'\\s]+", "");
		return (plain.length() <= LONGEST_LINE) ? plain : plain.substring(0, cut(plain)) + "…";
	}

	/** Not between the halves of one character. */
	private static int cut(String text) {
		return Character.isHighSurrogate(text.charAt(LONGEST_LINE - 1)) ? LONGEST_LINE - 1 : LONGEST_LINE;
	}

	private static boolean isInvisible(int point) {
		int type = Character.getType(point);
		return type == Character.CONTROL || type == Character.FORMAT || type == Character.LINE_SEPARATOR
				|| type == Character.PARAGRAPH_SEPARATOR || type == Character.SURROGATE || type == Character.PRIVATE_USE
				|| type == Character.UNASSIGNED;
	}

}
