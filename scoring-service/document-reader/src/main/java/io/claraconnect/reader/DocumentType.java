package io.claraconnect.reader;

/** The formats that may be read. Anything else is refused by its bytes. */
public enum DocumentType {

	/** Portable Document Format. */
	PDF,

	/** Office Open XML word processing. */
	DOCX,

	/** HTML page. */
	HTML,

	/** Plain text in UTF-8, UTF-16 with a byte order mark, or Windows-1252. */
	TEXT

}
