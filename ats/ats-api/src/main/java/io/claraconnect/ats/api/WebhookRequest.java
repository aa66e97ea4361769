package io.claraconnect.ats.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A delivery as it came in, before anything is known about it.
 *
 * @param slot the slot that the URL names, or empty when it names none
 * @param headers all headers, names in lower case, every value of a repeated header
 * @param body the raw bytes; not copied, so nobody may change them
 * @param receivedAt when the platform got it
 */
public record WebhookRequest(String slot, Map<String, List<String>> headers, byte[] body, Instant receivedAt) {

	/**
	 * The value of a header that must stand exactly once; empty when it is missing or
	 * repeated.
	 */
	public Optional<String> single(String lowerCaseName) {
		List<String> values = this.headers.getOrDefault(lowerCaseName, List.of());
		return (values.size() == 1) ? Optional.of(values.get(0)) : Optional.empty();
	}

	/** Tells the size alone: headers carry signatures and tokens. */
	@Override
	public String toString() {
		return "WebhookRequest[" + this.body.length + " bytes]";
	}

}
