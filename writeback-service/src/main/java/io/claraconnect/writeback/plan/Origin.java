package io.claraconnect.writeback.plan;

/** Who decided a status. */
public enum Origin {

	/** A score and the threshold. */
	SCORE,
	/** The stage in the ATS. */
	ATS,
	/** A person. */
	PERSON,
	/** Somebody that this version does not know. */
	UNKNOWN

}
