package io.claraconnect.reader;

import java.io.IOException;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/** Reads a PDF page by page. */
final class PdfPages {

	private PdfPages() {
	}

	static void read(byte[] content, ReadLimits limits, PageTexts texts) {
		try (PDDocument document = Loader.loadPDF(content)) {
			int pages = document.getNumberOfPages();
			if (pages > limits.maxPages()) {
				throw new ReadRefused(Unreadable.Reason.TOO_MANY_PAGES);
			}
			for (int page = 1; page <= pages; page++) {
				VisibleTextStripper stripper = new VisibleTextStripper(limits.maxCharacters());
				stripper.setStartPage(page);
				stripper.setEndPage(page);
				texts.addPage(stripper.getText(document), stripper.hiddenText());
			}
		}
		catch (InvalidPasswordException ex) {
			throw new ReadRefused(Unreadable.Reason.ENCRYPTED);
		}
		catch (IOException ex) {
			throw new ReadRefused(Unreadable.Reason.BROKEN);
		}
	}

}
