package io.claraconnect.reader;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("4.29")
class InProcessDocumentReaderTest {

	private final InProcessDocumentReader reader = new InProcessDocumentReader(ReadLimits.DEFAULT);

	@Test
	void readsPagesOfAPdfWithTheirSpans() {
		ExtractedDocument document = readable(SampleFiles
			.source(SampleFiles.pdf((content) -> SampleFiles.line(content, 60, 700, 11, "Ten years as an electrician"),
					(content) -> SampleFiles.line(content, 60, 700, 11, "Apprenticeship in Lund"))));
		assertThat(document.type()).isEqualTo(DocumentType.PDF);
		assertThat(document.pages()).isEqualTo(2);
		assertThat(document.text()).isEqualTo("Ten years as an electrician\nApprenticeship in Lund");
		assertThat(document.spans()).containsExactly(new TextSpan(1, 0, 27, true), new TextSpan(2, 28, 50, true));
		assertThat(document.warnings()).isEmpty();
	}

	@Test
	void keepsHiddenTextOfAPdfOutOfTheVisibleText() {
		ExtractedDocument document = readable(SampleFiles.source(SampleFiles.pdfWithHiddenText()));
		assertThat(document.text()).isEqualTo("Plain words of a plumber\nWhite words on a dark bar");
		assertThat(document.hiddenText().split("[\n ]")).containsExactly("whiteword", "tinyword", "offpageword",
				"modethreeword", "clearword");
		assertThat(document.warnings()).containsExactly(ReadWarning.HIDDEN_TEXT);
		assertThat(document.spans()).filteredOn((span) -> !span.visible()).hasSize(1);
	}

	@Test
	void keepsHiddenTextOfAWordFileOutOfTheVisibleText() {
		ExtractedDocument document = readable(SampleFiles.source(SampleFiles.docxWithHiddenText()));
		assertThat(document.type()).isEqualTo(DocumentType.DOCX);
		assertThat(document.text()).contains("Plain words of a plumber", "Cell words", "White words on a dark cell")
			.doesNotContain("vanishword", "whiteword", "tinyword");
		assertThat(document.hiddenText()).contains("vanishword", "whiteword", "tinyword");
		assertThat(document.warnings()).containsExactly(ReadWarning.HIDDEN_TEXT);
	}

	@Test
	void readsHtmlAsLinesAndKeepsWhatStyleHidesApart() {
		String html = "<html><head><title>x</title></head><body><h1>Nurse</h1><ul><li>Night shifts</li><li>Triage</li></ul>"
				+ "<p style='display: none'>stuffing</p><script>code()</script><p>Two<br>lines</p></body></html>";
		ExtractedDocument document = readable(SampleFiles.text(html));
		assertThat(document.type()).isEqualTo(DocumentType.HTML);
		assertThat(document.text()).isEqualTo("Nurse\n- Night shifts\n- Triage\nTwo\nlines");
		assertThat(document.hiddenText()).isEqualTo("stuffing");
	}

	@Test
	void readsTextInUtf8AndInWindows1252() {
		assertThat(readable(SampleFiles.text("Größe")).text()).isEqualTo("Größe");
		byte[] western = "Größe".getBytes(Charset.forName("windows-1252"));
		assertThat(readable(SampleFiles.source(western)).text()).isEqualTo("Größe");
		byte[] wide = "\uFEFFGröße".getBytes(StandardCharsets.UTF_16LE);
		assertThat(readable(SampleFiles.source(wide)).text()).isEqualTo("Größe");
	}

	@Test
	void removesZeroWidthCharactersAndSaysSo() {
		ExtractedDocument document = readable(SampleFiles.text("Ja\u200Bva and \uFB01nance"));
		assertThat(document.text()).isEqualTo("Java and finance");
		assertThat(document.warnings()).containsExactly(ReadWarning.INVISIBLE_CHARACTERS);
	}

	@Test
	void saysWhyADocumentCannotBeRead() {
		byte[] pdf = SampleFiles.simplePdf("cut off");
		assertThat(reasonOf(new byte[0])).isEqualTo(Unreadable.Reason.EMPTY);
		assertThat(reasonOf("%PDF-1.7 nothing else".getBytes(StandardCharsets.US_ASCII)))
			.isEqualTo(Unreadable.Reason.BROKEN);
		assertThat(reasonOf(Arrays.copyOf(pdf, 90))).isIn(Unreadable.Reason.BROKEN, Unreadable.Reason.NO_TEXT);
		assertThat(reasonOf(SampleFiles.encryptedPdf())).isEqualTo(Unreadable.Reason.ENCRYPTED);
		assertThat(reasonOf(SampleFiles.pdf((content) -> {
		}))).isEqualTo(Unreadable.Reason.NO_TEXT);
		assertThat(reasonOf(SampleFiles.zip("xl/workbook.xml", 10))).isEqualTo(Unreadable.Reason.UNSUPPORTED_TYPE);
		assertThat(reasonOf(SampleFiles.zip("word/document.xml", 10))).isEqualTo(Unreadable.Reason.BROKEN);
		assertThat(reasonOf(new byte[] { 0x7F, 'E', 'L', 'F', 0, 1, 2 })).isEqualTo(Unreadable.Reason.UNSUPPORTED_TYPE);
		assertThat(reasonOf("{\\rtf1 hello}".getBytes(StandardCharsets.US_ASCII)))
			.isEqualTo(Unreadable.Reason.UNSUPPORTED_TYPE);
	}

	@Test
	void refusesWhatExceedsALimit() {
		assertThat(reasonOf(new byte[ReadLimits.DEFAULT.maxBytes() + 1])).isEqualTo(Unreadable.Reason.TOO_LARGE);
		assertThat(reasonOf(SampleFiles.zip("word/document.xml", 20 * 1024 * 1024)))
			.isEqualTo(Unreadable.Reason.TOO_LARGE);
		assertThat(reasonOf("word ".repeat(50_000).getBytes(StandardCharsets.US_ASCII)))
			.isEqualTo(Unreadable.Reason.TOO_MUCH_TEXT);
		SampleFiles.PdfContent[] pages = new SampleFiles.PdfContent[61];
		Arrays.fill(pages, (SampleFiles.PdfContent) (content) -> {
		});
		assertThat(reasonOf(SampleFiles.pdf(pages))).isEqualTo(Unreadable.Reason.TOO_MANY_PAGES);
	}

	@Test
	void showsNoContentInToString() {
		ExtractedDocument document = readable(SampleFiles.text("Tova Lindqvist"));
		assertThat(List.of(document.toString(), SampleFiles.text("Tova").toString()))
			.noneMatch((text) -> text.contains("Tova"));
	}

	private ExtractedDocument readable(DocumentSource source) {
		ReadOutcome outcome = this.reader.read(source);
		assertThat(outcome).isInstanceOf(ExtractedDocument.class);
		return (ExtractedDocument) outcome;
	}

	private Unreadable.Reason reasonOf(byte[] bytes) {
		ReadOutcome outcome = this.reader.read(SampleFiles.source(bytes));
		assertThat(outcome).isInstanceOf(Unreadable.class);
		return ((Unreadable) outcome).reason();
	}

}
