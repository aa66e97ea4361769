package io.claraconnect.reader;

import java.util.Objects;

/**
 * Bytes to read. The declared type and the file name are hints for text formats without
 * magic bytes and decide nothing against the bytes themselves.
 *
 * @param content the whole file; not copied, the caller must not change it afterwards
 * @param contentType the declared media type, empty when unknown
 * @param fileName the declared file name, empty when unknown
 */
@SuppressWarnings("ArrayRecordComponent")
public record DocumentSource(byte[] content, String contentType, String fileName) {

	public DocumentSource {
		Objects.requireNonNull(content, "content");
		Objects.requireNonNull(contentType, "contentType");
		Objects.requireNonNull(fileName, "fileName");
	}

	/** Never shows content or name: both can hold personal data. */
	@Override
	public String toString() {
		return "DocumentSource[" + this.content.length + " bytes]";
	}

}
