package io.claraconnect.guarantees.sync;

import io.claraconnect.guarantees.Mutant;
import io.claraconnect.local.launcher.Service;

/** That what is to be done outlives whoever does it. */
final class Durable {

	static final Mutant ROWS = Mutant.cut("the row of work that a delivery leaves before its offset is committed",
			Service.SYNC_WORKER, "io.claraconnect.sync.request.Wishes#ask", "empty-mono");

	private Durable() {
	}

}
