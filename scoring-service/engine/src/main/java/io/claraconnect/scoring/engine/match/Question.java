package io.claraconnect.scoring.engine.match;

import java.util.ArrayList;
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
 * @param shownBy for a stem, other stems that show it as well
 * @param vector its meaning; null when no model knows its language
 */
record Question(Requirement requirement, Map<String, Integer> weights, Set<String> named,
		Map<String, Set<String>> shownBy, @Nullable SentenceVector vector) {

	private static final int NAMED_WEIGHT = 6;

	private static final Set<String> LOOSE = Set.of("similar", "equivalent", "comparable", "other");

	static Question of(Requirement requirement, @Nullable SentenceVector vector) {
		Map<String, Integer> weights = new TreeMap<>();
		Set<String> named = new TreeSet<>();
		Map<String, Set<String>> shownBy = new TreeMap<>();
		if (requirement.category() == Category.PERSONAL_SKILL) {
			shownBy.putAll(Words.deeds());
		}
		if (requirement.category() == Category.RESPONSIBILITY) {
			String junior = Words.stem("junior");
			shownBy.put(junior, Words.deeds().getOrDefault(junior, Set.of()));
		}
		List<Token> tokens = withoutLooseEnd(Words.tokens(requirement.text()));
		boolean sentence = isSentence(tokens);
		List<String> choice = new ArrayList<>();
		for (int i = 0; i < tokens.size(); i++) {
			Token token = tokens.get(i);
			int weight = Words.weight(token);
			boolean capital = sentence && i > 0 && Character.isUpperCase(token.surface().charAt(0));
			boolean name = weight == 4 && (capital || token.looksNamed());
			if (name) {
				named.add(token.stem());
			}
			if (weight > 0) {
				weights.merge(token.stem(), name ? NAMED_WEIGHT : weight, Math::max);
			}
			addToChoice(choice, token, name, shownBy);
		}
		return new Question(requirement, weights, named, shownBy, vector);
	}

	/** Of "SAP or Oracle" one is enough: each shows the other. */
	private static void addToChoice(List<String> choice, Token token, boolean name, Map<String, Set<String>> shownBy) {
		if (name) {
			choice.add(token.stem());
			if (choice.contains("or")) {
				Set<String> all = new TreeSet<>(choice);
				all.remove("or");
				all.forEach((stem) -> shownBy.put(stem, all));
			}
		}
		else if ("or".equals(token.surface()) && !choice.isEmpty()) {
			choice.add("or");
		}
		else {
			choice.clear();
		}
	}

	/**
	 * "Kafka or a similar broker" asks for Kafka: what is similar cannot be looked up by
	 * its words.
	 */
	private static List<Token> withoutLooseEnd(List<Token> tokens) {
		for (int i = 1; i + 1 < tokens.size(); i++) {
			boolean loose = tokens.subList(i + 1, Math.min(i + 3, tokens.size()))
				.stream()
				.anyMatch((token) -> LOOSE.contains(token.surface()));
			if ("or".equals(tokens.get(i).surface()) && loose) {
				return tokens.subList(0, i);
			}
		}
		return tokens;
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

	/**
	 * Whether all that a text shares with it is one of several words, and that no name.
	 */
	boolean isOneWordOfMany(Set<String> stems) {
		List<String> shared = this.weights.keySet()
			.stream()
			.filter((stem) -> stems.contains(stem) || isShown(stem, stems))
			.toList();
		long telling = this.weights.values().stream().filter((weight) -> weight > 1).count();
		return shared.size() == 1 && telling > 1 && !this.named.contains(shared.getFirst());
	}

	/** Whether it asks for what a person does, which no title and no list tells. */
	boolean asksForDeeds() {
		Category category = this.requirement.category();
		return category == Category.RESPONSIBILITY || category == Category.PERSONAL_SKILL;
	}

	/** Whether names are most of what is asked. */
	boolean isAboutNames() {
		return this.named.size() * NAMED_WEIGHT * 2 >= totalWeight();
	}

	boolean namesAnyOf(Set<String> stems) {
		return this.named.isEmpty() || hasNameIn(stems);
	}

	boolean hasNameIn(Set<String> stems) {
		return this.named.stream().anyMatch((name) -> stems.contains(name) || isShown(name, stems));
	}

	/** Whether it asks for nothing in particular, only for some time. */
	boolean isGeneral() {
		return this.weights.values().stream().noneMatch((weight) -> weight > 1);
	}

	/** Whether a text shares a telling word with what is asked. */
	boolean sharesWordWith(Set<String> stems) {
		return this.weights.entrySet()
			.stream()
			.anyMatch((entry) -> entry.getValue() > 1
					&& (stems.contains(entry.getKey()) || isShown(entry.getKey(), stems)));
	}

}
