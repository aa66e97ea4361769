package io.claraconnect.ats.api;

import java.time.Duration;

/**
 * How writes behave at the vendor.
 *
 * @param noteTarget what a note hangs on
 * @param tagTarget what a tag hangs on
 * @param callTimeout after how long the outcome of a write counts as unknown
 * @param visibilityDelay how long after its answer a write may still be missing from
 * reads
 */
public record WriteBehaviour(Target noteTarget, Target tagTarget, Duration callTimeout, Duration visibilityDelay) {

	/** What a written thing belongs to. */
	public enum Target {

		/** One application: another application of the same person does not show it. */
		APPLICATION,
		/** The person: every application of that person shows it. */
		CANDIDATE

	}

}
