package io.claraconnect.reader;

/**
 * Bounds of one document. What exceeds them is unreadable, not cut.
 *
 * @param maxBytes size of the file
 * @param maxPages pages of a paged format
 * @param maxCharacters characters of visible and of hidden text, each
 */
public record ReadLimits(int maxBytes, int maxPages, int maxCharacters) {

	/** 10 MB, 60 pages, 200,000 characters. */
	public static final ReadLimits DEFAULT = new ReadLimits(10 * 1024 * 1024, 60, 200_000);

	public ReadLimits {
		if (maxBytes < 1 || maxPages < 1 || maxCharacters < 1) {
			throw new IllegalArgumentException("Limits must be positive");
		}
	}

}
