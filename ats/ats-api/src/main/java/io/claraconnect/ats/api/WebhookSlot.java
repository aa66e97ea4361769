package io.claraconnect.ats.api;

/**
 * One webhook to set up.
 *
 * @param name the platform's name of the slot, part of its URL: lower-case letters,
 * digits, hyphens
 * @param vendorEvent what the vendor's screen or API calls the event
 * @param required whether the platform misses changes without it until the next sweep
 * @param secretMadeBy who makes the signing secret
 */
public record WebhookSlot(String name, String vendorEvent, boolean required, SecretMaker secretMadeBy) {

	/** Who makes the secret that deliveries are signed with. */
	public enum SecretMaker {

		/** The platform makes it and the admin enters it at the vendor. */
		PLATFORM,
		/**
		 * The vendor makes it and the admin enters it on our side, or the API returns it.
		 */
		VENDOR

	}

}
