package io.claraconnect.dossier;

/** What a piece of material is. */
public enum MaterialKind {

	/** Who the candidate is: name, contacts, places; JSON. */
	PERSON,
	/** The bytes of a resume as the vendor has them. */
	RESUME_FILE,
	/** The text that was read from a {@link #RESUME_FILE}. */
	RESUME_TEXT,
	/** The cover letter. */
	COVER_LETTER,
	/** Questions and answers; JSON. */
	ANSWERS,
	/** Why a score is what it is, in words. */
	EXPLANATION,
	/** What a person of the platform wrote: a reason, a comment. */
	FREE_TEXT

}
