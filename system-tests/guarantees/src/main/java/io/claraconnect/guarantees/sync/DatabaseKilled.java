package io.claraconnect.guarantees.sync;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

import io.claraconnect.guarantees.Mutant;
import io.claraconnect.guarantees.Outcome;
import io.claraconnect.guarantees.RunSize;
import io.claraconnect.guarantees.Scenario;
import io.claraconnect.guarantees.Scene;
import io.claraconnect.guarantees.delivery.Crowd;
import io.claraconnect.guarantees.delivery.Repeating;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.Server;
import io.claraconnect.instruments.ledger.Balance;
import io.claraconnect.instruments.tenants.Tenants;
import io.claraconnect.local.launcher.Service;

/** {@code kill -9} of PostgreSQL again and again while people apply. */
public final class DatabaseKilled implements Scenario {

	@Override
	public String id() {
		return "D2";
	}

	@Override
	public String name() {
		return "PostgreSQL killed repeatedly";
	}

	@Override
	public String promise() {
		return "Services go on by themselves after each kill of PostgreSQL; nothing is lost, given up or written twice.";
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Scene scene = Scene.of(house, size, Tenants.VENDORS, size.of(3, 30));
		Random random = new Random(size.seed());
		int kills = size.of(2, 10);
		Duration lasts = size.lasts(Duration.ofSeconds(5));
		List<Long> processes = processes(house);
		try (Crowd crowd = Crowd.busy(scene, 18, size.events(), lasts)) {
			for (int kill = 0; kill < kills; kill++) {
				LockSupport.parkNanos((long) (lasts.dividedBy(kills).toNanos() * random.nextDouble()));
				house.database().kill();
				LockSupport.parkNanos(Duration.ofMillis(1000 + random.nextInt(3000)).toNanos());
				house.database().start();
			}
			crowd.await(size.patience());
			Duration drained = scene.settle();
			Balance balance = scene.balance();
			Scene.require(processes.equals(processes(house)), "a service did not live on");
			Scene.require(balance.of("deliveries in dead letters") == 0, "deliveries were given up: " + balance);
			return new Outcome().with("kills", kills).with("drained after", drained).with(balance);
		}
		finally {
			house.database().start();
		}
	}

	private static List<Long> processes(House house) {
		return house.services().stream().map(Server::pid).toList();
	}

	/** A stopped database is shown with every build. */
	@Override
	public boolean isQuick() {
		return false;
	}

	@Override
	public List<Mutant> mutants() {
		return List.of(Repeating.READING, Mutant.cut("waiting where waiting heals", Service.SYNC_WORKER,
				"io.claraconnect.kit.kafka.Attempts#isProgrammingError", "true"));
	}

}
