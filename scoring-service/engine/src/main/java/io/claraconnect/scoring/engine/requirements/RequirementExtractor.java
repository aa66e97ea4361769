package io.claraconnect.scoring.engine.requirements;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import io.claraconnect.scoring.engine.report.Aggregation;
import io.claraconnect.scoring.engine.report.CanonicalReport;
import io.claraconnect.scoring.engine.report.Requirement;
import io.claraconnect.scoring.engine.report.Requirement.Category;
import io.claraconnect.scoring.engine.report.Requirement.Importance;
import io.claraconnect.scoring.engine.text.Words;

/**
 * Reads requirements from an advertisement by its headings, list items and word cues. A
 * pure function.
 */
public final class RequirementExtractor {

	/** Changes whenever the same advertisement could give other requirements. */
	public static final String VERSION = "requirements-2";

	private static final int MAX_REQUIREMENTS = 40;

	private static final int MAX_LENGTH = 300;

	private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?;])\\s+(?=\\p{Lu})");

	private final Map<String, Requirement> found = new LinkedHashMap<>();

	private AdSection section = AdSection.UNKNOWN;

	private final String jobTitle;

	private boolean namesProtectedTrait;

	private RequirementExtractor(String jobTitle) {
		this.jobTitle = jobTitle;
	}

	/**
	 * Reads requirements. The title of a job names it and asks for nothing: a line that
	 * repeats it is left out.
	 * @param jobTitle title of the job
	 * @param jobText HTML or plain
	 */
	public static JobRequirements extract(String jobTitle, String jobText) {
		RequirementExtractor extractor = new RequirementExtractor(jobTitle.strip());
		AdLines.of(jobText).forEach(extractor::read);
		List<Requirement> requirements = extractor.found.values().stream().limit(MAX_REQUIREMENTS).toList();
		return new JobRequirements(Aggregation.weighed(requirements), extractor.namesProtectedTrait);
	}

	private void read(AdLine line) {
		int colon = line.text().indexOf(':');
		if (line.kind() == AdLine.Kind.HEADING && (colon < 0 || colon == line.text().length() - 1)) {
			Optional<AdSection> opened = AdSection.openedBy(line.text());
			if (opened.isPresent()) {
				this.section = opened.get();
				return;
			}
			if (!this.section.asksForSomething() || line.text().endsWith(":")) {
				return;
			}
		}
		String rest = line.text();
		if (line.kind() != AdLine.Kind.ITEM && colon > 0 && colon < 40) {
			Optional<AdSection> inline = AdSection.openedBy(rest.substring(0, colon));
			if (inline.isPresent()) {
				this.section = inline.get();
				rest = rest.substring(colon + 1).strip();
			}
		}
		for (String sentence : SENTENCE_END.split(rest)) {
			readSentence(sentence.strip(), line.kind());
		}
	}

	private void readSentence(String sentence, AdLine.Kind kind) {
		if (this.section.isDropped() || Cues.isDropped(sentence) || sentence.length() > MAX_LENGTH
				|| sentence.equalsIgnoreCase(this.jobTitle)) {
			return;
		}
		if (Cues.isProtected(sentence)) {
			this.namesProtectedTrait = true;
			return;
		}
		boolean asked = this.section.asksForSomething() || kind == AdLine.Kind.ITEM || Cues.asks(sentence);
		if (asked && isTelling(sentence)) {
			put(sentence.replaceAll("[.;,]+$", ""), Cues.category(sentence, this.section),
					Cues.importance(sentence, this.section));
		}
	}

	private static boolean isTelling(String sentence) {
		return Words.tokens(sentence).stream().anyMatch((token) -> Words.weight(token) > 1)
				|| Cues.category(sentence, AdSection.UNKNOWN) != Category.HARD_SKILL;
	}

	private void put(String text, Category category, Importance importance) {
		String id = id(text, category);
		this.found.putIfAbsent(id, new Requirement(id, text, category, importance, 0));
	}

	/** The id of a requirement: the same words of the same category give the same id. */
	public static String id(String text, Category category) {
		return "r-" + CanonicalReport.sha256(category + "\n" + text.toLowerCase(Locale.ROOT).strip()).substring(0, 12);
	}

}
