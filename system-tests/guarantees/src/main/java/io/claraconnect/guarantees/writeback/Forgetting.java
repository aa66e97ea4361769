package io.claraconnect.guarantees.writeback;

import io.claraconnect.guarantees.Mutant;
import io.claraconnect.local.launcher.Service;

/** The mechanisms of write-back, and what the service is without them. */
final class Forgetting {

	private static final String EXECUTE = "io.claraconnect.writeback.execute.";

	private static final String NOTHING_EARLIER = "mono:empty-optional";

	/** Nothing is known of a call when the process dies during it. */
	static final Mutant THE_INTENT = Mutant
		.cut("the intent in the ledger and the search before a first note", Service.WRITEBACK_SERVICE,
				EXECUTE + "Journal#intend", "empty-mono")
		.and(Service.WRITEBACK_SERVICE, EXECUTE + "NoteActions#earlier", NOTHING_EARLIER);

	/** A write without an answer is taken for one that was not made. */
	static final Mutant TO_READ_BACK = Mutant
		.cut("reading back", Service.WRITEBACK_SERVICE, EXECUTE + "NoteActions#look",
				"mono:call:" + EXECUTE + "Sight#absent")
		.and(Service.WRITEBACK_SERVICE, EXECUTE + "NoteActions#earlier", NOTHING_EARLIER);

	/** Bytes leave whoever has the person. */
	static final Mutant TO_ASK = Mutant.cut("asking right before the bytes", Service.WRITEBACK_SERVICE,
			EXECUTE + "StillOurs#ask", "empty-mono");

	/** Late writes are not looked for. */
	static final Mutant TO_AUDIT = Mutant.cut("the audit", Service.WRITEBACK_SERVICE, EXECUTE + "TwinAudit#notes",
			"empty-mono");

	private Forgetting() {
	}

}
