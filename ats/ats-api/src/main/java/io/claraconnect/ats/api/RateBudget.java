package io.claraconnect.ats.api;

import reactor.core.publisher.Mono;

/**
 * The requests that the platform may still make against one vendor account. Shared by
 * every process that talks to that account, and safe for use by many threads.
 */
public interface RateBudget {

	/**
	 * Waits for leave to make one request.
	 * @param connection whose account is called
	 * @param rule the vendor's limit that the request counts against
	 * @return completes when the request may be sent; for lack of budget it waits, or
	 * errors with RATE_LIMITED and the time to wait where whoever subscribed cannot wait
	 * for long
	 */
	Mono<Void> acquire(Connection connection, RateRule rule);

	/**
	 * Takes note of what an answer said about the limit.
	 * @param connection whose account was called
	 * @param rule the vendor's limit that the request counted against
	 * @param observation what the answer's headers or status said
	 * @return completes when the budget knows
	 */
	Mono<Void> observed(Connection connection, RateRule rule, RateObservation observation);

}
