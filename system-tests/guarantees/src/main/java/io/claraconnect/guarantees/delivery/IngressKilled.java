package io.claraconnect.guarantees.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

import io.claraconnect.guarantees.Mutant;
import io.claraconnect.guarantees.Outcome;
import io.claraconnect.guarantees.RunSize;
import io.claraconnect.guarantees.Scenario;
import io.claraconnect.guarantees.Scene;
import io.claraconnect.instruments.courier.Policy;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.ServiceServer;
import io.claraconnect.instruments.ledger.Balance;
import io.claraconnect.instruments.tenants.Tenants;
import io.claraconnect.local.launcher.Service;

/** {@code kill -9} of the front door at random times while deliveries come in. */
public final class IngressKilled implements Scenario {

	private static final Duration BETWEEN = Duration.ofSeconds(20);

	private static final Duration BACK = Duration.ofSeconds(10);

	@Override
	public String id() {
		return "C1";
	}

	@Override
	public String name() {
		return "webhook-ingress killed";
	}

	@Override
	public String promise() {
		return "A webhook answered 200 is never lost, and nothing is written twice, however often the ingress dies.";
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Scene scene = Scene.of(house, size, Tenants.VENDORS, size.of(3, 30));
		Random random = new Random(size.seed());
		int kills = size.of(2, 20);
		Duration lasts = size.isQuick() ? Duration.ofMillis(4500) : BETWEEN.multipliedBy(kills);
		house.courier()
			.policy((arrival, chance) -> scene.fleet().owns(arrival)
					? Policy.mixed(0.05, 0.10, Duration.ofSeconds(2)).passages(arrival, chance)
					: Policy.pass().passages(arrival, chance));
		Duration slowest = Duration.ZERO;
		try (Crowd crowd = Crowd.busy(scene, 30, size.events(), lasts)) {
			ServiceServer ingress = house.service(Service.WEBHOOK_INGRESS);
			for (int kill = 0; kill < kills; kill++) {
				LockSupport.parkNanos((long) (lasts.dividedBy(kills).toNanos() * random.nextDouble()));
				ingress.kill();
				long begin = System.nanoTime();
				ingress.start();
				Duration back = Duration.ofNanos(System.nanoTime() - begin);
				slowest = (back.compareTo(slowest) > 0) ? back : slowest;
			}
			crowd.await(size.patience());
			Duration drained = scene.settle();
			house.heal();
			Balance balance = scene.balance();
			Scene.require(size.isQuick() || slowest.compareTo(BACK) < 0,
					"the ingress needed " + slowest + " to come back; " + balance);
			return new Outcome().with("kills", kills)
				.with("slowest start", slowest)
				.with("drained after", drained)
				.with(balance);
		}
		finally {
			house.service(Service.WEBHOOK_INGRESS).start();
			house.heal();
		}
	}

	@Override
	public List<Mutant> mutants() {
		return List.of(Waiting.FOR_KAFKA);
	}

}
