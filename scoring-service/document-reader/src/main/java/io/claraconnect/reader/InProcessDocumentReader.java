package io.claraconnect.reader;

/**
 * Parses in the calling process. Meant for the reader process itself and for tests:
 * hostile files can exhaust its memory or never end, so a service uses
 * {@link ForkedDocumentReader}.
 */
public final class InProcessDocumentReader implements DocumentReader {

	/** Version of the extraction rules and of the parsers behind them. */
	public static final String EXTRACTOR_VERSION = "reader-1/pdfbox-3.0.8/poi-5.5.1/jsoup-1.23.2";

	private final ReadLimits limits;

	public InProcessDocumentReader(ReadLimits limits) {
		this.limits = limits;
	}

	@Override
	public ReadOutcome read(DocumentSource source) {
		if (source.content().length == 0) {
			return new Unreadable(Unreadable.Reason.EMPTY);
		}
		if (source.content().length > this.limits.maxBytes()) {
			return new Unreadable(Unreadable.Reason.TOO_LARGE);
		}
		try {
			DocumentType type = TypeByBytes.of(source);
			PageTexts texts = new PageTexts(this.limits);
			switch (type) {
				case PDF -> PdfPages.read(source.content(), this.limits, texts);
				case DOCX -> DocxText.read(source.content(), texts);
				case HTML -> HtmlText.read(PlainText.decode(source.content()).orElse(""), texts);
				case TEXT -> texts.addPage(PlainText.decode(source.content()).orElse(""), "");
			}
			return texts.toDocument(type, EXTRACTOR_VERSION);
		}
		catch (ReadRefused ex) {
			return new Unreadable(ex.reason());
		}
		catch (RuntimeException | StackOverflowError ex) {
			return new Unreadable(Unreadable.Reason.BROKEN);
		}
	}

	@Override
	public void close() {
	}

}
