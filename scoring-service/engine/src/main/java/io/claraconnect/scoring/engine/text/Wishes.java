package io.claraconnect.scoring.engine.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds where a sentence turns from what a person did to what a person wants. */
final class Wishes {

	private static final Pattern WISH = Pattern
		.compile("(?i)(?:^|[,;]\\s*|\\b(?:and|but|i|i['\u2019]m|am|also|now|currently|who)\\s+)*"
				+ "(?:(?<=^|i |and |but |, )(?:want|wish|hope|aim|aspire|intend|plan) to\\b"
				+ "|(?:would|['\u2019]d) (?:really )?(?:like|love|gladly|be (?:happy|glad|delighted|pleased))\\b"
				+ "|(?<=^|i |am |['\u2019]m |and |, |now |currently )(?:looking (?:for|forward)|look forward|seeking)\\b"
				+ "|(?<=^|am |['\u2019]m |and |, |also )(?:interested in|curious about|eager to|keen to|excited (?:to|about))"
				+ "|my (?:goal|aim|dream|ambition) is|(?:ich )?(?:m\u00F6chte|w\u00FCrde gern)|ich suche"
				+ "|me gustar\u00EDa|\\bbusco\\b|\\bquiero\\b)");

	private Wishes() {
	}

	/**
	 * The offset after the last character that is no wish: {@code end} when nothing is
	 * wished, {@code start} when all is.
	 */
	static int endOfDeeds(String text, int start, int end) {
		Matcher matcher = WISH.matcher(text.substring(start, end).replaceAll("\\s", " "));
		return matcher.find() ? start + matcher.start() : end;
	}

}
