package io.claraconnect.ats.lever;

import java.util.regex.Pattern;

/**
 * Texts of notes. Lever notifies the user whose name follows an {@code @}, and a note of
 * ours notifies nobody. Pure.
 */
final class LeverText {

	/** Has no width and is no part of a name. */
	private static final String JOINER = "\u2060";

	private static final Pattern MENTION = Pattern.compile("@(?=[\\p{L}\\p{N}_.-])");

	private LeverText() {
	}

	/** The text with nothing in it that Lever takes for a user's name. */
	static String withoutMentions(String text) {
		return MENTION.matcher(text).replaceAll("@" + JOINER);
	}

	/** The text as it was before {@link #withoutMentions(String)}. */
	static String asWritten(String text) {
		return text.replace("@" + JOINER, "@");
	}

}
