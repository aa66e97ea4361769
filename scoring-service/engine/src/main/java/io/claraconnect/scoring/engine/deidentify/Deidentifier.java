package io.claraconnect.scoring.engine.deidentify;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.claraconnect.scoring.engine.deidentify.BlindText.Kind;

/**
 * Masks who the person is: first what the ATS knows, then what rules find. A pure
 * function of text and identity.
 */
public final class Deidentifier {

	/** Changes whenever the same text could be masked in another way. */
	public static final String VERSION = "deidentify-2";

	private static final Pattern EMAIL = Pattern.compile("[\\p{L}\\p{N}._%+-]+@[\\p{L}\\p{N}.-]+\\.[\\p{L}]{2,}");

	private static final Pattern LINK = Pattern.compile("(?i)\\b(?:https?://|www\\.)\\S+"
			+ "|\\b(?:[a-z]{2,3}\\.)?(?:linkedin|github|gitlab|facebook|instagram|xing|behance|twitter|x)\\.com/\\S+"
			+ "|(?<![\\p{L}\\p{N}])@[A-Za-z0-9_]{3,}");

	private static final Pattern PHONE = Pattern
		.compile("(?<![\\p{L}\\p{N}])(?:\\+|00|\\()?\\d[\\d ().\u00A0/-]{6,}\\d");

	private static final Pattern DETAIL_LINE = Pattern
		.compile("(?im)^.*\\b(?:date of birth|birth ?date|born(?: on| in|:)"
				+ "|d\\.?o\\.?b\\b|age:|aged \\d|nationality|citizenship|gender:|sex:|marital status"
				+ "|religion|place of birth|geburtsdatum|geboren|familienstand|staatsangeh\u00F6rigkeit|fecha de nacimiento"
				+ "|nacionalidad|estado civil|date de naissance|nationalit\u00E9|f\u00F6delsedatum|data na\u0219terii).*$");

	private static final Pattern GENDERED = Pattern.compile(
			"(?i)\\b(?:he|she|him|his|her|hers|himself|herself|mr|mrs|ms|miss|sir|madam|he/him|she/her|they/them)\\b\\.?");

	private static final Pattern ADDRESS = Pattern.compile("(?im)^.{0,60}\\b\\d{1,5}[a-z]?,? [\\p{L}' ]{2,30}"
			+ " (?:street|st|road|rd|avenue|ave|lane|ln|drive|boulevard|blvd|way|square)\\b.*$|^address:.*$");

	private static final Pattern YEAR_RANGE = Pattern
		.compile("(?:^|\\D)(?:19|20)\\d\\d\\D(?:.*\\D)?(?:19|20)\\d\\d(?:\\D|$)");

	private static final Pattern CONTACT = Pattern
		.compile(EMAIL.pattern() + "|" + LINK.pattern() + "|\\+\\d[\\d ()-]{6,}");

	private static final int HEADER_LINES = 6;

	private Deidentifier() {
	}

	/** Masks a resume, including the block of name and contacts at its top. */
	public static BlindText resume(String text, Identity identity) {
		return blind(text, identity, true);
	}

	/** Masks a letter or an answer. */
	public static BlindText statement(String text, Identity identity) {
		return blind(text, identity, false);
	}

	private static BlindText blind(String original, Identity identity, boolean withHeader) {
		char[] masked = original.toCharArray();
		Set<Kind> removed = EnumSet.noneOf(Kind.class);
		String folded = fold(original);
		for (String email : identity.emails()) {
			maskAll(literal(email), folded, masked, Kind.EMAIL, removed);
		}
		mask(EMAIL, original, masked, Kind.EMAIL, removed);
		for (String link : identity.links()) {
			maskAll(literal(link), folded, masked, Kind.LINK, removed);
		}
		mask(LINK, original, masked, Kind.LINK, removed);
		identity.phones().forEach((phone) -> maskPhone(phone, original, masked, removed));
		maskPhones(original, masked, removed);
		names(identity).forEach((name) -> maskAll(literal(name), folded, masked, Kind.NAME, removed));
		for (String location : identity.locations()) {
			maskAll(literal(location), folded, masked, Kind.LOCATION, removed);
		}
		mask(DETAIL_LINE, original, masked, Kind.PERSONAL_DETAIL, removed);
		mask(ADDRESS, original, masked, Kind.LOCATION, removed);
		mask(GENDERED, original, masked, Kind.GENDERED_WORD, removed);
		if (withHeader) {
			maskHeader(original, masked, removed);
		}
		return new BlindText(new String(masked), removed);
	}

