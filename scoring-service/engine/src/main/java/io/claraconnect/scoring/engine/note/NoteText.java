package io.claraconnect.scoring.engine.note;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The plain-text note that a recruiter reads in the ATS. */
public final class NoteText {

	/** Longest note, in characters. */
	public static final int MAX_LENGTH = 4000;

	private static final int MAX_LINES = 8;

	private NoteText() {
	}

	/**
	 * Renders a note. Names nobody, mentions nobody, and judges no person.
	 * @param explanation the words for the report
	 * @param totalTenths the score in tenths of a point
	 * @param bandLabel the band as people call it, such as "Pre-qualified"
	 * @param modelVersion what scored
	 */
	public static String render(Explanation explanation, int totalTenths, String bandLabel, String modelVersion) {
		for (int lines = MAX_LINES; lines > 0; lines--) {
			String note = render(explanation, totalTenths, bandLabel, modelVersion, lines);
			if (note.length() <= MAX_LENGTH) {
				return note;
			}
		}
		return head(totalTenths, bandLabel) + "\n" + foot(modelVersion);
	}

	private static String render(Explanation explanation, int totalTenths, String bandLabel, String modelVersion,
			int lines) {
		List<String> note = new ArrayList<>();
		note.add(head(totalTenths, bandLabel));
		note.add(PlainWords.oneLine(explanation.summaryLine(), 300));
		section(note, "Met", explanation.met(), lines);
		section(note, "Partly met", explanation.partial(), lines);
		section(note, "Not found in the material", explanation.missing(), lines);
		section(note, "For a person to check", explanation.check(), lines);
		note.add("");
		note.add(foot(modelVersion));
		return String.join("\n", note);
	}

	private static String head(int totalTenths, String bandLabel) {
		return String.format(Locale.ROOT, "CLARA score %d.%d of 100: %s", totalTenths / 10, totalTenths % 10,
				PlainWords.oneLine(bandLabel, 60));
	}

	private static String foot(String modelVersion) {
		return "Scored on de-identified text by " + PlainWords.oneLine(modelVersion, 80)
				+ ". \"Not found\" does not mean that the person lacks it. A person decides.";
	}

	private static void section(List<String> note, String title, List<String> lines, int max) {
		if (lines.isEmpty()) {
			return;
		}
		note.add("");
		note.add(title + ":");
		lines.stream().limit(max).forEach((line) -> note.add("- " + bounded(line)));
		if (lines.size() > max) {
			note.add("- and " + (lines.size() - max) + " more");
		}
	}

	private static String bounded(String line) {
		String plain = line.replace("@", "(at)").replaceAll("\\s+", " ");
		return (plain.length() <= 320) ? plain : plain.substring(0, 317) + "...";
	}

}
