package io.claraconnect.scoring.engine.match;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.claraconnect.scoring.engine.report.Evidence;
import io.claraconnect.scoring.engine.report.Requirement;
import io.claraconnect.scoring.engine.report.Requirement.Category;
import io.claraconnect.scoring.engine.report.RequirementMatch;
import io.claraconnect.scoring.engine.report.RequirementMatch.Verdict;
import io.claraconnect.scoring.engine.text.Passage;

/**
 * Judges each requirement: by topic, and by what its category lets read exactly. A pure
 * function of its inputs.
 */
final class RequirementMatcher {

	static final String VERSION = "match-2";

	private static final int NEAR_FIELD = 560;

	private final List<Place> places;

	private final TopicMatcher topics;

	private final TimeMatcher times;

	private final Optional<Integer> workMonths;

	private final String language;

	private final Answers answers;

	RequirementMatcher(List<Place> places, Answers answers, LocalDate asOf, String language) {
		this.places = List.copyOf(places);
		this.topics = new TopicMatcher(places);
		this.answers = answers;
		this.language = language;
		this.times = new TimeMatcher(places, answers.answered(), this.topics, asOf);
		this.workMonths = WorkTime.shown(places.stream()
			.filter((place) -> place.source() == Evidence.Source.RESUME)
			.map(Place::passage)
			.toList(), asOf);
	}

	boolean hasWorkDates() {
		return this.workMonths.isPresent();
	}

	RequirementMatch match(Question question) {
		Requirement requirement = question.requirement();
		Optional<RequirementMatch> answered = this.answers.match(question);
		if (answered.isPresent()) {
			return answered.get();
		}
		TopicMatcher.Found found = this.topics.find(question);
		return switch (requirement.category()) {
			case ELIGIBILITY -> new RequirementMatch(requirement.id(), Verdict.UNCLEAR, 0, found.evidence());
			case EDUCATION -> education(question, found);
			case LANGUAGE -> new LanguageMatcher(this.places, this.language).match(requirement)
				.orElseGet(() -> plain(requirement, found));
			default -> WorkTime.asked(requirement.text())
				.map((months) -> this.times.match(question, found, months))
				.orElseGet(() -> plain(requirement, found));
		};
	}

	private static RequirementMatch plain(Requirement requirement, TopicMatcher.Found found) {
		return new RequirementMatch(requirement.id(), Calibration.verdict(found.strength()), found.strength(),
				found.evidence());
	}

	/**
	 * A degree of the level asked counts in full in the field asked, and in part in
	 * another.
	 */
	private RequirementMatch education(Question question, TopicMatcher.Found found) {
		Requirement requirement = question.requirement();
		Degree asked = Degree.asked(requirement.text());
		Optional<Place> best = this.places.stream()
			.filter((place) -> place.source() == Evidence.Source.RESUME
					&& Degree.shown(place.passage().text()) != Degree.NONE)
			.max(Comparator.comparing((Place place) -> Degree.shown(place.passage().text()))
				.thenComparing((place) -> -place.passage().start()));
		boolean experienced = this.workMonths.orElse(0) >= 48;
		int strength = 0;
		if (best.isPresent()) {
			int steps = Degree.shown(best.get().passage().text()).compareTo(asked);
			strength = (steps >= 0) ? 1000 : (steps == -1) ? 400 : 150;
			strength = isOfField(question, best.get()) ? strength : strength / 2;
		}
		if (Degree.acceptsExperience(requirement.text()) && experienced) {
			strength = Math.max(strength, 650 + found.strength() / 10);
		}
		List<Evidence> evidence = new ArrayList<>();
		int shown = strength;
		best.ifPresent((place) -> evidence.add(place.evidence(Evidence.Kind.TYPED, shown)));
		return new RequirementMatch(requirement.id(), Calibration.verdict(strength), strength, evidence);
	}

	private static boolean isOfField(Question question, Place place) {
		boolean any = question.weights().values().stream().noneMatch((weight) -> weight > 1);
		boolean named = question.weights()
			.entrySet()
			.stream()
			.anyMatch((entry) -> entry.getValue() > 1 && place.stems().contains(entry.getKey()));
		boolean near = question.vector() != null && place.vector() != null
				&& question.vector().cosinePermille(place.vector()) >= NEAR_FIELD;
		return any || named || near;
	}

}
