package io.claraconnect.scoring;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.claraconnect.scoring.engine.ScoringInput.Answer;
import io.claraconnect.scoring.engine.deidentify.Identity;
import io.claraconnect.scoring.engine.report.Evidence;
import org.jspecify.annotations.Nullable;

/**
 * A candidate's material, ready to be scored. Personal data.
 *
 * @param resume text of the resume, or null
 * @param unreadable whether there is a resume that cannot be read
 * @param hiddenText whether the resume had text that a person does not see
 * @param coverLetter the letter, or null
 * @param answers the answers
 * @param identity what the ATS knows of the person
 * @param resumeRef where the resume text is in the vault, or empty
 * @param coverLetterRef where the letter is, or empty
 * @param answersRef where the answers are, or empty
 * @param digests HMACs of the pieces under the candidate's key
 */
record ReadMaterial(@Nullable String resume, boolean unreadable, boolean hiddenText, @Nullable String coverLetter,
		List<Answer> answers, Identity identity, String resumeRef, String coverLetterRef, String answersRef,
		Map<String, String> digests) {

	ReadMaterial {
		answers = List.copyOf(answers);
		digests = Map.copyOf(digests);
	}

	/**
	 * Where a text of the engine is in the vault; an answer is its list with the number
	 * of the answer.
	 */
	String refOf(Evidence evidence) {
		return switch (evidence.source()) {
			case RESUME -> this.resumeRef;
			case COVER_LETTER -> this.coverLetterRef;
			case ANSWER -> this.answersRef + "#" + evidence.part();
		};
	}

	/** The digests of the inputs for the event. */
	Map<String, String> inputDigests() {
		return new HashMap<>(this.digests);
	}

	@Override
	public String toString() {
		return "ReadMaterial[]";
	}

}
