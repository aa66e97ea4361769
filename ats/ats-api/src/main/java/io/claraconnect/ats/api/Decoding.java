package io.claraconnect.ats.api;

/** What a delivery announces. */
public sealed interface Decoding {

	/** A change. */
	record Announced(AtsEvent event) implements Decoding {
	}

	/**
	 * The vendor's test or ping.
	 *
	 * @param vendorEvent the vendor's name of the event it tests, or of the test itself
	 */
	record Test(String vendorEvent) implements Decoding {
	}

	/**
	 * Something that this connector does not know.
	 *
	 * @param vendorEvent the vendor's name of it, at most 64 characters
	 */
	record Unknown(String vendorEvent) implements Decoding {
	}

	/**
	 * Not readable.
	 *
	 * @param reason a short code
	 */
	record Malformed(String reason) implements Decoding {
	}

}
