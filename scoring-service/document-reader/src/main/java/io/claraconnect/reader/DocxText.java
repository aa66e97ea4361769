package io.claraconnect.reader;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.poi.xwpf.usermodel.BodyElementType;
import org.apache.poi.xwpf.usermodel.IBodyElement;
import org.apache.poi.xwpf.usermodel.IRunElement;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFHeaderFooter;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.jspecify.annotations.Nullable;

/**
 * Reads a word processing document in body order, headers first; vanished, white and tiny
 * runs are hidden.
 */
final class DocxText {

	private static final double MIN_POINTS = 3;

	private static final int MAX_NESTING = 8;

	private final StringBuilder visible = new StringBuilder();

	private final StringBuilder hidden = new StringBuilder();

	private DocxText() {
	}

	static void read(byte[] content, PageTexts texts) {
		ZipSecureFile.setMinInflateRatio(0.005);
		DocxText text = new DocxText();
		try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(content))) {
			document.getHeaderList().forEach(text::addHeaderFooter);
			text.addAll(document.getBodyElements(), null, 0);
			document.getFooterList().forEach(text::addHeaderFooter);
		}
		catch (EncryptedDocumentException ex) {
			throw new ReadRefused(Unreadable.Reason.ENCRYPTED);
		}
		catch (IOException ex) {
			throw new ReadRefused(Unreadable.Reason.BROKEN);
		}
		texts.addPage(text.visible.toString(), text.hidden.toString());
	}

	private void addHeaderFooter(XWPFHeaderFooter part) {
		addAll(part.getBodyElements(), null, 0);
	}

	private void addAll(List<IBodyElement> elements, @Nullable String ground, int depth) {
		if (depth > MAX_NESTING) {
			throw new ReadRefused(Unreadable.Reason.BROKEN);
		}
		for (IBodyElement element : elements) {
			if (element.getElementType() == BodyElementType.PARAGRAPH && element instanceof XWPFParagraph paragraph) {
				addParagraph(paragraph, ground);
			}
			else if (element instanceof XWPFTable table) {
				for (XWPFTableRow row : table.getRows()) {
					addRow(row, depth);
				}
			}
		}
	}

	private void addRow(XWPFTableRow row, int depth) {
		for (XWPFTableCell cell : row.getTableCells()) {
			addAll(cell.getBodyElements(), cell.getColor(), depth + 1);
		}
	}

	private void addParagraph(XWPFParagraph paragraph, @Nullable String ground) {
		if (paragraph.getNumID() != null) {
			this.visible.append("- ");
		}
		for (IRunElement element : paragraph.getIRuns()) {
			if (element instanceof XWPFRun run) {
				(isHidden(run, ground) ? this.hidden : this.visible).append(run.text());
			}
			else {
				this.visible.append(element.toString());
			}
		}
		this.visible.append('\n');
		if (!this.hidden.isEmpty() && this.hidden.charAt(this.hidden.length() - 1) != '\n') {
			this.hidden.append('\n');
		}
	}

	private static boolean isHidden(XWPFRun run, @Nullable String ground) {
		if (run.isVanish()) {
			return true;
		}
		Double points = run.getFontSizeAsDouble();
		if (points != null && points < MIN_POINTS) {
			return true;
		}
		return isWhite(run.getColor()) && (ground == null || isWhite(ground) || "auto".equals(ground));
	}

	private static boolean isWhite(@Nullable String colour) {
		if (colour == null || !colour.matches("[0-9A-Fa-f]{6}")) {
			return false;
		}
		String upper = colour.toUpperCase(Locale.ROOT);
		return upper.charAt(0) == 'F' && upper.charAt(2) == 'F' && upper.charAt(4) == 'F' && upper.charAt(1) >= '7'
				&& upper.charAt(3) >= '7' && upper.charAt(5) >= '7';
	}

}
