package io.claraconnect.scoring.engine.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import io.claraconnect.scoring.engine.report.Evidence;
import io.claraconnect.scoring.engine.report.Requirement;
import io.claraconnect.scoring.engine.report.Requirement.Importance;
import io.claraconnect.scoring.engine.report.RequirementMatch;
import io.claraconnect.scoring.engine.requirements.LanguageNames;

/** Judges human languages by their level, in the order of A1 to C2. */
final class LanguageMatcher {

	private static final int NAMED = 720;

	private static final int WRITTEN = 750;

	private static final List<Pattern> LEVELS = List.of(level("\\ba1\\b|beginner"),
			level("\\ba2\\b|basic|elementary|\\bschool\\b"), level("\\bb1\\b|conversational|intermediate"),
			level("\\bb2\\b|good|upper"), level("\\bc1\\b|fluent|proficient|business|advanced|professional"),
			level("\\bc2\\b|native|mother tongue|bilingual"));

	private static final int USUAL = 4;

	private static final int A_PLUS = 3;

	private final List<Place> places;

	private final String written;

	/**
	 * A matcher.
	 * @param places the material
	 * @param written ISO 639-1 code of the language that the resume is written in
	 */
	LanguageMatcher(List<Place> places, String written) {
		this.places = List.copyOf(places);
		this.written = written;
	}

	/** The match of a requirement; empty when it names no language that is known. */
	Optional<RequirementMatch> match(Requirement requirement) {
		List<String> asked = LanguageNames.all(requirement.text());
		if (asked.isEmpty()) {
			return Optional.empty();
		}
		boolean oneIsEnough = requirement.text().toLowerCase(Locale.ROOT).contains(" or ");
		int otherwise = (requirement.importance() == Importance.NICE) ? A_PLUS : USUAL;
		int wanted = levelOf(requirement.text(), otherwise);
		List<Evidence> evidence = new ArrayList<>();
		int sum = 0;
		int best = 0;
		for (String language : asked) {
			int strength = strength(language, wanted, evidence);
			sum += strength;
			best = Math.max(best, strength);
		}
		int strength = oneIsEnough ? best : sum / asked.size();
		return Optional.of(new RequirementMatch(requirement.id(), Calibration.verdict(strength), strength,
				evidence.stream().limit(3).toList()));
	}

	private int strength(String language, int wanted, List<Evidence> evidence) {
		int best = -1;
		int strength = 0;
		for (Place place : this.places) {
			int shown = shown(place.passage().text(), language);
			if (shown > best) {
				strength = (shown == 0) ? NAMED : credit(shown, wanted);
				if (best >= 0) {
					evidence.removeLast();
				}
				evidence.add(place.evidence(Evidence.Kind.TYPED, strength));
				best = shown;
			}
		}
		boolean isWritten = LanguageNames.code(language).filter(this.written::equals).isPresent();
		return (best < 0 && isWritten) ? WRITTEN : strength;
	}

	private static int credit(int shown, int wanted) {
		return (shown >= wanted) ? 1000 : (shown == wanted - 1) ? 450 : 200;
	}

	/**
	 * The level that a text gives a language: 0 when it gives none, -1 when it names it
	 * not.
	 */
	private static int shown(String text, String language) {
		List<String> named = LanguageNames.all(text);
		if (!named.contains(language)) {
			return -1;
		}
		if (named.size() == 1) {
			return levelOf(text, 0);
		}
		int best = 0;
		for (String clause : text.split("[,;|/]")) {
			if (LanguageNames.all(clause).contains(language)) {
				best = Math.max(best, levelOf(clause, 0));
			}
		}
		return best;
	}

	/** 1 to 6 as A1 to C2, by code or word. */
	private static int levelOf(String text, int otherwise) {
		String lower = text.toLowerCase(Locale.ROOT);
		for (int level = LEVELS.size(); level > 0; level--) {
			if (LEVELS.get(level - 1).matcher(lower).find()) {
				return level;
			}
		}
		return otherwise;
	}

	private static Pattern level(String words) {
		return Pattern.compile(words);
	}

}
