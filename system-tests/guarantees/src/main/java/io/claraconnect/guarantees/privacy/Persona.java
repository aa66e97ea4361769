package io.claraconnect.guarantees.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Somebody invented, each of whose particulars is a mark that nobody else has.
 *
 * @param id names the person in reports
 * @param firstName given name
 * @param lastName family name
 * @param email address
 * @param phone number
 * @param street where the person lives
 * @param profile address of a page about the person
 * @param employer where the person worked
 * @param deed a sentence of the resume that tells of work which jobs ask for
 * @param letter a sentence of the cover letter
 * @param question what was asked of the person
 * @param answer what the person answered
 * @param fileName name of the resume's file
 * @param headline how the person calls her trade
 * @param talk what a recruiter wrote about the person
 * @param tag what a recruiter tagged the person with
 * @param comment why a recruiter decided so
 */
record Persona(String id, String firstName, String lastName, String email, String phone, String street, String profile,
		String employer, String deed, String letter, String question, String answer, String fileName, String headline,
		String talk, String tag, String comment) {

	private static final List<String> BEGIN = List.of("Quor", "Velth", "Zymb", "Ostr", "Brixt", "Dwylm", "Fjorn",
			"Gwenth", "Hraef", "Jorvq", "Kyrth", "Mnoth", "Phlox", "Skryd", "Thwyl", "Wyvex");

	private static final List<String> MIDDLE = List.of("anq", "ebor", "ithu", "omev", "ulix", "yrna", "azel", "ephy",
			"ovig", "umqa");

	private static final List<String> END = List.of("wickton", "solmeer", "thornby", "quastel", "devrimo", "lundzea",
			"marxova", "pellyth");

	/** Invents somebody. */
	static Persona invent(String id, Random random) {
		String first = word(random);
		String last = word(random);
		String plain = (first + "." + last).toLowerCase(Locale.ROOT);
		String code = Integer.toHexString(0x10000 + random.nextInt(0xEFFFF));
		return new Persona(id, first, last, plain + "." + code + "@post-" + code + ".example",
				"+1 (%03d) 555-01%02d".formatted(210 + random.nextInt(780), random.nextInt(100)),
				(100 + random.nextInt(900)) + " " + word(random) + " Crescent", "https://people.example/" + plain,
				word(random) + " & Sons Ltd",
				"Led the " + word(random) + " migration of payment services in Java to Kubernetes",
				"My sister " + word(random) + " told me about this job", "Who is " + word(random) + " to you?",
				"We met at " + word(random) + " in 2019", last + "-" + first + "-" + code + ".pdf",
				"Engineer known as " + word(random), "Called " + word(random) + ", wants the salary of last year",
				"friend of " + word(random), "Decided after a talk with " + word(random));
	}

	/** A word that no language has. */
	static String word(Random random) {
		return BEGIN.get(random.nextInt(BEGIN.size())) + MIDDLE.get(random.nextInt(MIDDLE.size()))
				+ MIDDLE.get(random.nextInt(MIDDLE.size())) + END.get(random.nextInt(END.size()));
	}

	/** Everything that must not be readable elsewhere. */
	List<Mark> marks() {
		List<Mark> marks = new ArrayList<>();
		marks.add(mark("first name", this.firstName));
		marks.add(mark("last name", this.lastName));
		marks.add(mark("email", this.email));
		marks.add(mark("phone", this.phone));
		marks.add(mark("street", this.street));
		marks.add(mark("profile", this.profile));
		marks.add(mark("employer", this.employer));
		marks.add(mark("resume", unusual(this.deed)));
		marks.add(mark("letter", unusual(this.letter)));
		marks.add(mark("question", unusual(this.question)));
		marks.add(mark("answer", unusual(this.answer)));
		marks.add(mark("file name", this.fileName));
		marks.add(mark("headline", unusual(this.headline)));
		marks.add(mark("note", unusual(this.talk)));
		marks.add(mark("tag", unusual(this.tag)));
		marks.add(mark("comment", unusual(this.comment)));
		return marks;
	}

	private Mark mark(String what, String text) {
		return new Mark(this.id + " " + what, text);
	}

	/** The one word of a sentence that is in no other: enough to tell of the sentence. */
	private static String unusual(String sentence) {
		for (String word : sentence.split("[^A-Za-z]+", -1)) {
			if (BEGIN.stream().anyMatch(word::startsWith) && END.stream().anyMatch(word::endsWith)) {
				return word;
			}
		}
		throw new IllegalArgumentException("Nothing in it is unusual");
	}

	/** What a resume says, line by line. */
	List<String> lines() {
		return List.of(this.firstName + " " + this.lastName, this.headline,
				this.street + " | " + this.phone + " | " + this.email, this.profile, "Work experience",
				"Senior Java Engineer, " + this.employer, "03/2018 - present", this.deed,
				"Apache Kafka in production for five years, schemas and consumer groups",
				"PostgreSQL schema design, query plans, migrations without downtime",
				"Built payment services in Java and Spring Boot, 700 requests a second",
				"Mentored two junior colleagues and reviewed code", "Skills",
				"Java, Spring Boot, Apache Kafka, PostgreSQL, Kubernetes, reactive programming, PCI DSS", "Languages",
				"English (C2), German (native)");
	}

	@Override
	public String toString() {
		return this.id;
	}

}
