package io.claraconnect.local.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class ResumeTest {

	static Stream<Person> people() {
		return People.all().stream();
	}

	@ParameterizedTest
	@MethodSource("people")
	void saysEverythingAboutThePerson(Person person) throws IOException {
		String text = text(person).replaceAll("\\s+", " ");

		assertThat(text).contains(person.name(), person.profile(), person.work().getLast().employer(),
				person.skills().getLast(), person.languages().getFirst());
		assertThat(text).contains(person.work().getFirst().points());
	}

	@Test
	void aPdfHasTwoPages() throws IOException {
		for (Person person : People.all().stream().filter((it) -> it.format().equals("pdf")).toList()) {
			try (PDDocument document = Loader.loadPDF(Resume.of(person))) {
				assertThat(document.getNumberOfPages()).as(person.name()).isEqualTo(2);
			}
		}
	}

	@Test
	void everyAtsHasAllFitsAndBothFormatsAndALetter() {
		for (Customer customer : Customer.all()) {
			List<Person> people = People.of(customer.ats());
			assertThat(people).extracting(Person::fit)
				.containsExactly(Person.Fit.CLEAR, Person.Fit.PARTIAL, Person.Fit.MISFIT);
			assertThat(people.stream().map(Person::format).collect(Collectors.toSet()))
				.isEqualTo(Set.of("pdf", "docx"));
			assertThat(people).anyMatch((person) -> person.coverLetter() != null);
		}
	}

	private static String text(Person person) throws IOException {
		byte[] bytes = Resume.of(person);
		if (person.format().equals("pdf")) {
			try (PDDocument document = Loader.loadPDF(bytes)) {
				return new PDFTextStripper().getText(document);
			}
		}
		try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(bytes));
				XWPFWordExtractor extractor = new XWPFWordExtractor(document)) {
			return extractor.getText();
		}
	}

}
