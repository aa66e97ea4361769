package io.claraconnect.guarantees;

import java.util.List;

import io.claraconnect.guarantees.delivery.BrokerStopped;
import io.claraconnect.guarantees.delivery.DatabaseStopped;
import io.claraconnect.guarantees.delivery.ForgedDelivery;
import io.claraconnect.guarantees.delivery.IngressKilled;
import io.claraconnect.guarantees.delivery.RegistryAway;
import io.claraconnect.guarantees.delivery.RegistryAwayAtStart;
import io.claraconnect.guarantees.delivery.ReplayedDelivery;
import io.claraconnect.guarantees.delivery.ReversedOrder;
import io.claraconnect.guarantees.delivery.SameDeliveryAtOnce;
import io.claraconnect.guarantees.delivery.ReorderedDeliveries;
import io.claraconnect.guarantees.delivery.SlowOlderFetch;
import io.claraconnect.instruments.courier.Tampering;

/** Every scenario. Who adds one adds one line. */
public final class Scenarios {

	private Scenarios() {
	}

	/**
	 * Lists them.
	 * @return in the order in which they run
	 */
	public static List<Scenario> all() {
		return List.of(
				// Webhooks
				new ForgedDelivery("V1", Tampering.BODY), new ForgedDelivery("V2", Tampering.SECRET),
				new ForgedDelivery("V3", Tampering.MISSING), new ReplayedDelivery(),
				// Order
				new ReorderedDeliveries(), new SlowOlderFetch(), new SameDeliveryAtOnce(), new ReversedOrder(),
				// Crashes
				new IngressKilled(),
				// What is away
				new BrokerStopped(), new DatabaseStopped(), new RegistryAwayAtStart(), new RegistryAway());
	}

	/**
	 * Finds one.
	 * @param id its id, such as {@code B1}
	 * @return the scenario
	 */
	public static Scenario byId(String id) {
		return all().stream()
			.filter((scenario) -> scenario.id().equals(id))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("There is no scenario " + id));
	}

}
