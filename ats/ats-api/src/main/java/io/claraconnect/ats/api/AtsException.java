package io.claraconnect.ats.api;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A call to an ATS that did not do what was asked. Callers decide by {@link #category()},
 * never by a status code. The message holds a short code of ours and never the vendor's
 * words, which may carry personal data.
 */
public final class AtsException extends RuntimeException {

	/** What a caller can do about it. */
	public enum Category {

		/** The vendor does not accept the credentials, and renewing them did not help. */
		UNAUTHORIZED,
		/** The credentials are good but lack a permission. */
		FORBIDDEN,
		/** The record is not there, or not visible to these credentials. */
		NOT_FOUND,
		/** The vendor understood and refused: repeating the same request is useless. */
		REFUSED,
		/** The record was not in the state that the request expected. */
		CONFLICT,
		/** Too many requests; see {@link AtsException#retryAfter()}. */
		RATE_LIMITED,
		/**
		 * The vendor failed or could not be reached and certainly changed nothing; try
		 * again later.
		 */
		UNAVAILABLE,
		/** A write may or may not have been done; read back before anything else. */
		OUTCOME_UNKNOWN,
		/** The answer was not of the documented form. */
		MALFORMED,
		/** This connector cannot do that. */
		UNSUPPORTED

	}

	private static final long serialVersionUID = 1L;

	private final Category category;

	private final String code;

	private final @Nullable Duration retryAfter;

	public AtsException(Category category, String code, @Nullable Duration retryAfter, @Nullable Throwable cause) {
		super(category.name().toLowerCase(Locale.ROOT) + ": " + code, cause);
		this.category = category;
		this.code = code;
		this.retryAfter = retryAfter;
	}

	public AtsException(Category category, String code) {
		this(category, code, null, null);
	}

	/** Credentials that the vendor does not accept. */
	public static AtsException unauthorized(String code) {
		return new AtsException(Category.UNAUTHORIZED, code);
	}

	/** A record that is not there. */
	public static AtsException notFound(String code) {
		return new AtsException(Category.NOT_FOUND, code);
	}

	/** An answer that is not of the documented form. */
	public static AtsException malformed(String code) {
		return new AtsException(Category.MALFORMED, code);
	}

	/** Something that this connector does not offer. */
	public static AtsException unsupported(Capability capability) {
		return new AtsException(Category.UNSUPPORTED, capability.name().toLowerCase(Locale.ROOT));
	}

	/** What a caller can do about it. */
	public Category category() {
		return this.category;
	}

	/**
	 * A short code of ours for logs, metrics and outcomes, such as {@code http_422}. Free
	 * of personal data.
	 */
	public String code() {
		return this.code;
	}

	/** How long the vendor asked to wait, if it said so. */
	public Optional<Duration> retryAfter() {
		return Optional.ofNullable(this.retryAfter);
	}

}
