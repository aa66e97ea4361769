package io.claraconnect.scoring.engine.match;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import io.claraconnect.scoring.engine.embed.SentenceVector;
import io.claraconnect.scoring.engine.report.Evidence;
import io.claraconnect.scoring.engine.text.Passage;
import io.claraconnect.scoring.engine.text.Token;
import io.claraconnect.scoring.engine.text.Words;
import org.jspecify.annotations.Nullable;

/**
 * A passage of the candidate's material, ready to compare.
 *
 * @param source which text
 * @param part number of the answer
 * @param passage where and what
 * @param stems stems of its words
 * @param hedged stems of words that it claims with reserve: "some", "beginner"
 * @param vector its meaning; null when no model knows its language or it is too short
 */
record Place(Evidence.Source source, int part, Passage passage, Set<String> stems, Set<String> hedged,
		@Nullable SentenceVector vector) {

	private static final Pattern HEDGE = Pattern.compile(
			"\\bsome (?=\\p{Lu})|(?i:\\b(?:beginners?|basics?|little|begun|started to (?:use|learn)|helped to introduce"
					+ "|first steps|exposure to|coursework|university projects?|hobby|learning|novice)\\b)");

	private static final Pattern CLAUSE_END = Pattern.compile("[,;.]\\s");

	/** "2019 - present" says nothing about presenting. */
	private static final Pattern OPEN_END = Pattern
		.compile("(?i)(?<=[\\d ])(?:-|\u2013|\u2014|to) ?(?:present|current|now)\\b");

	static Place of(Evidence.Source source, int part, Passage passage, @Nullable SentenceVector vector) {
		Set<String> hedged = new TreeSet<>();
		for (String clause : CLAUSE_END.split(passage.text())) {
			if (HEDGE.matcher(clause).find()) {
				hedged.addAll(stemsOf(clause));
			}
		}
		return new Place(source, part, passage, stemsOf(OPEN_END.matcher(passage.text()).replaceAll(" ")), hedged,
				vector);
	}

	static Set<String> stemsOf(String text) {
		Set<String> stems = new TreeSet<>();
		Words.tokens(text).stream().map(Token::stem).forEach(stems::add);
		return stems;
	}

	/** Whether it names what the person was, which tells nothing of what was done. */
	boolean isTitle() {
		return this.source == Evidence.Source.RESUME && this.passage.title();
	}

	Evidence.Context context() {
		if (this.source != Evidence.Source.RESUME) {
			return Evidence.Context.CLAIMED;
		}
		return this.passage.listed() ? Evidence.Context.LISTED : Evidence.Context.IN_ROLE;
	}

	/** How much a statement of this kind counts, in hundredths. */
	int trust() {
		return switch (context()) {
			case IN_ROLE -> 100;
			case LISTED -> 90;
			case CLAIMED -> (this.source == Evidence.Source.ANSWER) ? 80 : 60;
		};
	}

	Evidence evidence(Evidence.Kind kind, int strength) {
		return new Evidence(this.source, this.part, this.passage.start(), this.passage.end(), kind, context(),
				strength);
	}

}
