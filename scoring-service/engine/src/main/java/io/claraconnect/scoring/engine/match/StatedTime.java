package io.claraconnect.scoring.engine.match;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.claraconnect.scoring.engine.text.Token;
import io.claraconnect.scoring.engine.text.Words;

/**
 * A length of time that a sentence states, with the words that it is stated of.
 *
 * @param months the time
 * @param stems stems of the words around it, up to the next clause or time
 */
record StatedTime(int months, Set<String> stems) {

	private static final Map<String, Integer> NUMBERS = numbers();

	private static final String NUMBER = "\\d{1,2}(?:[.,]\\d)?|" + String.join("|", NUMBERS.keySet());

	private static final String UNIT = "years?|yrs?|jahren?|a\u00F1os?|ans|\u00E5r|ani|months?|monaten?|meses";

	private static final Pattern TIME = Pattern.compile("(?<![\\p{L}\\p{N}.,])(" + NUMBER
			+ ")\\+?\\s*(?:-\\s*)?(?:(?:or more|full|whole)\\s+)?(" + UNIT + ")(?![\\p{L}])(?!\\s+(?:old|ago|later))"
			+ "|(?<=and |und |, )(" + NUMBER + ")(?= (?:in|of|with|on|mit|con|en) )");

	private static final Pattern CLAUSE = Pattern.compile("[^;:()]+?(?:(?=[;:()])|,(?!\\d)|$)");

	private static final int MOST_YEARS = 50;

	/** The times that a text states. */
	static List<StatedTime> in(String text) {
		List<StatedTime> times = new ArrayList<>();
		Matcher clauses = CLAUSE.matcher(text.toLowerCase(Locale.ROOT));
		while (clauses.find()) {
			addClause(clauses.group(), times);
		}
		return times;
	}

	/** A number on its own, as people answer "How many years?"; 0 when there is none. */
	static int bareYears(String text) {
		Matcher matcher = Pattern.compile("^\\W*(?:(?:about|around|over|almost|nearly)\\s+)?(" + NUMBER + ")\\+?\\W*$")
			.matcher(text.toLowerCase(Locale.ROOT));
		return matcher.find() ? months(matcher.group(1), "years") : 0;
	}

	/** Number words before a unit of time as digits, in lower case. */
	static String withDigits(String text) {
		return Pattern.compile("\\b(" + String.join("|", NUMBERS.keySet()) + ")(?=\\+?\\s+(?:" + UNIT + ")\\b)")
			.matcher(text.toLowerCase(Locale.ROOT))
			.replaceAll((hit) -> Integer.toString(NUMBERS.getOrDefault(hit.group(1), 0)));
	}

	private static void addClause(String clause, List<StatedTime> times) {
		Matcher matcher = TIME.matcher(clause);
		int from = 0;
		int months = 0;
		while (matcher.find()) {
			boolean whole = matcher.group(1) != null;
			if (!whole && times.isEmpty() && months == 0) {
				continue;
			}
			if (months > 0) {
				int cut = clause.lastIndexOf(" and ", matcher.start());
				int end = (cut > from) ? cut : matcher.start();
				times.add(new StatedTime(months, stems(clause.substring(from, end))));
				from = end;
			}
			months = whole ? months(matcher.group(1), matcher.group(2)) : months(matcher.group(3), "years");
		}
		if (months > 0) {
			times.add(new StatedTime(months, stems(clause.substring(from))));
		}
	}

	private static int months(String number, String unit) {
		int tenths = NUMBERS.containsKey(number) ? NUMBERS.getOrDefault(number, 0) * 10
				: Math.round(Float.parseFloat(number.replace(',', '.')) * 10);
		boolean years = !(unit.startsWith("mo") || unit.startsWith("mes"));
		return Math.min(MOST_YEARS * 12, years ? tenths * 12 / 10 : tenths / 10);
	}

	private static Set<String> stems(String text) {
		Set<String> stems = new HashSet<>();
		Words.tokens(text).stream().map(Token::stem).forEach(stems::add);
		return Set.copyOf(stems);
	}

	private static Map<String, Integer> numbers() {
		Map<String, Integer> numbers = new TreeMap<>();
		List<String> lists = List.of(
				"one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty",
				"ein zwei drei vier f\u00FCnf sechs sieben acht neun zehn elf zw\u00F6lf",
				"un dos tres cuatro cinco seis siete ocho nueve diez once doce");
		for (String list : lists) {
			String[] words = list.split(" ");
			for (int i = 0; i < words.length; i++) {
				numbers.put(words[i], i + 1);
			}
		}
		return Collections.unmodifiableMap(numbers);
	}

}
