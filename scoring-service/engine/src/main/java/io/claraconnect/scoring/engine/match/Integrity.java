package io.claraconnect.scoring.engine.match;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import io.claraconnect.scoring.engine.report.Requirement;
import io.claraconnect.scoring.engine.text.Token;
import io.claraconnect.scoring.engine.text.Words;

/**
 * Signs that material was written for a machine. They are shown to a person and change no
 * number.
 */
final class Integrity {

	static final String VERSION = "integrity-1";

	private static final int RUN = 6;

	private static final Pattern INSTRUCTION = Pattern
		.compile("(?:ignore|disregard|forget) (?:all |any |the )*(?:previous|prior|above|other)"
				+ "|you are (?:an? )?(?:ai|assistant|language model|recruiter bot)|system prompt|(?:rate|score|rank) this (?:candidate|resume|applicant)"
				+ "|give (?:this|me|the) (?:candidate )?(?:a |the )?(?:highest|full|top|maximum|100)|ignora las instrucciones|ignor\u0103 instruc");

	private Integrity() {
	}

	static boolean speaksToAMachine(List<String> texts) {
		return texts.stream().anyMatch((text) -> INSTRUCTION.matcher(text.toLowerCase(Locale.ROOT)).find());
	}

	/**
	 * Whether at least a fourth of the advertisement's six-word runs, and two of its
	 * lines, stand in the resume.
	 */
	static boolean copiesTheAd(List<Requirement> requirements, String resume) {
		Set<String> written = new HashSet<>(runs(resume));
		int lines = 0;
		int copied = 0;
		int copiedLines = 0;
		for (Requirement requirement : requirements) {
			List<String> runs = runs(requirement.text());
			int hits = (int) runs.stream().filter(written::contains).count();
			lines += runs.size();
			copied += hits;
			copiedLines += (hits > 0) ? 1 : 0;
		}
		return copiedLines >= 2 && copied * 4 >= lines;
	}

	private static List<String> runs(String text) {
		List<String> stems = Words.tokens(text).stream().map(Token::stem).toList();
		List<String> runs = new ArrayList<>();
		for (int i = 0; i + RUN <= stems.size(); i++) {
			runs.add(String.join(" ", stems.subList(i, i + RUN)));
		}
		return runs;
	}

}
