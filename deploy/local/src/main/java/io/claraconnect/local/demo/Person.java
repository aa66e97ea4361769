package io.claraconnect.local.demo;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An invented person who applies for the first example job of a sandbox account.
 *
 * @param ats where the person applies
 * @param fit how well the person fits that job, for readers and tests
 * @param name full name
 * @param email an address below example.org
 * @param phone a number that nobody has
 * @param place where the person lives
 * @param headline what stands below the name
 * @param format {@code pdf} or {@code docx}
 * @param profile a few sentences
 * @param work positions, the latest first
 * @param education degrees, the latest first
 * @param skills one line each
 * @param languages one line each
 * @param coverLetter the letter, or null without one
 * @param answers answers to the form's questions
 */
record Person(String ats, Fit fit, String name, String email, String phone, String place, String headline,
		String format, String profile, List<Work> work, List<Education> education, List<String> skills,
		List<String> languages, @Nullable String coverLetter, List<Answer> answers) {

	Person {
		work = List.copyOf(work);
		education = List.copyOf(education);
		skills = List.copyOf(skills);
		languages = List.copyOf(languages);
		answers = (answers != null) ? List.copyOf(answers) : List.of();
	}

	String fileName() {
		return "CV " + this.name + "." + this.format;
	}

	String contentType() {
		return this.format.equals("pdf") ? "application/pdf"
				: "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
	}

	/** How well somebody fits. */
	enum Fit {

		/** Meets what the job asks for. */
		CLEAR,

		/** Meets some of it. */
		PARTIAL,

		/** Has another trade. */
		MISFIT

	}

	/**
	 * A position.
	 *
	 * @param title what the person was
	 * @param employer an invented company
	 * @param from year and month
	 * @param to year and month, or {@code present}
	 * @param points what was done
	 */
	record Work(String title, String employer, String from, String to, List<String> points) {

	}

	/**
	 * A degree.
	 *
	 * @param title its name
	 * @param school where
	 * @param years when
	 */
	record Education(String title, String school, String years) {

	}

	/**
	 * An answer of the application form.
	 *
	 * @param question what was asked
	 * @param answer what was answered
	 */
	record Answer(String question, String answer) {

	}

}
