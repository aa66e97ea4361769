package io.claraconnect.scoring.engine.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.claraconnect.scoring.engine.report.Evidence;
import io.claraconnect.scoring.engine.report.Requirement.Category;
import io.claraconnect.scoring.engine.text.Passage.Section;

/** Finds the passages that speak for a requirement, by telling words and by meaning. */
final class TopicMatcher {

	private static final int MAX_EVIDENCE = 3;

	/** Found words of several passages count a little less than those of one. */
	private static final int SPREAD_PERCENT = 92;

	/** Without the named tool a near meaning is worth at most this. */
	private static final int UNNAMED_CAP = 340;

	private static final int PARTLY_UNNAMED_CAP = 600;

	/** A mention with reserve, or a word in a list for a task, is some evidence only. */
	private static final int SOME_CAP = 600;

	/** One ordinary word, such as "production", has many meanings. */
	private static final int ONE_WORD_CAP = 340;

	/** A passage under this adds nothing to what others say. */
	private static final int ADDS = 300;

	/** What several passages add up to over the strongest of them. */
	private static final int SPREAD_GAIN = 200;

	private static final Comparator<Evidence> STRONGEST_FIRST = Comparator.comparingInt(Evidence::strength)
		.reversed()
		.thenComparing(Evidence::source)
		.thenComparingInt(Evidence::part)
		.thenComparingInt(Evidence::start);

	private final List<Place> places;

	TopicMatcher(List<Place> places) {
		this.places = List.copyOf(places);
	}

	/**
	 * What was found.
	 *
	 * @param strength 0 to 1000
	 * @param evidence strongest first
	 */
	record Found(int strength, List<Evidence> evidence) {
	}

	Found find(Question question) {
		int total = question.totalWeight();
		List<Evidence> evidence = new ArrayList<>();
		Set<String> covered = new TreeSet<>();
		for (Place place : this.places) {
			int strength = strength(question, place, total);
			if (strength >= Calibration.PARTIAL / 2) {
				evidence.add(place.evidence(kind(question, place, total), strength));
			}
		}
		evidence.sort(STRONGEST_FIRST);
		List<Evidence> kept = List.copyOf(evidence.subList(0, Math.min(MAX_EVIDENCE, evidence.size())));
		int most = 0;
		for (Evidence one : kept) {
			if (one.strength() >= ADDS && kept.getFirst().strength() >= Calibration.PARTIAL) {
				covered.addAll(stemsAt(one));
				most = Math.max(most, question.weightIn(stemsAt(one)));
			}
		}
		int together = question.weightIn(covered);
		int spread = (together <= most) ? 0
				: Calibration.ofShare(together * 1000 / total) * SPREAD_PERCENT / 100 * trust(kept.get(0)) / 100;
		int best = kept.isEmpty() ? 0 : kept.get(0).strength();
		return new Found(Math.max(best, Math.min(spread, best + SPREAD_GAIN)), kept);
	}

	/** How strongly one place speaks for a requirement, 0 to 1000. */
	int strengthAt(Question question, Place place) {
		return strength(question, place, question.totalWeight());
	}

	private static int strength(Question question, Place place, int total) {
		boolean deed = question.asksForDeeds();
		if (deed && place.isTitle()) {
			return 0;
		}
		int lexical = (total == 0) ? 0 : Calibration.ofShare(question.weightIn(place.stems()) * 1000 / total);
		if (question.isOneWordOfMany(place.stems())) {
			lexical = Math.min(lexical, ONE_WORD_CAP);
		}
		int strength = Calibration.combined(lexical, semantic(question, place)) * place.trust() / 100;
		boolean some = question.hasNameIn(place.hedged())
				|| (deed && place.context() == Evidence.Context.LISTED && place.passage().section() == Section.SKILLS);
		return some ? Math.min(SOME_CAP, strength) : strength;
	}

	private static int semantic(Question question, Place place) {
		if (question.vector() == null || place.vector() == null) {
			return 0;
		}
		int cosine = question.vector().cosinePermille(place.vector());
		Category category = question.requirement().category();
		int strength = question.sharesWordWith(place.stems()) ? Calibration.ofCosine(cosine, category)
				: Calibration.ofCosineAlone(cosine, category);
		if (question.namesAnyOf(place.stems())) {
			return strength;
		}
		return Math.min(strength, question.isAboutNames() ? UNNAMED_CAP : PARTLY_UNNAMED_CAP);
	}

	private static Evidence.Kind kind(Question question, Place place, int total) {
		int found = question.weightIn(place.stems());
		if (total > 0 && found == total) {
			return question.hasAllVerbatim(place.stems()) ? Evidence.Kind.EXACT : Evidence.Kind.SYNONYM;
		}
		int lexical = (total == 0) ? 0 : Calibration.ofShare(found * 1000 / total);
		return (semantic(question, place) > lexical) ? Evidence.Kind.SEMANTIC : Evidence.Kind.LEXICAL;
	}

	private Set<String> stemsAt(Evidence evidence) {
		return this.places.stream()
			.filter((place) -> place.source() == evidence.source() && place.part() == evidence.part()
					&& place.passage().start() == evidence.start())
			.findFirst()
			.map(Place::stems)
			.orElse(Set.of());
	}

	private static int trust(Evidence evidence) {
		return (evidence.context() == Evidence.Context.CLAIMED) ? 60 : 100;
	}

}
