package io.claraconnect.scoring.engine;

import io.claraconnect.scoring.engine.report.ScoreReport;

/** What scoring gave: a report, or the reason why there is no score. */
public sealed interface ScoringOutcome {

	/**
	 * There is a score.
	 *
	 * @param report the score and everything it was made of
	 */
	record Scored(ScoreReport report) implements ScoringOutcome {
	}

	/**
	 * There is no score.
	 *
	 * @param reason why
	 */
	record NotScored(Reason reason) implements ScoringOutcome {
	}

	/** Why there is no score. */
	enum Reason {

		/** No resume text: absent, empty or unreadable. */
		NO_RESUME,

		/** Nothing in the advertisement or rubric can be scored. */
		NO_REQUIREMENTS

	}

}
