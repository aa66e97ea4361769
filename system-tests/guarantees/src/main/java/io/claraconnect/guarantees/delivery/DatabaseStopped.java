package io.claraconnect.guarantees.delivery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import io.claraconnect.guarantees.Mutant;
import io.claraconnect.guarantees.Outcome;
import io.claraconnect.guarantees.RunSize;
import io.claraconnect.guarantees.Scenario;
import io.claraconnect.guarantees.Scene;
import io.claraconnect.instruments.courier.Post;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.ledger.Balance;
import io.claraconnect.instruments.tenants.Tenants;

/** PostgreSQL is stopped while deliveries come in. */
public final class DatabaseStopped implements Scenario {

	@Override
	public String id() {
		return "D1";
	}

	@Override
	public String name() {
		return "PostgreSQL stopped";
	}

	@Override
	public String promise() {
		return "Without PostgreSQL the ingress takes every delivery with 200; once it is back everything is worked off.";
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Scene scene = Scene.of(house, size, Tenants.VENDORS, size.of(3, 30));
		Duration outage = Duration.ofSeconds(size.of(6, 60));
		try (Crowd crowd = Crowd.busy(scene, 15, size.events(), outage.plusSeconds(2))) {
			LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
			house.database().stop();
			LockSupport.parkNanos(outage.toNanos());
			crowd.await(size.patience());
			house.courier().awaitQuiet(size.patience());
			List<Post> refused = scene.posts()
				.stream()
				.filter((post) -> post.attempts().size() != 1 || post.lastStatus() != 200)
				.toList();
			Scene.require(refused.isEmpty(), "not taken at once without PostgreSQL: " + refused);
			house.database().start();
			Duration drained = scene.settle();
			Balance balance = scene.balance();
			return new Outcome().with("taken", scene.posts().size()).with("drained after", drained).with(balance);
		}
		finally {
			house.database().start();
		}
	}

	@Override
	public List<Mutant> mutants() {
		return List.of(Waiting.FOR_KAFKA);
	}

}
