package io.claraconnect.sandbox.world;

import org.jspecify.annotations.Nullable;

/**
 * Something happened to a candidate, told to the vendor so that it can call the
 * customer's webhooks.
 *
 * @param kind what happened
 * @param candidate the candidate after it (before it, for a deletion)
 * @param application the application after it, if the change is about one
 * @param fromStageId the stage left by a move
 * @param actorId the user who did it, if known
 */
public record Change(Kind kind, Candidate candidate, @Nullable Application application, @Nullable String fromStageId,
		@Nullable String actorId) {

	/** The kinds of change. */
	public enum Kind {

		/** A new application. */
		APPLIED,
		/** Another stage. */
		MOVED,
		/** Turned down. */
		REJECTED,
		/** Rejection undone. */
		UNREJECTED,
		/** Hired. */
		HIRED,
		/** Hire undone. */
		UNHIRED,
		/** Something about the person changed, tags for example. */
		CANDIDATE_UPDATED,
		/** The person is gone with everything. */
		CANDIDATE_DELETED

	}

}
