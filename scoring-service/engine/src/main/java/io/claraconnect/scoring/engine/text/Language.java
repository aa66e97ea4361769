package io.claraconnect.scoring.engine.text;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Guesses a language by its most common words. */
public final class Language {

	/** The answer when no known language stands out. */
	public static final String UNKNOWN = "und";

	private static final Map<String, Set<String>> COMMON = common();

	private static final int MIN_HITS = 4;

	private Language() {
	}

	/**
	 * ISO 639-1 code of the language with the most common words in a text, or
	 * {@link #UNKNOWN}.
	 */
	public static String guess(String text) {
		String[] words = text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+");
		String best = UNKNOWN;
		long most = MIN_HITS - 1;
		for (Map.Entry<String, Set<String>> language : COMMON.entrySet()) {
			long hits = Arrays.stream(words).filter(language.getValue()::contains).count();
			if (hits > most) {
				most = hits;
				best = language.getKey();
			}
		}
		return best;
	}

	private static Map<String, Set<String>> common() {
		Map<String, Set<String>> common = new LinkedHashMap<>();
		for (String line : Words.lines("common-words.txt")) {
			String[] words = line.split("\\s+");
			common.put(words[0], new TreeSet<>(Arrays.asList(words).subList(1, words.length)));
		}
		return common;
	}

}
