package io.claraconnect.ats.api;

import java.time.Duration;

/**
 * A vendor's request limit as its documentation states it; headers of answers may lower
 * it, never raise it.
 *
 * @param scope what the vendor counts by, for example {@code api} or {@code token}; with
 * the connection it makes the budget's key
 * @param requests requests allowed in one window, at least 1
 * @param window length of one window
 */
public record RateRule(String scope, int requests, Duration window) {

	public RateRule {
		if (requests < 1 || window.isNegative() || window.isZero()) {
			throw new IllegalArgumentException("A rate rule allows at least one request in a window of some length");
		}
	}

}
