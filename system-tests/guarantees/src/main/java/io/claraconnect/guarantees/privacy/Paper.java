package io.claraconnect.guarantees.privacy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/** The kinds of file in which people send resumes. */
enum Paper {

	/** Portable document. */
	PDF("application/pdf") {
		@Override
		byte[] of(List<String> lines) {
			try (PDDocument document = new PDDocument(); ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
				PDPage page = new PDPage();
				document.addPage(page);
				document.getDocumentInformation().setAuthor(lines.getFirst());
				try (PDPageContentStream content = new PDPageContentStream(document, page)) {
					content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 10);
					float y = 740;
					for (String line : lines) {
						content.beginText();
						content.newLineAtOffset(50, y);
						content.showText(line);
						content.endText();
						y -= 16;
					}
				}
				document.save(bytes);
				return bytes.toByteArray();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	},

	/** Word document. */
	DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document") {
		@Override
		byte[] of(List<String> lines) {
			try (XWPFDocument document = new XWPFDocument();
					ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
				lines.forEach((line) -> document.createParagraph().createRun().setText(line));
				document.write(bytes);
				return bytes.toByteArray();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	},

	/** Plain text. */
	TEXT("text/plain") {
		@Override
		byte[] of(List<String> lines) {
			return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
		}
	},

	/** A portable document that is cut off: parsers complain of it. */
	BROKEN("application/pdf") {
		@Override
		byte[] of(List<String> lines) {
			byte[] whole = PDF.of(lines);
			return java.util.Arrays.copyOf(whole, whole.length / 2);
		}
	};

	private final String contentType;

	Paper(String contentType) {
		this.contentType = contentType;
	}

	String contentType() {
		return this.contentType;
	}

	abstract byte[] of(List<String> lines);

}
