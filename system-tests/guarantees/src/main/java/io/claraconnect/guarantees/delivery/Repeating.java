package io.claraconnect.guarantees.delivery;

import io.claraconnect.guarantees.Mutant;
import io.claraconnect.local.launcher.Service;

/** What makes a delivery a hint to read again, and a second reading harmless. */
public final class Repeating {

	/** Every delivery leads to a read that begins after it came. */
	public static final Mutant READING = Mutant.cut("a row of work for each delivery", Service.SYNC_WORKER,
			"io.claraconnect.sync.request.DeliveryListener#write", "mono:true");

	/**
	 * What was read is compared with what was known, what is decided with what stood, and
	 * what is to be written with what is there. Each of the three alone is enough.
	 */
	public static final Mutant COMPARING = Mutant
		.cut("comparing what comes with what is there", Service.SYNC_WORKER,
				"io.claraconnect.sync.application.Known#content", "null")
		.and(Service.CONFIG_SERVICE, "io.claraconnect.config.status.KnownApplication$Decision#equals", "false")
		.and(Service.WRITEBACK_SERVICE, "io.claraconnect.writeback.plan.LedgerEntry#trusted", "false");

	private Repeating() {
	}

}
