package io.claraconnect.sandbox.http;

import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A misbehaviour that was ordered. Null criteria match everything.
 *
 * @param id names the fault in the request log
 * @param vendor whose calls are hit
 * @param account the account whose credentials the call carries
 * @param method the HTTP method
 * @param path must be found in the vendor's path
 * @param kind what goes wrong
 * @param status the status for the kinds that answer one
 * @param retryAfter the Retry-After header to send along, in seconds
 * @param says words of the vendor, for the kind that repeats
 * @param delayMs for the kinds that wait
 * @param times how often it strikes
 * @param probability how likely a matching call is hit, 0 to 1
 * @param random decides it, from the given seed
 */
public record Fault(String id, @Nullable String vendor, @Nullable String account, @Nullable String method,
		@Nullable Pattern path, Kind kind, int status, @Nullable String retryAfter, String says, long delayMs,
		int times, double probability, Random random) {

	/** What can go wrong. */
	public enum Kind {

		/** Answers the status; nothing is done. */
		STATUS,
		/** Answers rightly, after the delay. */
		SLOW,
		/**
		 * Answers the status and repeats all that was asked, credentials included, as
		 * careless vendors do; a redirect leads to an address that repeats it too.
		 * Nothing is done.
		 */
		ECHO,
		/** Closes the connection; nothing is done. */
		CUT,
		/** Does what was asked, then closes the connection without an answer. */
		APPLY_THEN_CUT,
		/** Does what was asked, stays silent for the delay, then closes. */
		APPLY_THEN_TIMEOUT,
		/** Does what was asked, then answers the status. */
		APPLY_THEN_STATUS,
		/** Answers a gateway's HTML page with the status; nothing is done. */
		HTML,
		/** Does what was asked and sends half of the answer. */
		TRUNCATE,
		/**
		 * Does what was asked and sends the answer byte by byte, the delay between them.
		 */
		HANG_BYTES;

		/**
		 * Returns the kind by its name in the control API, {@code apply-then-cut} say.
		 */
		public static Kind of(String name) {
			return valueOf(name.replace('-', '_').toUpperCase(Locale.ROOT));
		}

		/** Returns the name in the control API. */
		public String label() {
			return name().replace('_', '-').toLowerCase(Locale.ROOT);
		}

		boolean applies() {
			return this != STATUS && this != ECHO && this != CUT && this != HTML;
		}

	}

	boolean matches(String vendor, @Nullable String account, String method, String path) {
		return fits(this.vendor, vendor) && fits(this.account, account)
				&& (this.method == null || this.method.equalsIgnoreCase(method))
				&& (this.path == null || this.path.matcher(path).find());
	}

	private static boolean fits(@Nullable String wanted, @Nullable String actual) {
		return wanted == null || wanted.equals(actual);
	}

}
