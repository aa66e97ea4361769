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
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.ServiceServer;
import io.claraconnect.instruments.tenants.Tenants;
import io.claraconnect.local.launcher.Service;

/** {@code kill -9} of sync-worker at random times while people apply. */
public final class SyncWorkerKilled implements Scenario {

	@Override
	public String id() {
		return "C2";
	}

	@Override
	public String name() {
		return "sync-worker killed";
	}

	@Override
	public String promise() {
		return "What a delivery asked for is read, and leads to one note, however often sync-worker dies.";
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Scene scene = Scene.of(house, size, Tenants.VENDORS, size.of(3, 60));
		Random random = new Random(size.seed());
		ServiceServer sync = house.service(Service.SYNC_WORKER);
		int kills = size.of(2, 20);
		Duration lasts = size.isQuick() ? Duration.ofSeconds(4) : size.pace(size.events());
		Duration slowest = Duration.ZERO;
		try (Crowd crowd = Crowd.busy(scene, 18, size.events(), lasts)) {
			for (int kill = 0; kill < kills; kill++) {
				LockSupport.parkNanos((long) (lasts.dividedBy(kills).toNanos() * random.nextDouble()));
				sync.kill();
				long begin = System.nanoTime();
				sync.start();
				Duration back = Duration.ofNanos(System.nanoTime() - begin);
				slowest = (back.compareTo(slowest) > 0) ? back : slowest;
			}
			crowd.await(size.patience());
			Duration drained = scene.settle();
			return new Outcome().with("kills", kills)
				.with("slowest start", slowest)
				.with("drained after", drained)
				.with(scene.balance());
		}
		finally {
			sync.start();
		}
	}

	@Override
	public boolean isQuick() {
		return false;
	}

	@Override
	public List<Mutant> mutants() {
		return List.of(Durable.ROWS);
	}

}
