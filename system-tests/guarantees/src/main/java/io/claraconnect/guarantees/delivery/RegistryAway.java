package io.claraconnect.guarantees.delivery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.claraconnect.guarantees.Mutant;
import io.claraconnect.guarantees.Outcome;
import io.claraconnect.guarantees.RunSize;
import io.claraconnect.guarantees.Scenario;
import io.claraconnect.guarantees.Scene;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.ledger.Balance;
import io.claraconnect.instruments.tenants.Tenants;
import io.claraconnect.local.launcher.Service;

/** The schema registry is away while the consumers restart, which know no schema then. */
public final class RegistryAway implements Scenario {

	private static final List<Service> RESTARTED = List.of(Service.SYNC_WORKER, Service.SCORING_SERVICE);

	@Override
	public String id() {
		return "R2";
	}

	@Override
	public String name() {
		return "registry away while consumers restart";
	}

	@Override
	public String promise() {
		return "What cannot be decoded because the registry is away waits: nothing is dead-lettered, nothing lost.";
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Scene scene = Scene.of(house, size, Tenants.VENDORS, size.of(3, 30));
		int before = house.topics().deadLetters().size();
		List<CompletableFuture<Void>> starting = List.of();
		try {
			house.registry().kill();
			RESTARTED.forEach((service) -> house.service(service).kill());
			try (Crowd crowd = Crowd.busy(scene, 9, size.events(), size.pace(size.of(100, size.events())))) {
				crowd.await(size.patience());
			}
			house.courier().awaitQuiet(size.patience());
			starting = RESTARTED.stream().map((service) -> house.service(service).begin()).toList();
			LockSupport.parkNanos(Duration.ofSeconds(size.of(12, 30)).toNanos());
			Scene.require(house.topics().deadLetters().size() == before, "dead letters while the registry is away");
		}
		finally {
			house.registry().start();
			starting.forEach((start) -> start.orTimeout(2, TimeUnit.MINUTES).join());
		}
		Duration drained = scene.settle();
		Balance balance = scene.balance();
		Scene.require(house.topics().deadLetters().size() == before, "dead letters of a registry that was away");
		return new Outcome().with("drained after", drained).with(balance);
	}

	@Override
	public List<Mutant> mutants() {
		return List.of(Mutant.cut("telling a registry that is away from bytes that are wrong", Service.SYNC_WORKER,
				"io.claraconnect.kit.kafka.RegistryClient#schemaById", "null"));
	}

}
