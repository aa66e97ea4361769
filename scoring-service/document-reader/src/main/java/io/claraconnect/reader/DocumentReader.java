package io.claraconnect.reader;

/**
 * Reads one document. Every document has exactly one outcome; nothing about its content
 * is thrown or logged.
 *
 * Implementations are safe for use by many threads.
 */
public interface DocumentReader extends AutoCloseable {

	/**
	 * Reads a document. Safe to repeat: reading has no effect outside the reader.
	 * @param source the bytes and what the sender says they are
	 * @return the text, or the reason why there is none
	 */
	ReadOutcome read(DocumentSource source);

	@Override
	void close();

}
