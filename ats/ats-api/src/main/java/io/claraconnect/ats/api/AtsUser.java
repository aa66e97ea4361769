package io.claraconnect.ats.api;

import org.jspecify.annotations.Nullable;

/**
 * A user of the customer's account at the vendor.
 *
 * @param id the vendor's id
 * @param name the name shown at the vendor
 * @param email the primary address, or null when hidden
 * @param siteAdmin whether the user has the vendor's highest rights, as far as the vendor
 * tells
 */
public record AtsUser(String id, String name, @Nullable String email, boolean siteAdmin) {

	@Override
	public String toString() {
		return "AtsUser[" + this.id + "]";
	}

}
