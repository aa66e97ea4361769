package io.claraconnect.scoring.engine.requirements;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parts of an advertisement, told by their headings. */
enum AdSection {

	NICE("nice to have|nice-to-have|preferred|desirable|bonus|a plus|plus(?:es)?$|would be great|good to have|optional"
			+ "|w\u00FCnschenswert|von vorteil|deseable|valorable|un plus|meriterande|constituie un avantaj|extra credit"),

	EEO("equal opportunit|diversity|inclusion|eeo|accommodation|privacy|gdpr|legal"),

	BENEFITS(
			"benefit|perks|we offer|what you(?:'|\u2019)?(?:ll)? get|compensation|salary|why (?:join|work|us)|what(?:'|\u2019)s in it"
					+ "|wir bieten|ofrecemos|nous offrons|vi erbjuder|oferim|our offer|rewards|pay range"),

	COMPANY("about (?:us|the company|our)|who we are|our (?:company|mission|story|values|culture|team)|company description"
			+ "|\u00FCber uns|sobre nosotros|qui sommes|om oss|despre noi"),

	PROCESS("how to apply|application process|hiring process|interview|next steps|apply now|contact"),

	REQUIREMENTS(
			"requirement|qualification|must[- ]have|you (?:have|bring|need|are|must)|what you(?:'|\u2019)?(?:ll| will)? (?:bring|need)"
					+ "|who you are|your profile|profile|skills|experience|essential|minimum|what we(?:'|\u2019)?(?:re| are)? look"
					+ "|we(?:'|\u2019)?(?:re| are) look|about you|ideal candidate|dein profil|ihr profil|anforderungen|requisitos|perfil"
					+ "|profil recherch|kvalifikationer|cerin\u021Be|education|competenc"),

	RESPONSIBILITIES(
			"responsibilit|what you(?:'|\u2019)?(?:ll| will) (?:do|be doing|work)|what you do|your role|the role|duties|tasks"
					+ "|day[- ]to[- ]day|you will|your mission|aufgaben|responsabilidades|funciones|missions|arbetsuppgifter"
					+ "|responsabilit\u0103\u021Bi|about the (?:job|role|position)|job description|key accountab"),

	UNKNOWN("$^");

	private final Pattern heading;

	AdSection(String heading) {
		this.heading = Pattern.compile(heading);
	}

	/**
	 * The section that a heading opens. The order of the constants decides between two.
	 */
	static Optional<AdSection> openedBy(String heading) {
		String lower = heading.toLowerCase(Locale.ROOT);
		for (AdSection section : values()) {
			if (section.heading.matcher(lower).find()) {
				return Optional.of(section);
			}
		}
		return Optional.empty();
	}

	boolean asksForSomething() {
		return this == NICE || this == REQUIREMENTS || this == RESPONSIBILITIES;
	}

	boolean isDropped() {
		return this == EEO || this == BENEFITS || this == COMPANY || this == PROCESS;
	}

}
