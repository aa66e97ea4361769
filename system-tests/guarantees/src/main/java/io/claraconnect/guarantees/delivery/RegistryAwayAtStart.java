package io.claraconnect.guarantees.delivery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.claraconnect.guarantees.Mutant;
import io.claraconnect.guarantees.Outcome;
import io.claraconnect.guarantees.RunSize;
import io.claraconnect.guarantees.Scenario;
import io.claraconnect.guarantees.Scene;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.ServiceServer;
import io.claraconnect.instruments.house.Until;
import io.claraconnect.instruments.ledger.Balance;
import io.claraconnect.instruments.tenants.Tenants;
import io.claraconnect.local.launcher.Service;

/** The front door starts while the schema registry is away. */
public final class RegistryAwayAtStart implements Scenario {

	private static final Duration SOON = Duration.ofSeconds(90);

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
	public boolean isQuick() {
		return false;
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
			try (Crowd crowd = Crowd.busy(scene, 6, size.events(), size.pace(size.of(100, size.events())))) {
				crowd.await(size.patience());
			}
			Until.holds("the ingress is up and answers that it cannot take anything", SOON, () -> isTurnedAway(scene));
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

	private static boolean isTurnedAway(Scene scene) {
		return scene.posts()
			.stream()
			.flatMap((post) -> post.attempts().stream())
			.anyMatch((attempt) -> attempt.status() == 503);
	}

	@Override
	public List<Mutant> mutants() {
		return List.of(Waiting.FOR_KAFKA);
	}

}
