package io.claraconnect.scoring.engine.deidentify;

import java.util.Objects;
import java.util.Set;

/**
 * A text in which every character that says who the person is was replaced by
 * {@link #MASK}. Same length as the original, so offsets hold in both.
 *
 * @param text the masked text
 * @param removed which kinds were masked, never their values
 */
public record BlindText(String text, Set<Kind> removed) {

	/** Stands for one masked character. */
	public static final char MASK = '\u2588';

	public BlindText {
		Objects.requireNonNull(text, "text");
		removed = Set.copyOf(removed);
	}

	/** Never shows the text. */
	@Override
	public String toString() {
		return "BlindText[" + this.text.length() + " characters]";
	}

	/** What was masked. */
	public enum Kind {

		/** A name known to the ATS. */
		NAME,
		/** An e-mail address. */
		EMAIL,
		/** A phone number. */
		PHONE,
		/** A web address or handle. */
		LINK,
		/** A place known to the ATS or a postal address. */
		LOCATION,
		/** A line on birth, age, sex, nationality, religion or family. */
		PERSONAL_DETAIL,
		/** A word that shows a sex: pronouns and titles. */
		GENDERED_WORD,
		/** A line of the block above the first words of the resume. */
		HEADER

	}

}
