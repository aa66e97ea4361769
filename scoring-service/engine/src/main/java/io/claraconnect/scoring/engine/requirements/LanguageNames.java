package io.claraconnect.scoring.engine.requirements;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names of human languages in advertisements and resumes. */
public final class LanguageNames {

	static final String PATTERN = "\\b(?:english|german|deutsch|french|fran\u00E7ais|spanish|espa\u00F1ol|swedish|svenska|romanian"
			+ "|rom\u00E2n\u0103|italian|dutch|portuguese|polish|norwegian|danish|finnish|mandarin|chinese|japanese|arabic|hindi"
			+ "|turkish|russian|ukrainian|englisch|ingl\u00E9s|anglais|engelska|englez\u0103)\\b";

	private static final Pattern NAME = Pattern.compile(PATTERN);

	private LanguageNames() {
	}

	/** The languages that a line names, in its order, in English and lower case. */
	public static List<String> all(String line) {
		return NAME.matcher(line.toLowerCase(Locale.ROOT))
			.results()
			.map((hit) -> english(hit.group()))
			.distinct()
			.toList();
	}

	private static String english(String name) {
		return switch (name) {
			case "englisch", "ingl\u00E9s", "anglais", "engelska", "englez\u0103" -> "english";
			case "deutsch" -> "german";
			case "fran\u00E7ais" -> "french";
			case "espa\u00F1ol" -> "spanish";
			case "svenska" -> "swedish";
			case "rom\u00E2n\u0103" -> "romanian";
			default -> name;
		};
	}

	/**
	 * ISO 639-1 code of a language name, or empty for languages that the engine cannot
	 * recognise.
	 */
	public static Optional<String> code(String english) {
		return Optional.ofNullable(switch (english) {
			case "english" -> "en";
			case "german" -> "de";
			case "french" -> "fr";
			case "spanish" -> "es";
			case "swedish" -> "sv";
			case "romanian" -> "ro";
			case "italian" -> "it";
			case "dutch" -> "nl";
			case "portuguese" -> "pt";
			case "polish" -> "pl";
			default -> null;
		});
	}

}
