package io.claraconnect.reader;

/** What the reader noticed in a document that it could read. */
public enum ReadWarning {

	/** Text that a person does not see was found and kept out of the visible text. */
	HIDDEN_TEXT,

	/** Zero-width or bidirectional control characters were removed. */
	INVISIBLE_CHARACTERS,

	/** Some pages gave no text, as scanned pages do. */
	PAGES_WITHOUT_TEXT

}
