package io.claraconnect.scoring.engine.match;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.claraconnect.scoring.engine.text.Passage;
import org.jspecify.annotations.Nullable;

/** Lengths of time in resumes and advertisements, in months. */
final class WorkTime {

	private static final String MONTH = "(?:(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?,? |(\\d{1,2})[/.])?";

	private static final Pattern RANGE = Pattern
		.compile(MONTH + "((?:19|20)\\d\\d)\\s*(?:-|\u2013|\u2014|to|until|bis|a|\u2192)\\s*(?:" + MONTH
				+ "((?:19|20)\\d\\d)|(present|now|current|today|ongoing|heute|actualidad|pr\u00E9sent|idag|prezent))");

	private static final Pattern ASKED = Pattern.compile(
			"(\\d{1,2})\\s*(?:\\+|(?:-|\u2013|to)\\s*\\d{1,2})?\\s*\\+?\\s*(?:or more )?(?:years?|yrs|jahren?|a\u00F1os|ans\\b|\u00E5r\\b|ani\\b)");

	private static final List<String> MONTHS = List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep",
			"oct", "nov", "dec");

	private WorkTime() {
	}

	/** Months that a requirement asks for at least. */
	static Optional<Integer> asked(String requirement) {
		Matcher matcher = ASKED.matcher(StatedTime.withDigits(requirement));
		return matcher.find() ? Optional.of(Integer.parseInt(matcher.group(1)) * 12) : Optional.empty();
	}

	/**
	 * Months of work that a resume shows: different months covered by its ranges, else
	 * the longest time it states.
	 */
	static Optional<Integer> shown(List<Passage> passages, LocalDate asOf) {
		TreeSet<YearMonth> months = new TreeSet<>();
		int stated = 0;
		for (Passage passage : passages) {
			if (!isStudy(passage)) {
				months.addAll(ranges(passage, asOf));
				for (StatedTime time : StatedTime.in(passage.text())) {
					stated = Math.max(stated, time.months());
				}
			}
		}
		int shown = months.isEmpty() ? stated : months.size();
		return (shown > 0) ? Optional.of(shown) : Optional.empty();
	}

	/** Whether a passage tells of studies, whose time is no time of work. */
	static boolean isStudy(Passage passage) {
		String lower = passage.text().toLowerCase(Locale.ROOT);
		return passage.section() == Passage.Section.EDUCATION || Degree.shown(lower) != Degree.NONE
				|| lower.matches(".*\\b(?:university|college|school)\\b.*");
	}

	/** The months that the date ranges of a passage cover. */
	static SortedSet<YearMonth> ranges(Passage passage, LocalDate asOf) {
		TreeSet<YearMonth> months = new TreeSet<>();
		Matcher matcher = RANGE.matcher(passage.text().toLowerCase(Locale.ROOT));
		YearMonth now = YearMonth.from(asOf);
		while (matcher.find()) {
			YearMonth from = month(matcher.group(1), matcher.group(2), matcher.group(3), 1);
			YearMonth to = (matcher.group(7) != null) ? now
					: month(matcher.group(4), matcher.group(5), matcher.group(6), from.getMonthValue());
			YearMonth end = to.isAfter(now) ? now : to;
			for (YearMonth month = from; !month.isAfter(end); month = month.plusMonths(1)) {
				months.add(month);
			}
		}
		return months;
	}

	private static YearMonth month(@Nullable String name, @Nullable String number, String year, int otherwise) {
		int month = otherwise;
		if (name != null) {
			month = MONTHS.indexOf(name) + 1;
		}
		else if (number != null && Integer.parseInt(number) >= 1 && Integer.parseInt(number) <= 12) {
			month = Integer.parseInt(number);
		}
		return YearMonth.of(Integer.parseInt(year), month);
	}

}
