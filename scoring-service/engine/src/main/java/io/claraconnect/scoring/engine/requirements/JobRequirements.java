package io.claraconnect.scoring.engine.requirements;

import java.util.List;

import io.claraconnect.scoring.engine.report.Requirement;

/**
 * What an advertisement asks for.
 *
 * @param requirements in the order of the advertisement, weighed
 * @param namesProtectedTrait whether a line was refused because it asks for a protected
 * trait
 */
public record JobRequirements(List<Requirement> requirements, boolean namesProtectedTrait) {

	public JobRequirements {
		requirements = List.copyOf(requirements);
	}

}
