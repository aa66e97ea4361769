package io.claraconnect.guarantees.crash;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import io.claraconnect.guarantees.Bustle;
import io.claraconnect.guarantees.Mutant;
import io.claraconnect.guarantees.Outcome;
import io.claraconnect.guarantees.RunSize;
import io.claraconnect.guarantees.Scenario;
import io.claraconnect.guarantees.Scene;
import io.claraconnect.instruments.courier.Attempt;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.Server;
import io.claraconnect.instruments.house.ServiceServer;
import io.claraconnect.instruments.tenants.Tenants;
import io.claraconnect.local.launcher.Service;

/**
 * Each service in turn gets a second instance, and the first is asked to end and started
 * again, and then the second ended; the front door's traffic goes to the one that stays.
 */
public final class RollingRestart implements Scenario {

	private static final Duration DRAINED = Duration.ofSeconds(20);

	private static final Duration OVERLAP = Duration.ofSeconds(2);

	@Override
	public String id() {
		return "C10";
	}

	@Override
	public String name() {
		return "rolling restart of every service";
	}

	@Override
	public String promise() {
		return "While every service is restarted, one instance at a time, every delivery is answered 200 at once and nothing is lost.";
	}

	@Override
	public boolean isQuick() {
		return false;
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Scene scene = Scene.of(house, size, Tenants.VENDORS, size.of(3, 30));
		Instant from = Instant.now();
		Duration slowest = Duration.ZERO;
		try (Bustle bustle = new Bustle(scene, size.lasts(Duration.ofSeconds(120)))) {
			List<Service> services = size.isQuick() ? List.of(Service.WEBHOOK_INGRESS, Service.SYNC_WORKER)
					: List.of(Service.values());
			for (Service service : services) {
				Duration took = rolled(house, service);
				slowest = (took.compareTo(slowest) > 0) ? took : slowest;
			}
			int acts = bustle.end();
			List<Attempt> refused = refused(scene, from);
			Scene.require(refused.isEmpty(), "during the restarts deliveries were answered by " + refused);
			Duration drained = scene.settle();
			return new Outcome().with("restarts", 2 * services.size())
				.with("slowest end", slowest)
				.with("applied or acted", acts)
				.with("answers other than 200", refused.size())
				.with("drained after", drained)
				.with(scene.balance());
		}
		finally {
			house.courier().target(house.service(Service.WEBHOOK_INGRESS).address());
			house.services().forEach(Server::start);
		}
	}

	private static Duration rolled(House house, Service service) {
		ServiceServer first = house.service(service);
		ServiceServer second = house.another(service);
		try {
			Duration took = handedOver(house, first, second);
			first.start();
			Duration back = handedOver(house, second, first);
			return (took.compareTo(back) > 0) ? took : back;
		}
		finally {
			second.kill();
		}
	}

	/** The balancer takes an instance out of its list before it is asked to end. */
	private static Duration handedOver(House house, ServiceServer ending, ServiceServer staying) {
		LockSupport.parkNanos(OVERLAP.toNanos());
		if (ending.service() == Service.WEBHOOK_INGRESS) {
			house.courier().target(staying.address());
		}
		Server.Ended ended = ending.stop();
		Scene.require(ended.byItself() && ended.took().compareTo(DRAINED) <= 0,
				ending.name() + " did not end in time: " + ended);
		return ended.took();
	}

	private static List<Attempt> refused(Scene scene, Instant from) {
		return scene.posts()
			.stream()
			.flatMap((post) -> post.attempts().stream())
			.filter((attempt) -> attempt.at().isAfter(from) && attempt.status() != 200)
			.toList();
	}

	@Override
	public List<Mutant> mutants() {
		return List.of(Lasting.of(Service.WEBHOOK_INGRESS), Lasting.of(Service.SYNC_WORKER));
	}

}
