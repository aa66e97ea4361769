package io.claraconnect.guarantees.delivery;

import java.time.Duration;
import java.util.List;

import io.claraconnect.guarantees.Mutant;
import io.claraconnect.guarantees.Outcome;
import io.claraconnect.guarantees.RunSize;
import io.claraconnect.guarantees.Scenario;
import io.claraconnect.guarantees.Scene;
import io.claraconnect.instruments.courier.Arrival;
import io.claraconnect.instruments.courier.Passage;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.Until;
import io.claraconnect.instruments.ledger.Balance;
import io.claraconnect.instruments.tenants.Candidacy;
import io.claraconnect.instruments.tenants.Tenants;

/** Hired comes before applied, and unhired before hired. */
public final class ReversedOrder implements Scenario {

	/** Of applying and of one career. */
	private static final int DELIVERIES_EACH = 5;

	private static final Duration GAP = Duration.ofMillis(150);

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@Override
	public String id() {
		return "E3";
	}

	@Override
	public String name() {
		return "reversed order";
	}

	@Override
	public String promise() {
		return "Deliveries that come in the reverse of their order lead to the state that the ATS has.";
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Scene scene = Scene.of(house, size, Tenants.VENDORS, size.of(3, 30));
		house.courier().policy((arrival, _) -> scene.fleet().owns(arrival) ? List.of() : List.of(Passage.STRAIGHT));
		int sent = 0;
		try {
			int careers = size.of(1, 4);
			scene.crowd(Math.max(3, size.events() / careers / DELIVERIES_EACH), 12)
				.forEach((candidacy) -> career(candidacy, careers));
			sent = backwards(house, scene);
		}
		finally {
			house.heal();
		}
		Balance balance = scene.balance();
		return new Outcome().with("deliveries sent backwards", sent).with(balance);
	}

	private static void career(Candidacy candidacy, int times) {
		for (int i = 0; i < times; i++) {
			if (i > 0) {
				candidacy.unreject();
			}
			candidacy.move(candidacy.tenant().stages().get(1));
			candidacy.hire();
			candidacy.unhire();
			candidacy.reject();
		}
	}

	/** Those of one person in the reverse order, those of all people at the same time. */
	private static int backwards(House house, Scene scene) {
		Until.holds("the vendors have sent everything", PATIENCE, new Steady(() -> scene.arrivals().size()));
		List<Arrival> arrivals = scene.arrivals();
		long rounds = Math.max(1, arrivals.size() / Math.max(1, scene.fleet().candidacies().size()));
		for (int i = 0; i < arrivals.size(); i++) {
			long place = rounds - (long) i * rounds / arrivals.size();
			house.courier().send(arrivals.get(i), Passage.after(GAP.multipliedBy(place)));
		}
		return arrivals.size();
	}

	@Override
	public List<Mutant> mutants() {
		return List.of(Repeating.READING);
	}

}
