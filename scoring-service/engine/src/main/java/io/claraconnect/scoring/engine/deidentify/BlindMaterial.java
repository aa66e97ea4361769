package io.claraconnect.scoring.engine.deidentify;

import java.util.List;
import java.util.Objects;

import io.claraconnect.scoring.engine.report.Evidence;

/**
 * The candidate's material with the person masked. Offsets are those of the original
 * texts.
 *
 * @param resume masked resume
 * @param coverLetter masked letter, empty when there is none
 * @param answers masked answers, in the order asked
 */
public record BlindMaterial(BlindText resume, BlindText coverLetter, List<BlindText> answers) {

	public BlindMaterial {
		Objects.requireNonNull(resume, "resume");
		Objects.requireNonNull(coverLetter, "coverLetter");
		answers = List.copyOf(answers);
	}

	/** The masked text that a piece of evidence points into. */
	public String textOf(Evidence.Source source, int part) {
		return switch (source) {
			case RESUME -> this.resume.text();
			case COVER_LETTER -> this.coverLetter.text();
			case ANSWER -> this.answers.get(part).text();
		};
	}

}
