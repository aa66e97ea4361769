package io.claraconnect.writeback.plan;

/** Where a slot stands. */
public enum LedgerState {

	/** Nothing is under way; the last try certainly changed nothing. */
	WAITING,
	/** A call is under way, or its outcome is not known. */
	WRITING,
	/** The vendor said yes, and reads do not show it yet. */
	ANSWERED,
	/** It was seen in the ATS. */
	CONFIRMED,
	/** The vendor refused; another status may try again. */
	REFUSED,
	/** A person must look. */
	NEEDS_PERSON

}
