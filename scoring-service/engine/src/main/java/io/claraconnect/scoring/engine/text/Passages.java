package io.claraconnect.scoring.engine.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.claraconnect.scoring.engine.deidentify.BlindText;
import io.claraconnect.scoring.engine.text.Passage.Section;
import org.jspecify.annotations.Nullable;

/**
 * Splits a text into sentences and bullets with their offsets. What a person only wishes
 * for is no part of any passage.
 */
public final class Passages {

	/** Changes whenever the same text could be split in another way. */
	public static final String VERSION = "passages-2";

	private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?;])\\s+(?=[\\p{Lu}\\p{N}(])");

	private static final Pattern WORK = Pattern.compile("(?:work|professional|employment|relevant|career)?\\s*"
			+ "(?:experience|history|employment|career|background)|berufserfahrung|experiencia(?: laboral)?"
			+ "|exp\u00E9rience.*|arbetslivserfarenhet|experien\u021B\u0103.*");

	private static final Pattern EDUCATION = Pattern.compile(
			"education.*|academic.*|studies|ausbildung|formaci\u00F3n.*|educaci\u00F3n|formation|utbildning|educa\u021Bie");

	private static final Pattern SKILLS = Pattern
		.compile("(?:technical |key |core |soft )?(?:skills|competenc\\w+|tools"
				+ "|technologies|expertise)(?: .*)?|languages?|certifi.*|licen[cs]es.*|kenntnisse|habilidades|comp\u00E9tences"
				+ "|kompetenser|competen\u021Be|sprachen|idiomas|langues");

	private static final Pattern ANY_HEADING = Pattern.compile("summary|profile|objective|about(?: me)?|interests"
			+ "|hobbies|references|projects|publications|volunteer.*|awards.*|courses.*");

	/** A line that ends so goes on in the next, whatever that starts with. */
	private static final Pattern OPEN_LINE = Pattern
		.compile("(?i).*(?:,|\\b(?:and|or|with|of|in|for|the|to|an?|on|at|by|from|our|und|mit|y|con))\\s*");

	/** The name and trade of a person stand in the first lines. */
	private static final int HEADLINES = 4;

	private Passages() {
	}

	/** The passages of a text, in order. Blank and fully masked stretches give none. */
	public static List<Passage> of(String text) {
		List<Passage> passages = new ArrayList<>();
		Section section = Section.OTHER;
		int lines = 0;
		int start = 0;
		while (start < text.length()) {
			int end = endOfBlock(text, start);
			String line = plain(text.substring(start, end));
			Section heading = heading(line);
			if (heading != null) {
				section = heading;
				lines = HEADLINES;
			}
			else {
				boolean title = (section != Section.SKILLS && TitleLines.isRole(line, nextLine(text, end)))
						|| (lines < HEADLINES && TitleLines.isHeadline(line));
				lines += line.isEmpty() ? 0 : 1;
				addSentences(text, start, end, section, title, passages);
			}
			start = end + 1;
		}
		return passages;
	}

	/**
	 * A line and those that continue it: it does not end a sentence and the next one
	 * starts in lower case.
	 */
	private static int endOfBlock(String text, int start) {
		int end = lineEnd(text, start);
		while (end + 1 < text.length() && end > start && goesOn(text, lineStart(text, end), end)) {
			end = lineEnd(text, end + 1);
		}
		return end;
	}

	private static boolean goesOn(String text, int start, int end) {
		char next = text.charAt(end + 1);
		boolean lower = Character.isLowerCase(next) && ".!?:;".indexOf(text.charAt(end - 1)) < 0;
		return lower || (Character.isLetterOrDigit(next) && OPEN_LINE.matcher(text.substring(start, end)).matches());
	}

	private static int lineStart(String text, int end) {
		return text.lastIndexOf('\n', end - 1) + 1;
	}

	private static String nextLine(String text, int end) {
		return (end + 1 < text.length()) ? text.substring(end + 1, lineEnd(text, end + 1)) : "";
	}

	private static int lineEnd(String text, int start) {
		int newline = text.indexOf('\n', start);
		return (newline < 0) ? text.length() : newline;
	}

	private static @Nullable Section heading(String line) {
		String title = line.toLowerCase(Locale.ROOT).replaceAll("[:\\s]+$", "");
		if (title.isEmpty() || title.length() > 40) {
			return null;
		}
		if (WORK.matcher(title).matches()) {
			return Section.WORK;
		}
		if (EDUCATION.matcher(title).matches()) {
			return Section.EDUCATION;
		}
		if (SKILLS.matcher(title).matches()) {
			return Section.SKILLS;
		}
		return ANY_HEADING.matcher(title).matches() ? Section.OTHER : null;
	}

	private static void addSentences(String text, int start, int end, Section section, boolean title,
			List<Passage> passages) {
		Matcher breaks = SENTENCE_END.matcher(text).region(start, end).useTransparentBounds(true);
		int from = start;
		while (breaks.find()) {
			add(text, from, breaks.start(), section, title, passages);
			from = breaks.end();
		}
		add(text, from, end, section, title, passages);
	}

	private static void add(String text, int from, int to, Section section, boolean title, List<Passage> passages) {
		int start = from;
		int end = to;
		while (start < end && !Character.isLetterOrDigit(text.charAt(start))) {
			start++;
		}
		end = Wishes.endOfDeeds(text, start, end);
		while (end > start
				&& (Character.isWhitespace(text.charAt(end - 1)) || text.charAt(end - 1) == BlindText.MASK)) {
			end--;
		}
		if (end - start < 2) {
			return;
		}
		String plain = plain(text.substring(start, end));
		boolean listed = section == Section.SKILLS || plain.chars().filter((c) -> c == ',').count() >= 4;
		passages.add(new Passage(start, end, plain, section, listed, title));
	}

	private static String plain(String text) {
		return text.replaceAll("[\\s" + BlindText.MASK + "]+", " ").strip();
	}

}
