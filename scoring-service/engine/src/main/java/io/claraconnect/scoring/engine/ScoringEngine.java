package io.claraconnect.scoring.engine;

import java.util.List;

import io.claraconnect.scoring.engine.report.Requirement;

/**
 * Scores one application. A pure function: equal inputs give equal reports on any number
 * of threads of one architecture and build. Implementations are safe for many threads.
 */
public interface ScoringEngine {

	/**
	 * Scores candidate material against a job.
	 * @return the report, or why there is none; never a zero for material that is absent
	 */
	ScoringOutcome score(ScoringInput input);

	/**
	 * What a job asks for, as {@link #score} would extract it when the input has no
	 * rubric.
	 * @param jobTitle title of the job
	 * @param jobText advertisement, HTML or plain
	 */
	List<Requirement> requirements(String jobTitle, String jobText);

	/**
	 * Names the code, lexicons, weights, calibration and embedding model; changes
	 * whenever a score could change.
	 */
	String modelVersion();

}
