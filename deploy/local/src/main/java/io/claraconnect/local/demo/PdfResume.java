package io.claraconnect.local.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.jspecify.annotations.Nullable;

/**
 * A resume of two A4 pages as PDF, with its font inside, so that it looks and reads the
 * same on every machine.
 */
final class PdfResume implements AutoCloseable {

	private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

	private static final float MARGIN = 62;

	private static final float TEXT = 11;

	private static final float SECTION = 13;

	private static final float INDENT = 14;

	private static final float LEADING = 1.45f;

	private final PDDocument document = new PDDocument();

	private final PDType0Font font;

	private @Nullable PDPageContentStream page;

	private float y;

	private PdfResume() throws IOException {
		try (InputStream in = Objects.requireNonNull(PDDocument.class.getResourceAsStream(FONT))) {
			this.font = PDType0Font.load(this.document, in, true);
		}
	}

	static byte[] of(Person person) {
		try (PdfResume resume = new PdfResume()) {
			return resume.write(person);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private byte[] write(Person person) throws IOException {
		this.document.getDocumentInformation().setTitle("Curriculum vitae");
		turnPage();
		line(person.name(), 22, 0, true);
		line(person.headline(), SECTION, 0, false);
		line(person.place() + "  |  " + person.phone() + "  |  " + person.email(), 10, 0, false);
		section("Profile");
		paragraph(person.profile(), 0);
		section("Work experience");
		for (Person.Work work : person.work()) {
			space(4);
			line(work.title() + ", " + work.employer(), TEXT, 0, true);
			line(Resume.month(work.from()) + " - " + Resume.month(work.to()), 10, 0, false);
			for (String point : work.points()) {
				bullet(point);
			}
		}
		turnPage();
		section("Education");
		for (Person.Education education : person.education()) {
			line(education.title(), TEXT, 0, true);
			line(education.school() + ", " + education.years(), TEXT, 0, false);
		}
		list("Skills", person.skills());
		list("Languages", person.languages());
		section("References");
		paragraph("Names and addresses of former supervisors are available on request.", 0);
		finishPage();
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		this.document.save(bytes);
		return bytes.toByteArray();
	}

	private void list(String title, List<String> entries) throws IOException {
		section(title);
		for (String entry : entries) {
			bullet(entry);
		}
	}

	private void section(String title) throws IOException {
		space(12);
		line(title.toUpperCase(java.util.Locale.ROOT), SECTION, 0, true);
		PDPageContentStream stream = stream();
		stream.setLineWidth(0.6f);
		stream.moveTo(MARGIN, this.y + SECTION - 1);
		stream.lineTo(PDRectangle.A4.getWidth() - MARGIN, this.y + SECTION - 1);
		stream.stroke();
		space(3);
	}

	private void bullet(String text) throws IOException {
		List<String> lines = wrap(text, INDENT);
		line("\u2022", TEXT, 2, false);
		this.y += TEXT * LEADING;
		for (String line : lines) {
			line(line, TEXT, INDENT, false);
		}
	}

	private void paragraph(String text, float indent) throws IOException {
		for (String line : wrap(text, indent)) {
			line(line, TEXT, indent, false);
		}
	}

	private List<String> wrap(String text, float indent) throws IOException {
		float width = PDRectangle.A4.getWidth() - 2 * MARGIN - indent;
		List<String> lines = new ArrayList<>();
		StringBuilder line = new StringBuilder();
		for (String word : text.split(" ", -1)) {
			String longer = line.isEmpty() ? word : line + " " + word;
			if (this.font.getStringWidth(longer) / 1000 * TEXT > width && !line.isEmpty()) {
				lines.add(line.toString());
				line.setLength(0);
				line.append(word);
			}
			else {
				line.setLength(0);
				line.append(longer);
			}
		}
		lines.add(line.toString());
		return lines;
	}

	private void line(String text, float size, float indent, boolean bold) throws IOException {
		if (this.y - size * LEADING < MARGIN) {
			turnPage();
		}
		this.y -= size * LEADING;
		PDPageContentStream stream = stream();
		stream.beginText();
		stream.setFont(this.font, size);
		stream.setLineWidth(size / 40);
		stream.setRenderingMode(bold ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
		stream.newLineAtOffset(MARGIN + indent, this.y);
		stream.showText(text);
		stream.endText();
	}

	private void space(float points) {
		this.y -= points;
	}

	private PDPageContentStream stream() {
		return Objects.requireNonNull(this.page);
	}

	private void turnPage() throws IOException {
		finishPage();
		PDPage added = new PDPage(PDRectangle.A4);
		this.document.addPage(added);
		this.page = new PDPageContentStream(this.document, added);
		this.y = PDRectangle.A4.getHeight() - MARGIN;
	}

	private void finishPage() throws IOException {
		if (this.page != null) {
			this.page.close();
		}
	}

	@Override
	public void close() throws IOException {
		this.document.close();
	}

}
