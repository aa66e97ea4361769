package io.claraconnect.scoring.engine.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.claraconnect.scoring.engine.report.Requirement.Category;
import io.claraconnect.scoring.engine.report.RequirementMatch.Verdict;

/** Weights and the total, in integers, so that anyone can recompute a stored report. */
public final class Aggregation {

	/**
	 * A required point answered with no keeps the total at or under this, in tenths of a
	 * point.
	 */
	public static final int DENIED_CAP = 590;

	/** Changes whenever the same requirements could get other weights. */
	public static final String VERSION = "weights-2";

	private static final int WHOLE = 10_000;

	private Aggregation() {
	}

	/**
	 * The total of matches, in tenths of a point: the weighted mean of the strengths,
	 * rounded half up.
	 * @param requirements with weights that add up to 10,000
	 * @param matches one per requirement, in the same order
	 */
	public static int totalTenths(List<Requirement> requirements, List<RequirementMatch> matches) {
		long sum = 0;
		boolean denied = false;
		for (int i = 0; i < requirements.size(); i++) {
			sum += (long) requirements.get(i).weight() * matches.get(i).strength();
			denied |= isDeniedMust(requirements.get(i), matches.get(i));
		}
		int total = (int) ((sum + WHOLE / 2) / WHOLE);
		return denied ? Math.min(total, DENIED_CAP) : total;
	}

	/** Whether a required point was answered with no. */
	public static boolean isDeniedMust(Requirement requirement, RequirementMatch match) {
		return match.verdict() == Verdict.CONTRADICTED && requirement.importance() == Requirement.Importance.MUST;
	}

	/**
	 * Requirements with weights that add up to 10,000. Given weights keep their
	 * proportions; when all are zero they follow from category and importance.
	 */
	public static List<Requirement> weighed(List<Requirement> requirements) {
		long[] raw = requirements.stream().mapToLong(Requirement::weight).toArray();
		if (IntStream.range(0, raw.length).allMatch((i) -> raw[i] == 0)) {
			fillByCategory(requirements, raw);
		}
		long sum = IntStream.range(0, raw.length).mapToLong((i) -> raw[i]).sum();
		if (sum == 0) {
			return List.copyOf(requirements);
		}
		int[] shares = new int[raw.length];
		int given = 0;
		for (int i = 0; i < raw.length; i++) {
			shares[i] = (int) (raw[i] * WHOLE / sum);
			given += shares[i];
		}
		List<Integer> byRemainder = new ArrayList<>(IntStream.range(0, raw.length).boxed().toList());
		byRemainder.sort(Comparator.comparingLong((Integer i) -> -(raw[i] * WHOLE % sum)).thenComparing((i) -> i));
		for (int i = 0; i < WHOLE - given; i++) {
			shares[byRemainder.get(i)]++;
		}
		return IntStream.range(0, raw.length).mapToObj((i) -> requirements.get(i).withWeight(shares[i])).toList();
	}

	/**
	 * A category's share grows with what is asked in it, so that a lone plus does not
	 * rule the total.
	 */
	private static void fillByCategory(List<Requirement> requirements, long[] raw) {
		Map<Group, Integer> factors = new EnumMap<>(Group.class);
		for (Requirement requirement : requirements) {
			factors.merge(Group.of(requirement.category()), factor(requirement), Integer::sum);
		}
		for (int i = 0; i < raw.length; i++) {
			Requirement requirement = requirements.get(i);
			Group group = Group.of(requirement.category());
			int sum = factors.getOrDefault(group, 1);
			long share = 100_000L * group.points * Math.min(group.full, sum) / group.full;
			raw[i] = share * factor(requirement) / sum;
		}
	}

	/**
	 * A task of the job lies ahead: unless it is required, it weighs less than what is
	 * asked for.
	 */
	private static int factor(Requirement requirement) {
		boolean ahead = requirement.category() == Category.RESPONSIBILITY
				&& requirement.importance() == Requirement.Importance.SHOULD;
		return ahead ? Requirement.Importance.NICE.factor() : requirement.importance().factor();
	}

	private enum Group {

		SKILL(40, 6), EXPERIENCE(30, 6), PERSONAL(10, 6), EDUCATION(10, 3), PROOF(10, 3), ASKED(0, 1);

		private final int points;

		private final int full;

		Group(int points, int full) {
			this.points = points;
			this.full = full;
		}

		static Group of(Category category) {
			return switch (category) {
				case HARD_SKILL -> SKILL;
				case EXPERIENCE, RESPONSIBILITY -> EXPERIENCE;
				case PERSONAL_SKILL -> PERSONAL;
				case EDUCATION -> EDUCATION;
				case CERTIFICATION, LANGUAGE -> PROOF;
				case ELIGIBILITY -> ASKED;
			};
		}

	}

}
