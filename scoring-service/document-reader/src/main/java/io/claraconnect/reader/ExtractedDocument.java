package io.claraconnect.reader;

import java.util.List;
import java.util.Objects;

/**
 * The text of a document. Hidden text is kept apart for audit and never enters
 * {@link #text()}.
 *
 * @param type the format that the bytes showed
 * @param text what a person sees when the file is opened, NFKC normalised, lines ended by
 * {@code \n}
 * @param hiddenText what a person does not see (white, tiny, off page, invisible), empty
 * when there is none
 * @param spans where each page's text lies: a visible span counts in {@link #text()}, a
 * hidden one in {@link #hiddenText()}
 * @param pages number of pages; 1 for formats without pages
 * @param warnings what the reader noticed, in the order of the enum, without repeats
 * @param extractorVersion changes whenever the same bytes could give another text
 */
public record ExtractedDocument(DocumentType type, String text, String hiddenText, List<TextSpan> spans, int pages,
		List<ReadWarning> warnings, String extractorVersion) implements ReadOutcome {

	public ExtractedDocument {
		Objects.requireNonNull(type, "type");
		Objects.requireNonNull(text, "text");
		Objects.requireNonNull(hiddenText, "hiddenText");
		Objects.requireNonNull(extractorVersion, "extractorVersion");
		spans = List.copyOf(spans);
		warnings = warnings.stream().sorted().distinct().toList();
	}

	/** Never shows the text: it is personal data. */
	@Override
	public String toString() {
		return "ExtractedDocument[" + this.type + ", " + this.pages + " pages, " + this.text.length() + " characters, "
				+ this.warnings + "]";
	}

}
