package io.claraconnect.guarantees.crash;

import io.claraconnect.guarantees.Mutant;
import io.claraconnect.local.launcher.Service;

/** What of each service outlives its process: rows that are committed with the change. */
final class Lasting {

	private static final String OUTBOX = "io.claraconnect.kit.outbox.Outbox#add";

	private static final String NOTHING = "empty-mono";

	private Lasting() {
	}

	/** The service without what it commits for the next process to go on with. */
	static Mutant of(Service service) {
		return switch (service) {
			case WEBHOOK_INGRESS -> Mutant.cut("publishing before the answer", service,
					"io.claraconnect.ingress.publish.DeliveryPublisher#send", NOTHING);
			case SYNC_WORKER, SCORING_SERVICE ->
				Mutant.cut("the event in the transaction of the change", service, OUTBOX, NOTHING);
			case CONFIG_SERVICE -> Mutant.cut("the events in the transaction of the decision", service,
					"io.claraconnect.config.status.StatusEvents#add", NOTHING);
			case WRITEBACK_SERVICE -> Mutant.cut("the row of work that a status leaves", service,
					"io.claraconnect.kit.work.WorkRows#upsert", NOTHING);
		};
	}

}
