package io.claraconnect.sandbox.teamtailor;

import io.claraconnect.sandbox.vendor.Workbench;
import io.claraconnect.sandbox.world.Account;

/**
 * Through whose eyes the account is read.
 *
 * @param base scheme, host and prefix by which the caller came
 * @param modern whether the caller speaks 20240904
 * @param admin whether the key is of scope Admin
 */
record View(Account account, Workbench bench, String base, boolean modern, boolean admin) {

	String self(String type, String id) {
		return this.base + "/v1/" + type + "/" + id;
	}

}
