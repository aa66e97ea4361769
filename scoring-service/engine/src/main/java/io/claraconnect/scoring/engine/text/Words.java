package io.claraconnect.scoring.engine.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits text into tokens, with a light stemmer and one spelling for common aliases. */
public final class Words {

	/** Changes whenever the same text could give other tokens. */
	public static final String VERSION = "words-2";

	private static final Pattern WORD = Pattern
		.compile("(?i:\\bon[- ]call\\b)|(?:(?<![\\p{L}\\p{N}])\\.(?=(?i:net)\\b))?[\\p{L}\\p{N}]+"
				+ "(?:[.&'\u2019][\\p{L}\\p{N}]+)*(?:\\+\\+|#)?");

	private static final List<String> SUFFIXES = List.of("ations", "ation", "ments", "ment", "ings", "ing", "ions",
			"ion", "ors", "ers", "ies", "ive", "or", "er", "ed", "es", "ly", "s", "e", "y");

	private static final int MIN_STEM = 4;

	private static final Map<String, String> ALIASES = aliases();

	private static final Set<String> STOP = stems("stop-words.txt");

	private static final Set<String> WEAK = stems("weak-words.txt");

	private static final Map<String, Set<String>> DEEDS = loadDeeds();

	private Words() {
	}

	/** The tokens of a text in order, stop words included. */
	public static List<Token> tokens(String text) {
		List<Token> tokens = new ArrayList<>();
		Matcher matcher = WORD.matcher(text);
		while (matcher.find()) {
			tokens.add(new Token(stem(matcher.group()), matcher.group(), matcher.start(), matcher.end()));
		}
		return tokens;
	}

	/**
	 * How telling a word is: 0 for stop words and plain numbers, 1 for words that every
	 * advertisement has, else 4.
	 */
	public static int weight(Token token) {
		if (STOP.contains(token.stem()) || token.stem().chars().allMatch(Character::isDigit)) {
			return 0;
		}
		return WEAK.contains(token.stem()) ? 1 : 4;
	}

	/** The form of a word that is compared. */
	public static String stem(String surface) {
		String word = Normalizer.normalize(surface.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
			.replaceAll("\\p{M}|['\u2019]s$", "")
			.replace(' ', '-');
		word = ALIASES.getOrDefault(word, word);
		for (int pass = 0; pass < 2; pass++) {
			word = stripped(word);
		}
		return word;
	}

	private static String stripped(String word) {
		if (!word.chars().allMatch(Character::isLetter) || word.endsWith("ss")) {
			return word;
		}
		for (String suffix : SUFFIXES) {
			if (word.endsWith(suffix) && word.length() - suffix.length() >= MIN_STEM) {
				return word.substring(0, word.length() - suffix.length());
			}
		}
		return word;
	}

	/** For stems of personal skills, the stems of deeds that show them. */
	public static Map<String, Set<String>> deeds() {
		return DEEDS;
	}

	private static Map<String, Set<String>> loadDeeds() {
		Map<String, Set<String>> deeds = new TreeMap<>();
		for (String line : lines("deeds.txt")) {
			String[] words = line.split("\\s+");
			Set<String> stems = new TreeSet<>();
			for (int i = 1; i < words.length; i++) {
				stems.add(stem(words[i]));
			}
			deeds.put(stem(words[0]), Set.copyOf(stems));
		}
		return Map.copyOf(deeds);
	}

	private static Map<String, String> aliases() {
		Map<String, String> aliases = new HashMap<>();
		for (String line : lines("aliases.txt")) {
			String[] words = line.split("\\s+");
			for (int i = 1; i < words.length; i++) {
				aliases.put(words[i], words[0]);
			}
		}
		return aliases;
	}

	private static Set<String> stems(String resource) {
		Set<String> stems = new TreeSet<>();
		for (String line : lines(resource)) {
			for (String word : line.split("\\s+")) {
				stems.add(stem(word));
			}
		}
		return stems;
	}

	static List<String> lines(String resource) {
		try (InputStream stream = Words.class.getResourceAsStream(resource)) {
			if (stream == null) {
				throw new IllegalStateException("Missing on the class path: " + resource);
			}
			return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)).lines()
				.map(String::strip)
				.filter((line) -> !line.isEmpty() && !line.startsWith("#"))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
