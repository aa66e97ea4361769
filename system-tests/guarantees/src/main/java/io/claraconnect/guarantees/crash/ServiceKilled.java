package io.claraconnect.guarantees.crash;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

import io.claraconnect.guarantees.Bustle;
import io.claraconnect.guarantees.Mutant;
import io.claraconnect.guarantees.Outcome;
import io.claraconnect.guarantees.RunSize;
import io.claraconnect.guarantees.Scenario;
import io.claraconnect.guarantees.Scene;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.ServiceServer;
import io.claraconnect.instruments.tenants.Tenants;
import io.claraconnect.local.launcher.Service;

/** {@code kill -9} of one service at random times under load. */
public final class ServiceKilled implements Scenario {

	private static final Duration BETWEEN = Duration.ofSeconds(3);

	private static final int DELIVERIES_PER_KILL = 1_000;

	private final String id;

	private final Service service;

	/**
	 * One service.
	 * @param id the scenario's id
	 * @param service which one dies
	 */
	public ServiceKilled(String id, Service service) {
		this.id = id;
		this.service = service;
	}

	@Override
	public String id() {
		return this.id;
	}

	@Override
	public String name() {
		return this.service.partName() + " killed";
	}

	@Override
	public String promise() {
		return "However often " + this.service.partName() + " dies, nothing is lost and nothing is written twice.";
	}

	@Override
	public boolean isQuick() {
		return false;
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Scene scene = Scene.of(house, size, Tenants.VENDORS, size.of(3, 30));
		ServiceServer server = house.service(this.service);
		Random random = new Random(size.seed());
		int kills = size.of(2, Math.clamp(size.events() / DELIVERIES_PER_KILL, 5, 20));
		Duration slowest = Duration.ZERO;
		try (Bustle bustle = new Bustle(scene, BETWEEN.multipliedBy(4L * kills))) {
			for (int kill = 0; kill < kills; kill++) {
				LockSupport.parkNanos((long) (BETWEEN.toNanos() * (0.5 + random.nextDouble())));
				server.kill();
				long begin = System.nanoTime();
				server.start();
				Duration back = Duration.ofNanos(System.nanoTime() - begin);
				slowest = (back.compareTo(slowest) > 0) ? back : slowest;
			}
			int acts = bustle.end();
			Duration drained = scene.settle();
			return new Outcome().with("kills", kills)
				.with("slowest start", slowest)
				.with("applied or acted", acts)
				.with("drained after", drained)
				.with(scene.balance());
		}
		finally {
			server.start();
		}
	}

	@Override
	public List<Mutant> mutants() {
		return List.of(Lasting.of(this.service));
	}

}
