package io.claraconnect.scoring.engine.text;

/**
 * One word of a text.
 *
 * @param stem the form that is compared
 * @param surface the word as written
 * @param start first offset
 * @param end offset after the last character
 */
public record Token(String stem, String surface, int start, int end) {

	/**
	 * Whether the word looks like a name of something: it has a digit, a sign, or a
	 * capital after its first letter.
	 */
	public boolean looksNamed() {
		return this.surface.chars()
			.skip(1)
			.anyMatch((c) -> Character.isUpperCase(c) || Character.isDigit(c) || c == '+' || c == '#' || c == '.');
	}

}
