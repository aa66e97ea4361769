package io.claraconnect.guarantees.sync;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
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
import io.claraconnect.instruments.house.ServiceServer;
import io.claraconnect.instruments.tenants.Tenants;

/** {@code kill -9} of all five services at the same time while people apply. */
public final class AllKilled implements Scenario {

	private static final Duration GONE = Duration.ofSeconds(120);

	@Override
	public String id() {
		return "C6";
	}

	@Override
	public String name() {
		return "all five services killed at once";
	}

	@Override
	public String promise() {
		return "Nothing is lost or written twice, and the backlog is gone 120 s after they are back.";
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Scene scene = Scene.of(house, size, Tenants.VENDORS, size.of(3, 30));
		Random random = new Random(size.seed());
		int kills = size.of(1, 5);
		int deliveries = size.events() / kills;
		Duration lasts = size.isQuick() ? Duration.ofSeconds(4) : size.pace(deliveries);
		Duration slowestStart = Duration.ZERO;
		Duration slowestDrain = Duration.ZERO;
		try {
			for (int kill = 0; kill < kills; kill++) {
				try (Crowd crowd = Crowd.busy(scene, 18, deliveries, lasts)) {
					LockSupport.parkNanos((long) (lasts.toNanos() * (0.3 + 0.5 * random.nextDouble())));
					house.services().forEach(Server::kill);
					long begin = System.nanoTime();
					house.services().stream().map(Server::begin).toList().forEach(CompletableFuture::join);
					slowestStart = longer(slowestStart, Duration.ofNanos(System.nanoTime() - begin));
					crowd.await(size.patience());
					slowestDrain = longer(slowestDrain, scene.settle());
				}
			}
			Scene.require(slowestDrain.compareTo(GONE) <= 0, "the backlog was gone only after " + slowestDrain);
			return new Outcome().with("kills of all five", kills)
				.with("slowest start", slowestStart)
				.with("slowest drain", slowestDrain)
				.with(scene.balance());
		}
		finally {
			house.services().forEach(ServiceServer::start);
		}
	}

	private static Duration longer(Duration one, Duration other) {
		return (one.compareTo(other) > 0) ? one : other;
	}

	@Override
	public boolean isQuick() {
		return false;
	}

	@Override
	public List<Mutant> mutants() {
		return List.of(Repeating.READING);
	}

}
