package io.claraconnect.scoring.engine.match;

import java.util.ArrayList;
import java.util.List;

import io.claraconnect.scoring.engine.ScoringInput;
import io.claraconnect.scoring.engine.deidentify.BlindMaterial;
import io.claraconnect.scoring.engine.deidentify.BlindText;
import io.claraconnect.scoring.engine.deidentify.Deidentifier;

/** Masks all material of an input. */
public final class BlindMaterials {

	private BlindMaterials() {
	}

	/** The masked material of an input that has a resume. */
	public static BlindMaterial of(ScoringInput input, String resume) {
		String letter = input.coverLetter();
		List<BlindText> answers = input.answers()
			.stream()
			.map((answer) -> Deidentifier.statement(answer.answer(), input.identity()))
			.toList();
		return new BlindMaterial(Deidentifier.resume(resume, input.identity()),
				Deidentifier.statement((letter == null) ? "" : letter, input.identity()), answers);
	}

	static Answers answers(ScoringInput input, BlindMaterial material) {
		List<Answers.Answered> answered = new ArrayList<>();
		for (int i = 0; i < input.answers().size(); i++) {
			answered.add(new Answers.Answered(input.answers().get(i).question(), material.answers().get(i).text()));
		}
		return new Answers(answered);
	}

}
