package io.claraconnect.scoring.engine.match;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import io.claraconnect.scoring.engine.report.Evidence;
import io.claraconnect.scoring.engine.report.Requirement.Category;
import io.claraconnect.scoring.engine.report.RequirementMatch;
import io.claraconnect.scoring.engine.report.RequirementMatch.Verdict;
import io.claraconnect.scoring.engine.text.Words;

/** Plain yes and no answers to questions that ask for a requirement. */
final class Answers {

	private static final Pattern NO = Pattern
		.compile("(?:no|nope|none|not yet|never|i do not|i don[\u2019']t|i have no|nein|nej|non|nu)\\b.*");

	private static final Pattern YES = Pattern.compile("(?:yes|yep|sure|i do|i have|ja|s\u00ED|oui|da)\\b.*");

	private static final int YES_STRENGTH = 800;

	private final List<Answered> answered;

	Answers(List<Answered> answered) {
		this.answered = List.copyOf(answered);
	}

	/**
	 * One answered question.
	 *
	 * @param question as asked
	 * @param answer masked
	 */
	record Answered(String question, String answer) {

		@Override
		public String toString() {
			return "Answered[]";
		}

	}

	List<Answered> answered() {
		return this.answered;
	}

	Optional<RequirementMatch> match(Question question) {
		int total = question.totalWeight();
		for (int part = 0; part < this.answered.size() && total > 0; part++) {
			Answered one = this.answered.get(part);
			Set<String> stems = new TreeSet<>();
			Words.tokens(one.question()).forEach((token) -> stems.add(token.stem()));
			String answer = one.answer().strip().toLowerCase(Locale.ROOT);
			if (question.weightIn(stems) * 10 >= total * 6) {
				boolean no = NO.matcher(answer).lookingAt();
				if (no || YES.matcher(answer).lookingAt()) {
					return Optional.of(judged(question, part, one, !no));
				}
			}
		}
		return Optional.empty();
	}

	private static RequirementMatch judged(Question question, int part, Answered one, boolean yes) {
		boolean scored = question.requirement().category() != Category.ELIGIBILITY;
		int strength = (yes && scored) ? YES_STRENGTH : 0;
		Evidence evidence = new Evidence(Evidence.Source.ANSWER, part, 0, one.answer().length(), Evidence.Kind.TYPED,
				Evidence.Context.CLAIMED, strength);
		return new RequirementMatch(question.requirement().id(), yes ? Verdict.MET : Verdict.CONTRADICTED, strength,
				List.of(evidence));
	}

}
