package io.claraconnect.writeback.execute;

import org.jspecify.annotations.Nullable;

/**
 * What a look at the ATS showed.
 *
 * @param there whether the desired value is there
 * @param vendorRef the vendor's id of it, or null
 * @param concern what a person should know, as a short code, or null
 */
record Sight(boolean there, @Nullable String vendorRef, @Nullable String concern) {

	static Sight absent() {
		return new Sight(false, null, null);
	}

	static Sight present(@Nullable String vendorRef) {
		return new Sight(true, vendorRef, null);
	}

}
