package io.claraconnect.local.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import org.apache.poi.xwpf.usermodel.BreakType;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;

/** A resume of two pages as a Word document. */
final class DocxResume {

	private final XWPFDocument document;

	private DocxResume(XWPFDocument document) {
		this.document = document;
	}

	static byte[] of(Person person) {
		try (XWPFDocument document = new XWPFDocument(); ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
			new DocxResume(document).write(person);
			document.write(bytes);
			return bytes.toByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void write(Person person) {
		paragraph(person.name(), 20, true);
		paragraph(person.headline(), 13, false);
		paragraph(person.place() + "  |  " + person.phone() + "  |  " + person.email(), 10, false);
		section("Profile");
		paragraph(person.profile(), 11, false);
		section("Work experience");
		for (Person.Work work : person.work()) {
			paragraph(work.title() + ", " + work.employer(), 11, true);
			paragraph(Resume.month(work.from()) + " - " + Resume.month(work.to()), 10, false);
			work.points().forEach(this::bullet);
		}
		this.document.createParagraph().createRun().addBreak(BreakType.PAGE);
		section("Education");
		for (Person.Education education : person.education()) {
			paragraph(education.title(), 11, true);
			paragraph(education.school() + ", " + education.years(), 11, false);
		}
		list("Skills", person.skills());
		list("Languages", person.languages());
		section("References");
		paragraph("Names and addresses of former supervisors are available on request.", 11, false);
	}

	private void list(String title, List<String> entries) {
		section(title);
		entries.forEach(this::bullet);
	}

	private void section(String title) {
		XWPFParagraph paragraph = paragraph(title, 13, true);
		paragraph.setSpacingBefore(240);
	}

	private void bullet(String text) {
		paragraph("\u2022 " + text, 11, false).setIndentationLeft(240);
	}

	private XWPFParagraph paragraph(String text, int size, boolean bold) {
		XWPFParagraph paragraph = this.document.createParagraph();
		paragraph.setSpacingAfter(80);
		XWPFRun run = paragraph.createRun();
		run.setFontFamily("Calibri");
		run.setFontSize(size);
		run.setBold(bold);
		run.setText(text);
		return paragraph;
	}

}
