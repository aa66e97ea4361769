package io.claraconnect.scoring.engine.note;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.claraconnect.scoring.engine.deidentify.BlindMaterial;
import io.claraconnect.scoring.engine.report.Evidence;
import io.claraconnect.scoring.engine.report.Flag;
import io.claraconnect.scoring.engine.report.Requirement;
import io.claraconnect.scoring.engine.report.Requirement.Category;
import io.claraconnect.scoring.engine.report.RequirementMatch;
import io.claraconnect.scoring.engine.report.RequirementMatch.Verdict;
import io.claraconnect.scoring.engine.report.ScoreReport;

/**
 * Says a report in words. A pure function of the report and the masked texts that it
 * points into.
 */
public final class Explanations {

	private static final int MAX_REQUIREMENT = 140;

	private static final int MAX_QUOTE = 120;

	private Explanations() {
	}

	/**
	 * The words for a report.
	 * @param report the report
	 * @param material the masked material that was scored
	 */
	public static Explanation of(ScoreReport report, BlindMaterial material) {
		Map<Verdict, List<String>> lines = new EnumMap<>(Verdict.class);
		for (Verdict verdict : Verdict.values()) {
			lines.put(verdict, new ArrayList<>());
		}
		List<String> ask = new ArrayList<>();
		for (int i : heaviestFirst(report)) {
			Requirement requirement = report.requirements().get(i);
			RequirementMatch match = report.matches().get(i);
			String line = line(requirement, match, material);
			if (requirement.category() == Category.ELIGIBILITY) {
				ask.add("Ask: " + line);
			}
			else if (match.verdict() == Verdict.UNCLEAR) {
				ask.add("Unclear: " + line);
			}
			else {
				lines.getOrDefault(match.verdict(), new ArrayList<>()).add(line);
				if (isMissingMust(requirement, match)) {
					ask.add("Ask about: " + PlainWords.oneLine(requirement.text(), MAX_REQUIREMENT));
				}
			}
		}
		List<String> missing = new ArrayList<>(lines.getOrDefault(Verdict.CONTRADICTED, List.of()));
		missing.addAll(lines.getOrDefault(Verdict.NOT_FOUND, List.of()));
		List<String> check = new ArrayList<>(report.flags().stream().map(Explanations::sentence).toList());
		check.addAll(ask);
		return new Explanation(summary(report), lines.getOrDefault(Verdict.MET, List.of()),
				lines.getOrDefault(Verdict.PARTIAL, List.of()), missing, check);
	}

	/**
	 * The words that a piece of evidence points at, from masked text, shortened and on
	 * one line.
	 */
	public static String quote(Evidence evidence, BlindMaterial material) {
		String text = material.textOf(evidence.source(), evidence.part());
		return PlainWords.oneLine(text.substring(evidence.start(), evidence.end()), MAX_QUOTE);
	}

	private static List<Integer> heaviestFirst(ScoreReport report) {
		return IntStream.range(0, report.requirements().size())
			.boxed()
			.sorted(Comparator.comparingInt((Integer i) -> -report.requirements().get(i).weight())
				.thenComparing((i) -> i))
			.toList();
	}

	private static String line(Requirement requirement, RequirementMatch match, BlindMaterial material) {
		String text = PlainWords.oneLine(requirement.text(), MAX_REQUIREMENT);
		String importance = switch (requirement.importance()) {
			case MUST -> " (required)";
			case SHOULD -> "";
			case NICE -> " (a plus)";
		};
		String denied = (match.verdict() == Verdict.CONTRADICTED) ? ": answered no" : "";
		if (match.evidence().isEmpty() || match.verdict() == Verdict.NOT_FOUND) {
			return text + importance + denied;
		}
		Evidence evidence = match.evidence().get(0);
		String where = switch (evidence.source()) {
			case RESUME -> "resume";
			case COVER_LETTER -> "cover letter";
			case ANSWER -> "answer";
		};
		return text + importance + denied + " - " + where + ": \"" + quote(evidence, material) + "\"";
	}

	private static String summary(ScoreReport report) {
		long scored = report.requirements().stream().filter((requirement) -> requirement.weight() > 0).count();
		long musts = report.requirements().stream().filter(Explanations::isScoredMust).count();
		long metMusts = IntStream.range(0, report.matches().size())
			.filter((i) -> isScoredMust(report.requirements().get(i))
					&& report.matches().get(i).verdict() == Verdict.MET)
			.count();
		StringBuilder summary = new StringBuilder().append(count(report, Verdict.MET))
			.append(" of ")
			.append(scored)
			.append(" scored requirements are met by the material");
		Map<Verdict, String> others = new EnumMap<>(Map.of(Verdict.PARTIAL, " met in part", Verdict.NOT_FOUND,
				" not found", Verdict.CONTRADICTED, " answered no", Verdict.UNCLEAR, " unclear"));
		others.forEach((verdict, words) -> {
			long count = count(report, verdict);
			summary.append((count > 0) ? ", " + count + words : "");
		});
		return summary.append((musts > 0) ? "; required ones: " + metMusts + " of " + musts + " met." : ".").toString();
	}

	private static long count(ScoreReport report, Verdict verdict) {
		return IntStream.range(0, report.matches().size())
			.filter((i) -> report.requirements().get(i).weight() > 0 && report.matches().get(i).verdict() == verdict)
			.count();
	}

	private static boolean isScoredMust(Requirement requirement) {
		return requirement.weight() > 0 && requirement.importance() == Requirement.Importance.MUST;
	}

	/** Not found is not the same as lacking: somebody should ask. */
	private static boolean isMissingMust(Requirement requirement, RequirementMatch match) {
		return isScoredMust(requirement) && match.verdict() == Verdict.NOT_FOUND;
	}

	private static String sentence(Flag flag) {
		return switch (flag) {
			case LANGUAGE_NOT_SUPPORTED_BY_MODEL ->
				"The model does not know the language of the material: only words were compared, read it yourself.";
			case HIDDEN_TEXT -> "The file holds text that a reader does not see. It was not scored.";
			case AD_TEXT_COPIED -> "The resume repeats lines of the advertisement word by word.";
			case INSTRUCTION_LIKE_TEXT -> "The material holds instructions to a machine. They had no effect.";
			case FEW_REQUIREMENTS -> "The advertisement states few requirements, so the score says little.";
			case PROTECTED_TRAIT_IN_AD -> "A line of the advertisement was left out of the score: it may not be asked.";
			case LITTLE_MATERIAL -> "There is little text to judge.";
			case REQUIRED_POINT_DENIED -> "A required point was answered with no; this limits the score.";
			case NO_WORK_DATES -> "No dates of work were found, so lengths of time are unclear.";
		};
	}

}
