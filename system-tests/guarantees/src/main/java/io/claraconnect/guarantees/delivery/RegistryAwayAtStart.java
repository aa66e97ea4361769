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
import io.claraconnect.instruments.house.ServiceServer;
import io.claraconnect.instruments.ledger.Balance;
import io.claraconnect.instruments.tenants.Tenants;
import io.claraconnect.local.launcher.Service;

/** The front door starts while the schema registry is away. */
public final class RegistryAwayAtStart implements Scenario {

	@Override
	public String id() {
		return "R1";
	}

	@Override
	public String name() {
		return "registry away at the start of the ingress";
	}

	@Override
	public String promise() {
		return "An ingress that cannot know its schemas takes nothing that it would lose, and recovers by itself.";
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Scene scene = Scene.of(house, size, Tenants.VENDORS, size.of(3, 30));
		ServiceServer ingress = house.service(Service.WEBHOOK_INGRESS);
		CompletableFuture<Void> start = CompletableFuture.completedFuture(null);
		try {
			house.registry().kill();
			ingress.kill();
			start = ingress.begin();
			scene.crowd(size.of(6, size.events() / 2), 6);
			LockSupport.parkNanos(Duration.ofSeconds(size.of(10, 30)).toNanos());
			Scene.require(!ingress.isReady(), "the ingress is ready although it knows no schema");
		}
		finally {
			house.registry().start();
			start.orTimeout(2, TimeUnit.MINUTES).join();
		}
		Duration drained = scene.settle();
		Balance balance = scene.balance();
		return new Outcome().with("drained after", drained).with(balance);
	}

	@Override
	public List<Mutant> mutants() {
		return List.of(Mutant.cut("waiting for the schemas before being ready", Service.WEBHOOK_INGRESS,
				"io.claraconnect.kit.kafka.SchemaIds#look", "empty-list"));
	}

}
