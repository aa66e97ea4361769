package io.claraconnect.guarantees.delivery;

import io.claraconnect.guarantees.Mutant;
import io.claraconnect.local.launcher.Service;

/** That the answer waits for Kafka, which several promises rest on. */
final class Waiting {

	static final Mutant FOR_KAFKA = Mutant.cut("publishing before the answer", Service.WEBHOOK_INGRESS,
			"io.claraconnect.ingress.publish.DeliveryPublisher#send", "empty-mono");

	private Waiting() {
	}

}
