package io.claraconnect.guarantees.delivery;

import java.util.List;

import io.claraconnect.guarantees.Mutant;
import io.claraconnect.guarantees.Outcome;
import io.claraconnect.guarantees.RunSize;
import io.claraconnect.guarantees.Scenario;
import io.claraconnect.guarantees.Scene;
import io.claraconnect.instruments.courier.Arrival;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.ledger.Balance;
import io.claraconnect.instruments.tenants.Tenants;

/** Somebody who has listened sends genuine deliveries again, later. */
public final class ReplayedDelivery implements Scenario {

	@Override
	public String id() {
		return "V4";
	}

	@Override
	public String name() {
		return "replayed delivery";
	}

	@Override
	public String promise() {
		return "A genuine delivery that comes again changes nothing, however often.";
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Scene scene = Scene.of(house, size, Tenants.VENDORS, 3);
		scene.crowd(size.of(6, 90), 6);
		scene.settle();
		Scene.Effects before = scene.effects();
		int replays = 0;
		while (replays < size.of(30, size.events())) {
			for (Arrival arrival : scene.arrivals()) {
				house.courier().replay(arrival);
				replays++;
			}
		}

		Balance balance = scene.balance();

		Scene.Effects after = scene.effects();
		Scene.require(after.equals(before), "before the replays " + before + ", after them " + after);
		return new Outcome().with("replays", replays).with(balance);
	}

	@Override
	public List<Mutant> mutants() {
		return List.of(Repeating.COMPARING);
	}

}