	/** Lower case without accents, each character on its own so that offsets hold. */
	private static String fold(String text) {
		StringBuilder folded = new StringBuilder(text.length());
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			folded.append((c < 128) ? Character.toLowerCase(c)
					: Normalizer.normalize(Character.toString(Character.toLowerCase(c)), Normalizer.Form.NFD)
						.charAt(0));
		}
		return folded.toString();
	}

	/** Full names first, then each part of two letters and more. */
	private static List<String> names(Identity identity) {
		List<String> names = new ArrayList<>(identity.names());
		identity.names().forEach((name) -> {
			for (String part : name.split("[\\s'\u2019-]+")) {
				if (part.length() > 1) {
					names.add(part);
				}
			}
		});
		return names;
	}

	private static Pattern literal(String value) {
		String words = fold(value.strip()).replaceAll("\\s+", " ");
		StringBuilder pattern = new StringBuilder("(?<![\\p{L}\\p{N}])");
		for (String word : words.split(" ")) {
			pattern.append((pattern.charAt(pattern.length() - 1) == ')') ? "" : "\\s+").append(Pattern.quote(word));
		}
		return Pattern.compile(pattern + "(?![\\p{L}\\p{N}])");
	}

	private static void maskAll(Pattern pattern, String folded, char[] masked, Kind kind, Set<Kind> removed) {
		if (!pattern.pattern().endsWith("\\Q\\E(?![\\p{L}\\p{N}])")) {
			mask(pattern, folded, masked, kind, removed);
		}
	}

	private static void mask(Pattern pattern, String text, char[] masked, Kind kind, Set<Kind> removed) {
		Matcher matcher = pattern.matcher(text);
		while (matcher.find()) {
			maskRange(masked, matcher.start(), matcher.end());
			removed.add(kind);
		}
	}

	private static void maskRange(char[] masked, int start, int end) {
		for (int i = start; i < end; i++) {
			if (masked[i] != '\n') {
				masked[i] = BlindText.MASK;
			}
		}
	}

	private static void maskPhone(String phone, String text, char[] masked, Set<Kind> removed) {
		String digits = phone.replaceAll("\\D", "");
		if (digits.length() < 5) {
			return;
		}
		String tail = digits.substring(Math.max(0, digits.length() - 8));
		StringBuilder pattern = new StringBuilder("[+(]?[\\d ().-]{0,8}");
		tail.chars().forEach((digit) -> pattern.append((char) digit).append("[ ().\u00A0/-]{0,3}"));
		mask(Pattern.compile(pattern.toString()), text, masked, Kind.PHONE, removed);
	}

	private static void maskPhones(String text, char[] masked, Set<Kind> removed) {
		Matcher matcher = PHONE.matcher(text);
		while (matcher.find()) {
			String hit = matcher.group();
			long digits = hit.chars().filter(Character::isDigit).count();
			if (digits >= 8 && digits <= 15 && (hit.startsWith("+") || !YEAR_RANGE.matcher(hit).find())) {
				maskRange(masked, matcher.start(), matcher.end());
				removed.add(Kind.PHONE);
			}
		}
	}

	/**
	 * Of the first lines, those with a contact go as a whole: the rest of them is a place
	 * or another name.
	 */
	private static void maskHeader(String original, char[] masked, Set<Kind> removed) {
		int start = 0;
		for (int line = 0; line < HEADER_LINES && start < original.length(); line++) {
			int newline = original.indexOf('\n', start);
			int end = (newline < 0) ? original.length() : newline;
			String shown = new String(masked, start, end - start);
			boolean contact = shown.length() <= 160 && CONTACT.matcher(original.substring(start, end)).find();
			if (contact || shown.strip().toLowerCase(Locale.ROOT).matches("curriculum vitae|resume|cv|lebenslauf")) {
				maskRange(masked, start, end);
				removed.add(Kind.HEADER);
			}
			start = end + 1;
		}
	}

}
