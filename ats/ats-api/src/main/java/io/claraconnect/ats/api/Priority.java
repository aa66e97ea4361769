package io.claraconnect.ats.api;

/**
 * Who goes first when the rate budget of a connection is short; earlier constants go
 * before later ones.
 */
public enum Priority {

	/**
	 * A read that a live delivery asked for, and everything an admin waits for on a
	 * screen.
	 */
	LIVE,
	/** A write of a score, tag, note, field or move. */
	WRITE,
	/** Backfills and sweeps. */
	BACKFILL

}
