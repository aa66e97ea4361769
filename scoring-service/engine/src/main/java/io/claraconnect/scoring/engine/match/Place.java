package io.claraconnect.scoring.engine.match;

import java.util.List;
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
 * @param vector its meaning; null when no model knows its language or it is too short
 */
record Place(Evidence.Source source, int part, Passage passage, Set<String> stems, @Nullable SentenceVector vector) {

	/** "2019 - present" says nothing about presenting. */
	private static final Pattern OPEN_END = Pattern
		.compile("(?i)(?<=[\\d ])(?:-|\u2013|\u2014|to) ?(?:present|current|now)\\b");

	static Place of(Evidence.Source source, int part, Passage passage, @Nullable SentenceVector vector) {
		Set<String> stems = new TreeSet<>();
		List<Token> tokens = Words.tokens(OPEN_END.matcher(passage.text()).replaceAll(" "));
		tokens.forEach((token) -> stems.add(token.stem()));
		return new Place(source, part, passage, stems, vector);
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
