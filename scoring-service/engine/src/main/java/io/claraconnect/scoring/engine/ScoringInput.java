package io.claraconnect.scoring.engine;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.claraconnect.scoring.engine.deidentify.Identity;
import io.claraconnect.scoring.engine.report.Flag;
import io.claraconnect.scoring.engine.report.Requirement;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a score depends on.
 *
 * @param jobTitle title of the job
 * @param jobText advertisement, HTML or plain
 * @param rubric requirements set by people; null to extract them from the advertisement
 * @param resume extracted visible text of the resume; null or blank when there is none
 * @param coverLetter text of the cover letter; null when there is none
 * @param answers answers to questions, in the order asked
 * @param identity what the ATS knows of the person; removed before anything scores
 * @param asOf the date meant by "present" in a resume: the date of the application
 * @param language ISO 639-1 code of the resume; null to guess it
 * @param materialFlags what reading the documents showed, such as hidden text; copied
 * into the report
 */
public record ScoringInput(String jobTitle, String jobText, @Nullable Rubric rubric, @Nullable String resume,
		@Nullable String coverLetter, List<Answer> answers, Identity identity, LocalDate asOf,
		@Nullable String language, Set<Flag> materialFlags) {

	public ScoringInput {
		Objects.requireNonNull(jobTitle, "jobTitle");
		Objects.requireNonNull(jobText, "jobText");
		Objects.requireNonNull(identity, "identity");
		Objects.requireNonNull(asOf, "asOf");
		answers = List.copyOf(answers);
		materialFlags = Set.copyOf(materialFlags);
	}

	/** Never shows the material: it is personal data. */
	@Override
	public String toString() {
		return "ScoringInput[asOf=" + this.asOf + ", resume=" + (this.resume != null) + ", coverLetter="
				+ (this.coverLetter != null) + ", answers=" + this.answers.size() + "]";
	}

	/**
	 * Requirements in place of those that the engine would extract.
	 *
	 * @param version names the rubric; recorded in the report
	 * @param requirements what to score; weights that are all zero are assigned by
	 * category and importance
	 */
	public record Rubric(String version, List<Requirement> requirements) {

		public Rubric {
			Objects.requireNonNull(version, "version");
			requirements = List.copyOf(requirements);
		}

	}

	/**
	 * One answered question.
	 *
	 * @param question as it was asked
	 * @param answer as it was given
	 */
	public record Answer(String question, String answer) {

		public Answer {
			Objects.requireNonNull(question, "question");
			Objects.requireNonNull(answer, "answer");
		}

		/** Never shows the words: they are personal data. */
		@Override
		public String toString() {
			return "Answer[" + this.answer.length() + " characters]";
		}

	}

}
