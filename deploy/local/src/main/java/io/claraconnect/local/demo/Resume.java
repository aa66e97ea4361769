package io.claraconnect.local.demo;

/** Makes the resume of a person in the format that the person chose. */
final class Resume {

	private Resume() {
	}

	static byte[] of(Person person) {
		return person.format().equals("pdf") ? PdfResume.of(person) : DocxResume.of(person);
	}

	/** {@code 2020-03} as {@code 03/2020}. */
	static String month(String yearAndMonth) {
		String[] parts = yearAndMonth.split("-", -1);
		return (parts.length == 2) ? parts[1] + "/" + parts[0] : yearAndMonth;
	}

}
