package io.claraconnect.scoring.engine.requirements;

import java.util.Locale;
import java.util.regex.Pattern;

import io.claraconnect.scoring.engine.report.Requirement.Category;
import io.claraconnect.scoring.engine.report.Requirement.Importance;

/** Word cues that tell what a line of an advertisement asks for. */
final class Cues {

	private static final Pattern NICE = of("nice to have|nice-to-have|preferred|preferably|ideally|is a plus|a plus\\b"
			+ "|are a plus|bonus|desirable|advantageous|an advantage|beneficial|would be great|von vorteil|w\u00FCnschenswert"
			+ "|deseable|valorable|souhait|meriterande|optional");

	/** "Must" said of the person, not of what the person builds. */
	private static final String ADDRESSED = "(?:\\byou|\\bcandidates?|\\bapplicants?) must\\b|^must\\b|must[- ]haves?\\b"
			+ "|\\bmust (?:have|hold|possess|speak|be (?:able|fluent|willing|certified|registered|licensed|proficient|an? ))"
			+ "|\\ba must\\b|(?:is|are) (?:required|mandatory|essential|necessary)|\\(required\\)|required$|mandatory$";

	private static final Pattern ADDRESSED_MUST = of(ADDRESSED);

	private static final Pattern RELATIVE_CLAUSE = of("\\b(?:that|which|whose)\\b[^,;:.()]*");

	private static final Pattern MUST = of(
			ADDRESSED + "|required|requires|mandatory|minimum|at least|essential|necessary"
					+ "|erforderlich|zwingend|imprescindible|obligatori|exig\u00E9|kr\u00E4vs|obligatoriu");

	private static final Pattern ASKS = of("experience|proficien|knowledge of|familiar|ability to|able to|degree|fluent"
			+ "|certif|you have|you bring|you are|skills|expertise|years|erfahrung|kenntnisse|experiencia|exp\u00E9rience"
			+ "|erfarenhet|experien\u021B\u0103|you will|understanding of|qualified|background in");

	private static final Pattern DROPPED = of(
			"equal opportunit|without regard to|regardless of|we offer|competitive salary"
					+ "|401\\(?k|health insurance|dental|paid time off|\\bpto\\b|stock option|free lunch|we are an? |our mission"
					+ "|founded in|apply (?:now|today|via|here)|send (?:us )?your (?:cv|resume|application)|pension|gym membership"
					+ "|reasonable accommodation|background check|we do not discriminate|privacy policy|salary range|\\$\\d");

	private static final Pattern PROTECTED = of(
			"\\b(?:young|youthful|under \\d\\d years|aged? (?:between|under)|(?:male|female)"
					+ " (?:only|candidate|applicant)|(?:man|woman) only|native speaker|no children|unmarried|single status"
					+ "|christian|muslim|jewish|recent graduates? only|able-bodied|attractive appearance)\\b");

	private static final Pattern ELIGIBILITY = of(
			"right to work|work permit|work authori[sz]ation|authorized to work|visa"
					+ "|sponsorship|relocat|located in|based in|willing(?:ness)? to travel|commut|on-?site|hybrid|availab(?:le|ility) (?:to|for|on|from|start)"
					+ "|start date|salary expectation|security clearance|citizenship|over 18|shift work|weekends");

	private static final Pattern CERTIFICATION = of(
			"certifi(?:ed|cate|cation)|licen[cs]e|\\bcpa\\b|\\bpmp\\b|\\bcissp\\b"
					+ "|\\bacca\\b|registration with|registered with|\\bpin\\b|chartered|zertifi|certificad");

	private static final Pattern EDUCATION = of(
			"\\bdegree\\b|bachelor|master(?:'|\u2019)?s?\\b(?! data)|\\bphd\\b|\\bbsc\\b|\\bmsc\\b|\\bmba\\b"
					+ "|diploma|university|college|graduate|high school|studium|abschluss|licenciatura|grado en|dipl\u00F4me|examen|studii");

	private static final Pattern LANGUAGE = of(
			"\\b(?:fluen\\w+|native|proficien\\w+|spoken|written|speak\\w*|command|language|[abc][12]|conversational|business)\\b.*"
					+ LanguageNames.PATTERN + "|" + LanguageNames.PATTERN
					+ ".*\\b(?:fluen\\w+|native|language|speak\\w*|spoken|written|required|[abc][12]|is a plus)\\b|^"
					+ LanguageNames.PATTERN + "$");

	private static final Pattern YEARS = of(
			"\\d+\\s*(?:\\+|-|\u2013|to)?\\s*\\d*\\+?\\s*years?|(?:one|two|three|four|five|six|seven|eight|ten)\\+? years?"
					+ "|proven track record|previous experience|prior experience|\\d+\\+?\\s*(?:jahre|a\u00F1os|ans|\u00E5r|ani)\\b");

	private static final Pattern PERSONAL = of(
			"communicat|team ?player|teamwork|interpersonal|collaborat|self[- ](?:motivated|starter)"
					+ "|problem[- ]solving|attention to detail|organi[sz](?:ed|ational) (?:skills)?|time management|work ethic|positive attitude"
					+ "|adaptab|flexible|creativ|curious|empath|initiative|independent|proactive|leadership skills|under pressure|eager|reliable"
					+ "|teamf\u00E4hig|kommunikat|trabajo en equipo|esprit d|samarbet");

	private Cues() {
	}

	private static Pattern of(String cues) {
		return Pattern.compile(cues);
	}

	static boolean isDropped(String line) {
		return DROPPED.matcher(lower(line)).find();
	}

	static boolean isProtected(String line) {
		return PROTECTED.matcher(lower(line)).find();
	}

	static boolean asks(String line) {
		String lower = lower(line);
		return ASKS.matcher(lower).find() || isMust(lower, AdSection.UNKNOWN) || NICE.matcher(lower).find();
	}

	static Importance importance(String line, AdSection section) {
		String lower = lower(line);
		if (section == AdSection.NICE || NICE.matcher(lower).find()) {
			return Importance.NICE;
		}
		boolean must = section == AdSection.REQUIREMENTS || isMust(lower, section);
		return must ? Importance.MUST : Importance.SHOULD;
	}

	/**
	 * A task is a requirement only when it says so of the person; what a relative clause
	 * says of the product never is one.
	 */
	private static boolean isMust(String lower, AdSection section) {
		String main = RELATIVE_CLAUSE.matcher(lower).replaceAll(" ").strip();
		return ((section == AdSection.RESPONSIBILITIES) ? ADDRESSED_MUST : MUST).matcher(main).find();
	}

	static Category category(String line, AdSection section) {
		String lower = lower(line);
		if (ELIGIBILITY.matcher(lower).find()) {
			return Category.ELIGIBILITY;
		}
		if (LANGUAGE.matcher(lower).find()) {
			return Category.LANGUAGE;
		}
		if (YEARS.matcher(lower).find()) {
			return Category.EXPERIENCE;
		}
		if (CERTIFICATION.matcher(lower).find()) {
			return Category.CERTIFICATION;
		}
		if (EDUCATION.matcher(lower).find()) {
			return Category.EDUCATION;
		}
		if (section == AdSection.RESPONSIBILITIES) {
			return Category.RESPONSIBILITY;
		}
		return PERSONAL.matcher(lower).find() ? Category.PERSONAL_SKILL : Category.HARD_SKILL;
	}

	private static String lower(String line) {
		return line.toLowerCase(Locale.ROOT);
	}

}
