package io.claraconnect.guarantees.privacy;

/**
 * A text that was told in confidence and must not be readable elsewhere. Unique, so that
 * finding it proves where it came from.
 *
 * @param id names it in reports, {@code greenhouse/person-1/email} say
 * @param text the text; at least {@value #SHORTEST} characters
 */
record Mark(String id, String text) {

	/** Shorter texts would be found by chance. */
	static final int SHORTEST = 8;

	Mark {
		if (text.length() < SHORTEST) {
			throw new IllegalArgumentException(id + " is too short to be told from chance");
		}
	}

}
