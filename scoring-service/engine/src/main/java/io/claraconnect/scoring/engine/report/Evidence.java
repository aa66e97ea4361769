package io.claraconnect.scoring.engine.report;

/**
 * A place in the candidate's material that speaks for a requirement. Carries no words:
 * {@code start} and {@code end} count UTF-16 units of the text that was scored.
 *
 * @param source which text
 * @param part number of the answer from 0; 0 for the resume and the cover letter
 * @param start first offset
 * @param end offset after the last character
 * @param kind how it was found
 * @param context what kind of statement it is
 * @param strength 0 to 1000
 */
public record Evidence(Source source, int part, int start, int end, Kind kind, Context context, int strength) {

	/** Which text holds the evidence. */
	public enum Source {

		/** The resume. */
		RESUME,
		/** The cover letter. */
		COVER_LETTER,
		/** An answer to a question. */
		ANSWER

	}

	/** How the evidence was found. */
	public enum Kind {

		/** All telling words are there. */
		EXACT,
		/** All telling words are there, some by another name. */
		SYNONYM,
		/** Some telling words are there. */
		LEXICAL,
		/** The sentence means something close. */
		SEMANTIC,
		/** A length of time, degree or language level was read. */
		TYPED

	}

	/** What kind of statement it is. */
	public enum Context {

		/** Told of work done. */
		IN_ROLE,
		/** Named in a list. */
		LISTED,
		/** Said in a letter or an answer. */
		CLAIMED

	}

}
