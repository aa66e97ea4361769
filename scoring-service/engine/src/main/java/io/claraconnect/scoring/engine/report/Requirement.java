package io.claraconnect.scoring.engine.report;

import java.util.Objects;

/**
 * One thing that a job asks for.
 *
 * @param id stable for the same words of the same kind, across versions of the
 * advertisement
 * @param text as the advertisement says it
 * @param category kind of requirement
 * @param importance how much the job wants it
 * @param weight share of the total in ten-thousandths; 0 is shown and asked but not
 * scored
 */
public record Requirement(String id, String text, Category category, Importance importance, int weight) {

	public Requirement {
		Objects.requireNonNull(id, "id");
		Objects.requireNonNull(text, "text");
		Objects.requireNonNull(category, "category");
		Objects.requireNonNull(importance, "importance");
		if (weight < 0) {
			throw new IllegalArgumentException("Negative weight");
		}
	}

	public Requirement withWeight(int value) {
		return new Requirement(this.id, this.text, this.category, this.importance, value);
	}

	/** Kind of requirement. */
	public enum Category {

		/** A tool, technique or field of knowledge. */
		HARD_SKILL,
		/** How a person works with others. */
		PERSONAL_SKILL,
		/** Time or kind of work done before. */
		EXPERIENCE,
		/** A degree or field of study. */
		EDUCATION,
		/** A certificate or licence. */
		CERTIFICATION,
		/** A human language. */
		LANGUAGE,
		/** A task of the job. */
		RESPONSIBILITY,
		/** Right to work, place, availability, pay: asked and shown, never scored. */
		ELIGIBILITY

	}

	/** How much the job wants it. */
	public enum Importance {

		/** Required. */
		MUST(3),
		/** Expected. */
		SHOULD(2),
		/** A plus. */
		NICE(1);

		private final int factor;

		Importance(int factor) {
			this.factor = factor;
		}

		/** Relative weight among requirements of one category. */
		public int factor() {
			return this.factor;
		}

	}

}
