package io.claraconnect.scoring.engine.text;

import java.util.regex.Pattern;

/** Tells lines that name what a person was from lines that tell what a person did. */
final class TitleLines {

	private static final String DATE = "(?:(?:\\p{L}{3,9}\\.?,? |\\d{1,2}[/.])?(?:19|20)\\d\\d)";

	private static final String RANGE = DATE + "\\s*(?:-|\u2013|\u2014|to|until|bis|\u2192)\\s*(?:" + DATE
			+ "|present|now|current|today|ongoing|heute|actualidad|pr\u00E9sent|idag|prezent)";

	private static final Pattern WITH_DATES = Pattern.compile("(?i).*" + RANGE + "\\W*");

	private static final Pattern DATES = Pattern.compile("(?i)\\W*" + RANGE + "\\W*");

	private static final Pattern BULLET = Pattern.compile("^\\s*[-*\u2022\u2023\u25AA\u25CF\u25E6\u2013\u2014\u00B7].*",
			Pattern.DOTALL);

	private static final int MAX_WORDS = 14;

	private static final int MAX_HEADLINE_WORDS = 8;

	private TitleLines() {
	}

	/** Whether a line of a resume names a role: it has, or stands over, its dates. */
	static boolean isRole(String line, String next) {
		boolean brief = line.split("\\s+").length <= MAX_WORDS && !BULLET.matcher(line).matches();
		return brief && !isDates(line) && !line.endsWith(".")
				&& (WITH_DATES.matcher(line).matches() || isDates(next.strip()));
	}

	/** Whether a line holds nothing but the dates of a role. */
	static boolean isDates(String line) {
		return DATES.matcher(line).matches();
	}

	/** Whether a line before the first heading is a headline and no sentence. */
	static boolean isHeadline(String line) {
		return line.split("\\s+").length <= MAX_HEADLINE_WORDS && !BULLET.matcher(line).matches()
				&& !line.matches("(?s).*[.!?]\\s*");
	}

}
