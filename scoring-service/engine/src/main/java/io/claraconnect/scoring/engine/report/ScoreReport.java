package io.claraconnect.scoring.engine.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A score and everything it was made of, without a word of the candidate's material. The
 * total follows from the weights and strengths by {@link Aggregation}.
 *
 * @param totalTenths the score in tenths of a point, 0 to 1000
 * @param requirements what was asked, in the order of the advertisement; weights add up
 * to 10,000
 * @param matches one per requirement, in the same order
 * @param flags what a person should know, in the order of the enum
 * @param needsReview whether a person should look before anything follows from the score
 * @param modelVersion what scored
 * @param rubricVersion the rubric used; null when requirements were extracted
 * @param language language of the resume, given or guessed; {@code und} when unknown
 * @param asOf the date meant by "present"
 */
public record ScoreReport(int totalTenths, List<Requirement> requirements, List<RequirementMatch> matches,
		List<Flag> flags, boolean needsReview, String modelVersion, @Nullable String rubricVersion, String language,
		LocalDate asOf) {

	public ScoreReport {
		requirements = List.copyOf(requirements);
		matches = List.copyOf(matches);
		flags = flags.stream().sorted().distinct().toList();
		Objects.requireNonNull(modelVersion, "modelVersion");
		Objects.requireNonNull(language, "language");
		Objects.requireNonNull(asOf, "asOf");
		if (totalTenths < 0 || totalTenths > 1000 || requirements.size() != matches.size()) {
			throw new IllegalArgumentException("Not a score report");
		}
	}

	/** The score, 0 to 100 with one decimal. */
	public double total() {
		return this.totalTenths / 10.0;
	}

}
