package io.claraconnect.ats.api;

import org.jspecify.annotations.Nullable;

/**
 * The bytes of a document. Personal data.
 *
 * @param bytes the bytes; not copied, so nobody may change them
 * @param contentType the media type that the download stated, or null
 */
public record DocumentContent(byte[] bytes, @Nullable String contentType) {

	@Override
	public String toString() {
		return "DocumentContent[" + this.bytes.length + " bytes]";
	}

}
