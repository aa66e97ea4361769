package io.claraconnect.scoring.engine.report;

import java.util.List;
import java.util.Objects;

/**
 * How far the material meets one requirement.
 *
 * @param requirementId the requirement
 * @param verdict in words
 * @param strength in numbers, 0 to 1000
 * @param evidence at most three places, strongest first
 */
public record RequirementMatch(String requirementId, Verdict verdict, int strength, List<Evidence> evidence) {

	public RequirementMatch {
		Objects.requireNonNull(requirementId, "requirementId");
		Objects.requireNonNull(verdict, "verdict");
		evidence = List.copyOf(evidence);
		if (strength < 0 || strength > 1000 || evidence.size() > 3) {
			throw new IllegalArgumentException("Strength or number of evidence out of bounds");
		}
	}

	/** How far a requirement is met. */
	public enum Verdict {

		/** Enough evidence. */
		MET,
		/** Some evidence. */
		PARTIAL,
		/** No evidence; that does not say that the person lacks it. */
		NOT_FOUND,
		/** The person said no. */
		CONTRADICTED,
		/** Cannot be told from the material. */
		UNCLEAR

	}

}
