package io.claraconnect.reader;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;

/** Files made in test code. */
final class SampleFiles {

	private SampleFiles() {
	}

	interface PdfContent {

		void write(PDPageContentStream content) throws IOException;

	}

	static DocumentSource source(byte[] bytes) {
		return new DocumentSource(bytes, "application/octet-stream", "resume");
	}

	static DocumentSource text(String text) {
		return new DocumentSource(text.getBytes(StandardCharsets.UTF_8), "text/plain", "resume.txt");
	}

	static byte[] pdf(PdfContent... pages) {
		try (PDDocument document = new PDDocument()) {
			for (PdfContent page : pages) {
				addPage(document, page);
			}
			return bytes(document);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void addPage(PDDocument document, PdfContent text) throws IOException {
		PDPage page = new PDPage(PDRectangle.A4);
		document.addPage(page);
		try (PDPageContentStream content = new PDPageContentStream(document, page)) {
			text.write(content);
		}
	}

	private static byte[] bytes(PDDocument document) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		document.save(out);
		return out.toByteArray();
	}

	static void line(PDPageContentStream content, float x, float y, float size, String text) throws IOException {
		content.beginText();
		content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), size);
		content.newLineAtOffset(x, y);
		content.showText(text);
		content.endText();
	}

	static byte[] simplePdf(String text) {
		return pdf((content) -> line(content, 60, 700, 11, text));
	}

	static byte[] pdfWithHiddenText() {
		return pdf((content) -> {
			line(content, 60, 700, 11, "Plain words of a plumber");
			content.setNonStrokingColor(Color.WHITE);
			line(content, 60, 650, 11, "whiteword");
			content.setNonStrokingColor(Color.BLACK);
			line(content, 60, 600, 1, "tinyword");
			line(content, 3000, 600, 11, "offpageword");
			content.setRenderingMode(RenderingMode.NEITHER);
			line(content, 60, 550, 11, "modethreeword");
			content.setRenderingMode(RenderingMode.FILL);
			PDExtendedGraphicsState clear = new PDExtendedGraphicsState();
			clear.setNonStrokingAlphaConstant(0f);
			content.saveGraphicsState();
			content.setGraphicsStateParameters(clear);
			line(content, 60, 500, 11, "clearword");
			content.restoreGraphicsState();
			content.setNonStrokingColor(new Color(20, 40, 90));
			content.addRect(40, 400, 300, 60);
			content.fill();
			content.setNonStrokingColor(Color.WHITE);
			line(content, 60, 420, 11, "White words on a dark bar");
		});
	}

	static byte[] encryptedPdf() {
		try (PDDocument document = new PDDocument()) {
			addPage(document, (content) -> line(content, 60, 700, 11, "secret"));
			document.protect(new StandardProtectionPolicy("owner-word", "user-word", new AccessPermission()));
			return bytes(document);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A small file whose page draws a form that draws a form, four times each, thirty
	 * levels deep.
	 */
	static byte[] endlessPdf() {
		try (PDDocument document = new PDDocument()) {
			PDFormXObject inner = form(document, null);
			for (int level = 0; level < 30; level++) {
				inner = form(document, inner);
			}
			PDPage page = new PDPage(PDRectangle.A4);
			document.addPage(page);
			try (PDPageContentStream content = new PDPageContentStream(document, page)) {
				content.drawForm(inner);
			}
			return bytes(document);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static PDFormXObject form(PDDocument document, PDFormXObject inner) throws IOException {
		PDFormXObject form = new PDFormXObject(document);
		form.setBBox(PDRectangle.A4);
		PDResources resources = new PDResources();
		form.setResources(resources);
		String call = "";
		if (inner != null) {
			resources.put(COSName.getPDFName("F"), inner);
			call = "/F Do\n".repeat(4);
		}
		try (OutputStream out = form.getContentStream().createOutputStream()) {
			out.write(call.getBytes(StandardCharsets.US_ASCII));
		}
		return form;
	}

	static byte[] docxWithHiddenText() {
		try (XWPFDocument document = new XWPFDocument()) {
			run(document, "Plain words of a plumber");
			run(document, "vanishword").setVanish(true);
			run(document, "whiteword").setColor("FFFFFF");
			run(document, "tinyword").setFontSize(1);
			XWPFTable table = document.createTable(1, 2);
			table.getRow(0).getCell(0).setText("Cell words");
			table.getRow(0).getCell(1).setColor("112244");
			XWPFRun onDark = table.getRow(0).getCell(1).addParagraph().createRun();
			onDark.setText("White words on a dark cell");
			onDark.setColor("FFFFFF");
			return bytes(document);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static byte[] docx(String... paragraphs) {
		try (XWPFDocument document = new XWPFDocument()) {
			for (String paragraph : paragraphs) {
				run(document, paragraph);
			}
			return bytes(document);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static XWPFRun run(XWPFDocument document, String text) {
		XWPFRun run = document.createParagraph().createRun();
		run.setText(text);
		return run;
	}

	private static byte[] bytes(XWPFDocument document) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		document.write(out);
		return out.toByteArray();
	}

	static byte[] zip(String entry, int zeroBytes) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(out)) {
			zip.putNextEntry(new ZipEntry(entry));
			byte[] block = new byte[64 * 1024];
			for (int left = zeroBytes; left > 0; left -= block.length) {
				zip.write(block, 0, Math.min(block.length, left));
			}
			zip.closeEntry();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return out.toByteArray();
	}

}
