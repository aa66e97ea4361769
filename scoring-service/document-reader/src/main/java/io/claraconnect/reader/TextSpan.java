package io.claraconnect.reader;

/**
 * A stretch of extracted text, half open, in UTF-16 units.
 *
 * @param page page number from 1
 * @param start first offset
 * @param end offset after the last character
 * @param visible whether the offsets count in the visible or in the hidden text
 */
public record TextSpan(int page, int start, int end, boolean visible) {

	public TextSpan {
		if (page < 1 || start < 0 || end < start) {
			throw new IllegalArgumentException("Not a span: page " + page + ", " + start + ".." + end);
		}
	}

}
