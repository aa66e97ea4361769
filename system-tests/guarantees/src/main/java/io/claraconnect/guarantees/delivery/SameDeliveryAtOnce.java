package io.claraconnect.guarantees.delivery;

import java.util.List;

import io.claraconnect.guarantees.Mutant;
import io.claraconnect.guarantees.Outcome;
import io.claraconnect.guarantees.RunSize;
import io.claraconnect.guarantees.Scenario;
import io.claraconnect.guarantees.Scene;
import io.claraconnect.instruments.courier.Passage;
import io.claraconnect.instruments.courier.Policy;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.ledger.Balance;
import io.claraconnect.instruments.tenants.Candidacy;
import io.claraconnect.instruments.tenants.Tenants;

/** The same delivery many times at once. */
public final class SameDeliveryAtOnce implements Scenario {

	@Override
	public String id() {
		return "E1";
	}

	@Override
	public String name() {
		return "same delivery 50 times at once";
	}

	@Override
	public String promise() {
		return "However often a delivery comes at once, the ATS gets one note.";
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Scene scene = Scene.of(house, size, Tenants.VENDORS, size.of(3, 30));
		int copies = size.of(50, 100);
		house.courier()
			.policy((arrival, chance) -> scene.fleet().owns(arrival)
					? Policy.duplicate(copies).passages(arrival, chance) : List.of(Passage.STRAIGHT));
		try {
			List<Candidacy> people = scene.crowd(Math.max(3, size.events() / copies), 30);
			Balance balance = scene.balance();
			Scene.require(people.stream().allMatch((candidacy) -> candidacy.notes().size() == 1),
					"not one note each: " + people);
			Scene.Effects effects = scene.effects();
			Scene.require(effects.edits() == 0, "something was written again: " + effects);
			return new Outcome().with("copies of each delivery", copies).with(balance);
		}
		finally {
			house.heal();
		}
	}

	@Override
	public List<Mutant> mutants() {
		return List.of(Repeating.COMPARING);
	}

}
