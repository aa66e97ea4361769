package io.claraconnect.scoring.engine.note;

import io.claraconnect.scoring.engine.deidentify.BlindText;

/**
 * Makes text safe for a note: one line, masks shown as dots in brackets, nobody
 * mentioned, bounded.
 */
final class PlainWords {

	private PlainWords() {
	}

	static String oneLine(String text, int max) {
		String plain = text.replaceAll(BlindText.MASK + "+(?:\\s*" + BlindText.MASK + "+)*", "[...]")
			.replaceAll("\\p{Cc}+", " ")
			.replaceAll("\\s+", " ")
			.replace("@", "(at)")
			.replace('"', '\'')
			.replace('<', '(')
			.replace('>', ')')
			.strip();
		if (plain.length() <= max) {
			return plain;
		}
		int cut = plain.lastIndexOf(' ', max - 3);
		int end = (cut > max / 3) ? cut : max - 3;
		return plain.substring(0, Character.isHighSurrogate(plain.charAt(end - 1)) ? end - 1 : end) + "...";
	}

}
