package io.claraconnect.guarantees.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Random;

import io.claraconnect.guarantees.Mutant;
import io.claraconnect.guarantees.Outcome;
import io.claraconnect.guarantees.Recruiting;
import io.claraconnect.guarantees.RunSize;
import io.claraconnect.guarantees.Scenario;
import io.claraconnect.guarantees.Scene;
import io.claraconnect.instruments.courier.Policy;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.tenants.Candidacy;
import io.claraconnect.instruments.tenants.Tenants;

/**
 * Recruiters work while half of the deliveries overtake each other and some come twice.
 */
public final class ReorderedDeliveries implements Scenario {

	@Override
	public String id() {
		return "O1";
	}

	@Override
	public String name() {
		return "reordered deliveries";
	}

	@Override
	public String promise() {
		return "In the end snapshot, status and ATS agree about every candidacy, in whatever order deliveries came.";
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Scene scene = Scene.of(house, size, Tenants.VENDORS, size.of(3, 30));
		Random random = new Random(size.seed());
		house.courier()
			.policy((arrival, chance) -> scene.fleet().owns(arrival)
					? Policy.mixed(0.05, 0.5, Duration.ofSeconds(3)).passages(arrival, chance)
					: Policy.pass().passages(arrival, chance));
		try {
			List<Candidacy> people = scene.crowd(Math.max(6, size.events() / size.of(4, 20)), 12);
			for (int turn = 0; turn < size.of(3, 18); turn++) {
				people.forEach((candidacy) -> Recruiting.act(candidacy, random));
			}
			house.courier().awaitQuiet(size.patience());
		}
		finally {
			house.heal();
		}
		return new Outcome().with("seed", size.seed()).with(scene.balance());
	}

	@Override
	public List<Mutant> mutants() {
		return List.of(Repeating.READING);
	}

}
