package io.claraconnect.scoring.engine.report;

/**
 * Something that a person should know about a score. A flag never changes the score
 * silently.
 */
public enum Flag {

	/**
	 * The language model does not know the language: words were compared, meaning was
	 * not.
	 */
	LANGUAGE_NOT_SUPPORTED_BY_MODEL(true),
	/** The resume had text that a person does not see; it was not scored. */
	HIDDEN_TEXT(true),
	/** The resume repeats sentences of the advertisement word by word. */
	AD_TEXT_COPIED(true),
	/** The material speaks to a machine instead of a reader. */
	INSTRUCTION_LIKE_TEXT(true),
	/** The advertisement gave very few requirements. */
	FEW_REQUIREMENTS(true),
	/** The advertisement asks for a protected trait; that line was not scored. */
	PROTECTED_TRAIT_IN_AD(true),
	/** There is little text to judge. */
	LITTLE_MATERIAL(true),
	/** A required point was answered with no. */
	REQUIRED_POINT_DENIED(true),
	/** No dates of work were found, so lengths of time are unclear. */
	NO_WORK_DATES(false);

	private final boolean needsReview;

	Flag(boolean needsReview) {
		this.needsReview = needsReview;
	}

	/** Whether a person should look before anything follows from the score. */
	public boolean needsReview() {
		return this.needsReview;
	}

}
