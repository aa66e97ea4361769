package io.claraconnect.scoring.engine.match;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.claraconnect.scoring.engine.embed.SentenceVector;
import io.claraconnect.scoring.engine.report.Requirement;
import io.claraconnect.scoring.engine.report.Requirement.Category;
import io.claraconnect.scoring.engine.text.Token;
import io.claraconnect.scoring.engine.text.Words;
import org.jspecify.annotations.Nullable;

/**
 * A requirement, ready to compare.
 *
 * @param requirement what is asked
 * @param weights weight of each telling stem
 * @param named stems that name a tool or the like: without them a near meaning is not
 * enough
 * @param shownBy for personal skills, stems of deeds that show a stem
 * @param vector its meaning; null when no model knows its language
 */
record Question(Requirement requirement, Map<String, Integer> weights, Set<String> named,
		Map<String, Set<String>> shownBy, @Nullable SentenceVector vector) {

	private static final int NAMED_WEIGHT = 6;

	static Question of(Requirement requirement, @Nullable SentenceVector vector) {
		Map<String, Integer> weights = new TreeMap<>();
		Set<String> named = new TreeSet<>();
		List<Token> tokens = Words.tokens(requirement.text());
		boolean sentence = isSentence(tokens);
		for (int i = 0; i < tokens.size(); i++) {
			Token token = tokens.get(i);
			int weight = Words.weight(token);
			boolean capital = sentence && i > 0 && Character.isUpperCase(token.surface().charAt(0));
			if (weight == 4 && (capital || token.looksNamed())) {
				named.add(token.stem());
				weight = NAMED_WEIGHT;
			}
			if (weight > 0) {
				weights.merge(token.stem(), weight, Math::max);
			}
		}
		boolean personal = requirement.category() == Category.PERSONAL_SKILL;
		return new Question(requirement, weights, named, personal ? Words.deeds() : Map.of(), vector);
	}

	/** Capitals tell nothing in a title where every word has one. */
	private static boolean isSentence(List<Token> tokens) {
		return tokens.stream().skip(1).anyMatch((token) -> Character.isLowerCase(token.surface().charAt(0)));
	}

	int totalWeight() {
		return this.weights.values().stream().mapToInt(Integer::intValue).sum();
	}

	int weightIn(Set<String> stems) {
		return this.weights.entrySet()
			.stream()
			.filter((entry) -> stems.contains(entry.getKey()) || isShown(entry.getKey(), stems))
			.mapToInt(Map.Entry::getValue)
			.sum();
	}

	private boolean isShown(String stem, Set<String> stems) {
		return this.shownBy.getOrDefault(stem, Set.of()).stream().anyMatch(stems::contains);
	}

	boolean hasAllVerbatim(Set<String> stems) {
		return stems.containsAll(this.weights.keySet());
	}

	boolean namesAnyOf(Set<String> stems) {
		return this.named.isEmpty() || this.named.stream().anyMatch(stems::contains);
	}

}
