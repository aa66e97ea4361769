package io.claraconnect.scoring.engine.text;

/**
 * A sentence or bullet of a text.
 *
 * @param start first offset in the text
 * @param end offset after the last character
 * @param text the words between, masks and line ends made into single spaces
 * @param section what part of a resume it stands in
 * @param listed whether it names things instead of telling of work
 * @param title whether it names a role or a person's trade instead of telling of work
 */
public record Passage(int start, int end, String text, Section section, boolean listed, boolean title) {

	@Override
	public String toString() {
		return "Passage[" + this.start + ".." + this.end + ", " + this.section + "]";
	}

	/** Parts of a resume. */
	public enum Section {

		/** Work done. */
		WORK,
		/** Schools and degrees. */
		EDUCATION,
		/** Skills, tools, languages, certificates. */
		SKILLS,
		/** Anything else. */
		OTHER

	}

}
