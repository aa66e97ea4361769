package io.claraconnect.ats.api;

/** What became of verifying a delivery. */
public sealed interface Verification {

	/**
	 * The delivery is authentic.
	 *
	 * @param scope what the signature covers
	 * @param secretId which secret it was signed with
	 * @param deliveryId identifies the delivery for removing duplicates: the vendor's id,
	 * or a digest of the bytes
	 */
	record Authentic(Scope scope, String secretId, String deliveryId) implements Verification {
	}

	/**
	 * The delivery is not authentic.
	 *
	 * @param reason a short code for metrics, never told to the sender
	 */
	record Refused(String reason) implements Verification {
	}

	/**
	 * The body cannot be read as far as verifying needs.
	 *
	 * @param reason a short code
	 */
	record Malformed(String reason) implements Verification {
	}

	/** What a signature covers. */
	enum Scope {

		/** Every byte of the body. */
		BODY,
		/**
		 * Only a token or id inside the body: the rest is a hint that may cause a read
		 * and nothing else.
		 */
		ENVELOPE

	}

}
