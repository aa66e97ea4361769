package io.claraconnect.scoring.engine.match;

import java.util.Locale;
import java.util.regex.Pattern;

/** Levels of education, lowest first. */
enum Degree {

	NONE("$^"),

	SCHOOL("high school|secondary school|\\bged\\b|abitur|gymnasi|bachillerato|baccalaur\u00E9at\\b|bacalaureat"),

	ASSOCIATE(
			"associate(?:'|\u2019)?s? degree|diploma|vocational|apprenticeship|ausbildung|foundation degree|\\bhnd\\b|yrkes"),

	BACHELOR(
			"bachelor|\\bb\\.?sc\\b|\\bb\\.?a\\b\\.?|\\bbeng\\b|\\bbba\\b|undergraduate degree|licenciatura|licence en|grado en|kandidat|licen\u021B\u0103|university degree|college degree"),

	MASTER("master(?:'|\u2019)?s?(?: degree| of| in\\b)|\\bm\\.?sc\\b|\\bm\\.?a\\b\\.?(?= in)|\\bmeng\\b|\\bmba\\b|postgraduate|diplom-|m\u00E1ster|civilingenj"),

	DOCTOR("\\bph\\.?d\\b|doctorate|doctoral|dr\\. ?rer|doctorado|doktor");

	private final Pattern words;

	Degree(String words) {
		this.words = Pattern.compile(words);
	}

	/** The lowest level that a requirement accepts; an unnamed degree is a bachelor's. */
	static Degree asked(String text) {
		String lower = text.toLowerCase(Locale.ROOT);
		for (Degree degree : values()) {
			if (degree.words.matcher(lower).find()) {
				return degree;
			}
		}
		return BACHELOR;
	}

	/** The highest level that a line of a resume shows. */
	static Degree shown(String text) {
		String lower = text.toLowerCase(Locale.ROOT);
		Degree best = NONE;
		for (Degree degree : values()) {
			if (degree.words.matcher(lower).find()) {
				best = degree;
			}
		}
		return best;
	}

	static boolean acceptsExperience(String text) {
		return text.toLowerCase(Locale.ROOT)
			.matches(
					".*(?:or |and/or )?(?:equivalent|comparable|relevant) (?:work |practical |professional )?experience.*");
	}

}
