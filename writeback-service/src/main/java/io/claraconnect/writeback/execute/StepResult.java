package io.claraconnect.writeback.execute;

import java.time.Duration;

import io.claraconnect.kit.work.WorkResult;

/** What became of one slot in one run. */
sealed interface StepResult {

	/** Nothing is left to do for it now. */
	record Settled() implements StepResult {
	}

	/**
	 * It has to wait; other slots may go on.
	 *
	 * @param after how long
	 * @param cause why, as a short code
	 */
	record Later(Duration after, String cause) implements StepResult {
	}

	/**
	 * Nothing more can be done for this person now.
	 *
	 * @param result what becomes of the run
	 */
	record Halt(WorkResult result) implements StepResult {
	}

}
