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

/**
 * The schema registry is restored empty while consumers restart and people apply; then
 * the deployment step registers everything again.
 */
public final class RegistryLost implements Scenario {

	private static final List<Service> RESTARTED = List.of(Service.SYNC_WORKER, Service.SCORING_SERVICE);

	private static final String FIND = "io.claraconnect.kit.kafka.KnownSchemas#find";

	@Override
	public String id() {
		return "R3";
	}

	@Override
	public String name() {
		return "registry restored empty";
	}

	@Override
	public String promise() {
		return "A registry that lost its memory costs nothing: records are read on, and written again once it has its schemas back under their old ids.";
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Scene scene = Scene.of(house, size, Tenants.VENDORS, size.of(3, 30));
		int before = house.topics().deadLetters().size();
		List<CompletableFuture<Void>> starting = List.of();
		try (Crowd crowd = Crowd.busy(scene, 9, size.events(), size.pace(size.of(100, size.events())))) {
			RESTARTED.forEach((service) -> house.service(service).kill());
			house.registry().wipe();
			crowd.await(size.patience());
			house.courier().awaitQuiet(size.patience());
			starting = RESTARTED.stream().map((service) -> house.service(service).begin()).toList();
			LockSupport.parkNanos(Duration.ofSeconds(size.of(12, 30)).toNanos());
			Scene.require(house.topics().deadLetters().size() == before, "dead letters while the registry is empty");
		}
		finally {
			house.registry().deploySchemas();
			starting.forEach((start) -> start.orTimeout(2, TimeUnit.MINUTES).join());
			RESTARTED.forEach((service) -> house.service(service).start());
		}
		Duration drained = scene.settle();
		Balance balance = scene.balance();
		Scene.require(house.topics().deadLetters().size() == before, "dead letters of a registry that was empty");
		return new Outcome().with("drained after", drained).with(balance);
	}

	/** A registry takes its time to start. */
	@Override
	public boolean isQuick() {
		return false;
	}

	@Override
	public List<Mutant> mutants() {
		return List.of(Mutant.cut("schemas that services have with them", Service.SYNC_WORKER, FIND, "empty-optional")
			.and(Service.SCORING_SERVICE, FIND, "empty-optional"));
	}

}
