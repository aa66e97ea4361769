package io.claraconnect.reader;

import java.util.Objects;

/**
 * The document gave no text. This is an outcome of its own and never an empty text.
 *
 * @param reason why
 */
public record Unreadable(Reason reason) implements ReadOutcome {

	public Unreadable {
		Objects.requireNonNull(reason, "reason");
	}

	/** Why a document gave no text. */
	public enum Reason {

		/** No bytes. */
		EMPTY(false),
		/** More bytes than allowed, packed or unpacked. */
		TOO_LARGE(false),
		/** More pages than allowed. */
		TOO_MANY_PAGES(false),
		/** More text than allowed. */
		TOO_MUCH_TEXT(false),
		/** The bytes show no format of the allow list. */
		UNSUPPORTED_TYPE(false),
		/** Locked by a password. */
		ENCRYPTED(false),
		/** The bytes claim a format but cannot be parsed. */
		BROKEN(false),
		/** Parsed, but no visible text in it, as in a scan. */
		NO_TEXT(false),
		/** Parsing took longer than allowed. */
		TIMEOUT(false),
		/** The reader process died while it had this document. */
		CRASHED(true),
		/** No reader process could be started. */
		UNAVAILABLE(true);

		private final boolean retryable;

		Reason(boolean retryable) {
			this.retryable = retryable;
		}

		/** Whether the same bytes may be readable at a later time. */
		public boolean isRetryable() {
			return this.retryable;
		}

	}

}
