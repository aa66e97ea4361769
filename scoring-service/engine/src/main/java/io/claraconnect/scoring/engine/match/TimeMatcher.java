package io.claraconnect.scoring.engine.match;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import io.claraconnect.scoring.engine.report.Evidence;
import io.claraconnect.scoring.engine.report.RequirementMatch;
import io.claraconnect.scoring.engine.report.RequirementMatch.Verdict;
import io.claraconnect.scoring.engine.text.Passage;

/**
 * Judges a length of time: what a person states of the skill, and the months of dated
 * roles that show it. Likeness of meaning alone never meets it.
 */
final class TimeMatcher {

	private static final int DATED_ONLY = 900;

	/** What 60 percent of the time asked are worth. */
	private static final int LEAST = 500;

	private static final int UNCLEAR = 420;

	private static final int HEDGED = 560;

	private final List<Place> places;

	private final List<Role> roles;

	private final List<Answers.Answered> answered;

	private final TopicMatcher topics;

	TimeMatcher(List<Place> places, List<Answers.Answered> answered, TopicMatcher topics, LocalDate asOf) {
		this.places = List.copyOf(places);
		this.roles = Role.of(places, asOf);
		this.answered = List.copyOf(answered);
		this.topics = topics;
	}

	RequirementMatch match(Question question, TopicMatcher.Found found, int asked) {
		List<Evidence> evidence = new ArrayList<>();
		int stated = stated(question, evidence);
		Set<YearMonth> months = new TreeSet<>();
		int inPoints = dated(question, months, evidence);
		int dated = Math.max(months.size(), inPoints);
		if (stated == 0 && dated == 0) {
			return unknown(question, found);
		}
		Judged judged = judge(question, found, asked, stated, dated);
		List<Evidence> shown = evidence.stream()
			.limit(3)
			.map((one) -> new Evidence(one.source(), one.part(), one.start(), one.end(), one.kind(), one.context(),
					judged.strength()))
			.toList();
		return new RequirementMatch(question.requirement().id(), judged.verdict(), judged.strength(), shown);
	}

	/**
	 * What a person says of the time counts before what is summed: when the sum is enough
	 * and the word is not, the requirement is met in part until somebody has asked.
	 */
	private Judged judge(Question question, TopicMatcher.Found found, int asked, int stated, int dated) {
		boolean enough = stated >= asked || (stated == 0 && dated >= asked);
		int months = (stated == 0) ? dated : (dated >= asked) ? Math.min(asked - 1, (stated + dated) / 2) : stated;
		int full = (stated > 0) ? 1000 : DATED_ONLY;
		if (!question.isGeneral() && question.named().isEmpty()) {
			full = Math.max(Calibration.MET, found.strength());
		}
		int percent = enough ? 100 : months * 100 / asked;
		if (percent < 60) {
			return new Judged(Verdict.NOT_FOUND, percent * 5);
		}
		int strength = full * (LEAST + (percent - 60) * (1000 - LEAST) / 40) / 1000;
		if ((!enough || stated == 0) && isHedged(question)) {
			return new Judged(Verdict.PARTIAL, Math.min(HEDGED, strength));
		}
		return new Judged(enough ? Verdict.MET : Verdict.PARTIAL, strength);
	}

	/**
	 * A verdict and its credit. The credit is linear from 60 percent of the time asked,
	 * so that one month more or less is never a cliff; met is only what is enough.
	 */
	private record Judged(Verdict verdict, int strength) {
	}

	private RequirementMatch unknown(Question question, TopicMatcher.Found found) {
		boolean topic = !question.isGeneral() && found.strength() >= Calibration.PARTIAL;
		boolean unclear = topic || (question.isGeneral() && this.roles.isEmpty());
		return new RequirementMatch(question.requirement().id(), unclear ? Verdict.UNCLEAR : Verdict.NOT_FOUND,
				topic ? Math.min(UNCLEAR, found.strength() * 6 / 10) : 0, found.evidence());
	}

	/** The longest time that profile, letter or answers state of the skill, in months. */
	private int stated(Question question, List<Evidence> evidence) {
		int longest = 0;
		for (Place place : this.places) {
			Passage passage = place.passage();
			int months = (passage.section() == Passage.Section.WORK || WorkTime.isStudy(passage)) ? 0
					: stated(question, place, asked(place));
			if (months > longest) {
				longest = months;
				evidence.clear();
				evidence.add(place.evidence(Evidence.Kind.TYPED, 0));
			}
		}
		return longest;
	}

	private String asked(Place place) {
		return (place.source() == Evidence.Source.ANSWER) ? this.answered.get(place.part()).question() : "";
	}

	private int stated(Question question, Place place, String asked) {
		boolean askedOfIt = !asked.isEmpty() && asked.toLowerCase(Locale.ROOT).contains("year")
				&& isTopic(question, Place.stemsOf(asked));
		int longest = askedOfIt ? StatedTime.bareYears(place.passage().text()) : 0;
		List<StatedTime> times = StatedTime.in(place.passage().text());
		boolean near = times.size() == 1 && question.named().isEmpty() && shows(question, place);
		for (StatedTime time : times) {
			if (askedOfIt || near || isTopic(question, time.stems())) {
				longest = Math.max(longest, time.months());
			}
		}
		return longest;
	}

	/**
	 * Months of the roles that show the skill; gives the longest time that one states.
	 */
	private int dated(Question question, Set<YearMonth> months, List<Evidence> evidence) {
		int longest = 0;
		for (Role role : this.roles) {
			List<Place> showing = role.places().stream().filter((place) -> shows(question, place)).toList();
			if (!showing.isEmpty()) {
				months.addAll(role.months());
				evidence.add(showing.getFirst().evidence(Evidence.Kind.TYPED, 0));
			}
			for (Place place : showing) {
				longest = Math.max(longest, stated(question, place, ""));
			}
		}
		return longest;
	}

	private boolean shows(Question question, Place place) {
		return isTopic(question, place.stems())
				|| (question.named().isEmpty() && this.topics.strengthAt(question, place) >= Calibration.PARTIAL);
	}

	private static boolean isTopic(Question question, Set<String> stems) {
		if (question.isGeneral()) {
			return true;
		}
		if (!question.named().isEmpty()) {
			return question.hasNameIn(stems);
		}
		return question.weightIn(stems) * 2 >= question.totalWeight();
	}

	private boolean isHedged(Question question) {
		boolean inTitle = this.places.stream()
			.anyMatch((place) -> place.isTitle() && question.hasNameIn(place.stems()));
		return !inTitle && this.places.stream()
			.anyMatch((place) -> place.source() == Evidence.Source.RESUME && question.hasNameIn(place.hedged()));
	}

}
