package io.claraconnect.guarantees.crash;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

import io.claraconnect.guarantees.Bustle;
import io.claraconnect.guarantees.Mutant;
import io.claraconnect.guarantees.Outcome;
import io.claraconnect.guarantees.RunSize;
import io.claraconnect.guarantees.Scenario;
import io.claraconnect.guarantees.Scene;
import io.claraconnect.instruments.courier.Attempt;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.HouseOptions;
import io.claraconnect.instruments.house.Link;
import io.claraconnect.instruments.proxy.Behaviour;
import io.claraconnect.instruments.tenants.Tenants;
import io.claraconnect.local.launcher.Service;

/**
 * The network between a service and the broker drops everything: connections stay open
 * and nothing comes through, while the others go on.
 */
public final class CutOffFromBroker implements Scenario {

	private static final Duration ANSWER = Duration.ofMillis(5500);

	private static final Duration BETWEEN = Duration.ofSeconds(3);

	@Override
	public String id() {
		return "B5";
	}

	@Override
	public String name() {
		return "services cut off from the broker";
	}

	@Override
	public String promise() {
		return "A service that no longer reaches the broker goes on once it does; an ingress says 503 meanwhile; nothing is lost or written twice.";
	}

	@Override
	public Optional<HouseOptions> ownHouse() {
		return Optional.of(HouseOptions.standard().failpoints().proxied(Link.BROKER, Service.values()));
	}

	@Override
	public boolean isQuick() {
		return false;
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Scene scene = Scene.of(house, size, Tenants.VENDORS, size.of(3, 30));
		List<List<Service>> cuts = List.of(List.of(Service.WEBHOOK_INGRESS, Service.SCORING_SERVICE),
				List.of(Service.SYNC_WORKER, Service.WRITEBACK_SERVICE), List.of(Service.CONFIG_SERVICE));
		Duration outage = Duration.ofSeconds(size.of(10, 60));
		Instant from = Instant.now();
		try (Bustle bustle = new Bustle(scene, outage.plus(BETWEEN).multipliedBy(cuts.size()))) {
			for (List<Service> some : cuts) {
				LockSupport.parkNanos(BETWEEN.toNanos());
				some.forEach((service) -> house.link(Link.BROKER, service).behave(Behaviour.silence()));
				LockSupport.parkNanos(outage.toNanos());
				some.forEach((service) -> house.link(Link.BROKER, service).heal());
			}
			int acts = bustle.end();
			Duration drained = scene.settle();
			List<Attempt> refused = refused(scene, from);
			Scene.require(!refused.isEmpty(), "the ingress refused nothing while it was cut off");
			refused.forEach((attempt) -> Scene.require(attempt.status() == 503 && attempt.took().compareTo(ANSWER) < 0,
					"an ingress that was cut off answered by " + attempt));
			return new Outcome().with("seconds cut off", outage.toSeconds() * cuts.size())
				.with("refused by 503", refused.size())
				.with("applied or acted", acts)
				.with("drained after", drained)
				.with(scene.balance());
		}
		finally {
			house.heal();
		}
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
		return List.of(Lasting.of(Service.WEBHOOK_INGRESS), Lasting.of(Service.CONFIG_SERVICE));
	}

}
