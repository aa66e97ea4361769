package io.claraconnect.sandbox.world;

import java.util.Map;

/**
 * The knobs of an account, set over the control API.
 *
 * @param rateLimit requests per window of the vendor; 0 = the vendor's usual number
 * @param timeWarp how many times faster than the real vendor webhook retries come
 * @param visibilityDelayMs by kind (note, application, candidate, tag, appliedTag, job,
 * attachment): how long a write stays invisible in lists
 * @param duplicateWebhooks how many extra copies of each delivery are sent
 * @param shuffleWindowMs deliveries wait a random time up to this, so that they overtake
 * each other; 0 = off
 * @param options switches that only one vendor has
 */
public record Settings(int rateLimit, double timeWarp, Map<String, Long> visibilityDelayMs, int duplicateWebhooks,
		long shuffleWindowMs, Map<String, String> options) {

	/** The real vendor's behaviour. */
	public static final Settings DEFAULT = new Settings(0, 1, Map.of(), 0, 0, Map.of());

	/** Returns a vendor option. */
	public String option(String name, String otherwise) {
		return this.options.getOrDefault(name, otherwise);
	}

}
