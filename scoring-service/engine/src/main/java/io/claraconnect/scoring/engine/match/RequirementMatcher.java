package io.claraconnect.scoring.engine.match;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.claraconnect.scoring.engine.report.Evidence;
import io.claraconnect.scoring.engine.report.Requirement;
import io.claraconnect.scoring.engine.report.Requirement.Category;
import io.claraconnect.scoring.engine.report.RequirementMatch;
import io.claraconnect.scoring.engine.report.RequirementMatch.Verdict;
import io.claraconnect.scoring.engine.requirements.LanguageNames;
import io.claraconnect.scoring.engine.text.Passage;

/**
 * Judges each requirement: by topic, and by what its category lets read exactly. A pure
 * function of its inputs.
 */
final class RequirementMatcher {

	static final String VERSION = "match-1";

	private static final int NEAR_FIELD = 560;

	private final List<Place> places;

	private final TopicMatcher topics;

	private final Optional<Integer> workMonths;

	private final String language;

	private final Answers answers;

	RequirementMatcher(List<Place> places, Answers answers, LocalDate asOf, String language) {
		this.places = List.copyOf(places);
		this.topics = new TopicMatcher(places);
		this.answers = answers;
		this.language = language;
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
			case LANGUAGE -> language(requirement, found);
			default -> WorkTime.asked(requirement.text())
				.map((months) -> time(question, found, months))
				.orElseGet(() -> plain(requirement, found));
		};
	}

	private static RequirementMatch plain(Requirement requirement, TopicMatcher.Found found) {
		return new RequirementMatch(requirement.id(), Calibration.verdict(found.strength()), found.strength(),
				found.evidence());
	}

	/**
	 * Time counts only as far as the topic does: many years of something else are no
	 * years of this.
	 */
	private RequirementMatch time(Question question, TopicMatcher.Found found, int asked) {
		String id = question.requirement().id();
		boolean general = question.weights().values().stream().noneMatch((weight) -> weight > 1);
		int topic = general ? 1000 : found.strength();
		if (this.workMonths.isEmpty()) {
			int strength = topic * 6 / 10;
			return new RequirementMatch(id, (strength >= Calibration.PARTIAL) ? Verdict.UNCLEAR : Verdict.NOT_FOUND,
					general ? 0 : strength, found.evidence());
		}
		int strength = topic * (400 + 6 * share(this.workMonths.get(), asked) / 10) / 1000;
		return new RequirementMatch(id, Calibration.verdict(strength), strength, found.evidence());
	}

	/** Credit in thousandths: all of it at the time asked, none under 60 percent. */
	private static int share(int months, int asked) {
		if (months >= asked) {
			return 1000;
		}
		int percent = months * 100 / asked;
		return (percent < 60) ? 0 : 400 + (percent - 60) * 15;
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

	private RequirementMatch language(Requirement requirement, TopicMatcher.Found found) {
		Optional<String> asked = LanguageNames.first(requirement.text());
		if (asked.isEmpty()) {
			return plain(requirement, found);
		}
		int wanted = level(requirement.text(), 4);
		for (Place place : this.places) {
			if (namesLanguage(place.passage(), asked.get())) {
				int shown = level(place.passage().text(), 0);
				int strength = (shown == 0) ? 720 : (shown >= wanted) ? 1000 : 450;
				return new RequirementMatch(requirement.id(), Calibration.verdict(strength), strength,
						List.of(place.evidence(Evidence.Kind.TYPED, strength)));
			}
		}
		boolean written = LanguageNames.code(asked.get()).filter(this.language::equals).isPresent();
		return new RequirementMatch(requirement.id(), written ? Verdict.MET : Verdict.NOT_FOUND, written ? 750 : 0,
				List.of());
	}

	private static boolean namesLanguage(Passage passage, String language) {
		String lower = passage.text().toLowerCase(Locale.ROOT);
		int from = 0;
		for (Optional<String> name = LanguageNames.first(lower); name
			.isPresent(); name = LanguageNames.first(lower.substring(from))) {
			if (name.get().equals(language)) {
				return true;
			}
			int at = lower.indexOf(name.get(), from);
			if (at < 0) {
				return false;
			}
			from = at + name.get().length();
		}
		return false;
	}

	/** 1 to 6 as A1 to C2, by code or word. */
	private static int level(String text, int otherwise) {
		String lower = text.toLowerCase(Locale.ROOT);
		List<String> words = List.of("\\ba1\\b|beginner", "\\ba2\\b|basic|elementary",
				"\\bb1\\b|conversational|intermediate", "\\bb2\\b|good|upper",
				"\\bc1\\b|fluent|proficient|business|advanced|professional", "\\bc2\\b|native|mother tongue|bilingual");
		for (int level = words.size(); level > 0; level--) {
			if (lower.matches("(?s).*(?:" + words.get(level - 1) + ").*")) {
				return level;
			}
		}
		return otherwise;
	}

}
