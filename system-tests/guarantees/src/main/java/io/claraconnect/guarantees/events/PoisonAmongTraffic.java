package io.claraconnect.guarantees.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.claraconnect.failpoints.Action;
import io.claraconnect.failpoints.Failpoints;
import io.claraconnect.guarantees.Bustle;
import io.claraconnect.guarantees.Mutant;
import io.claraconnect.guarantees.Outcome;
import io.claraconnect.guarantees.RunSize;
import io.claraconnect.guarantees.Scenario;
import io.claraconnect.guarantees.Scene;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.ServiceServer;
import io.claraconnect.instruments.house.Until;
import io.claraconnect.instruments.tenants.Candidacy;
import io.claraconnect.instruments.tenants.Fit;
import io.claraconnect.instruments.tenants.Tenant;
import io.claraconnect.instruments.tenants.Tenants;
import io.claraconnect.local.launcher.Service;

/**
 * Records of every kind that nobody can process lie on every topic among good ones; and
 * services fail on good ones until they are mended, which are then taken back.
 */
public final class PoisonAmongTraffic implements Scenario {

	private static final Duration SOON = Duration.ofMinutes(2);

	private static final List<Failing> FAILING = List.of(
			new Failing(Service.SYNC_WORKER, "sync-worker", "io.claraconnect.sync.request.DeliveryListener#take"),
			new Failing(Service.WRITEBACK_SERVICE, "writeback-service",
					"io.claraconnect.writeback.intake.StatusListener#take"),
			new Failing(Service.SCORING_SERVICE, "scoring-service",
					"io.claraconnect.scoring.ScoringListener#onApplication"),
			new Failing(Service.CONFIG_SERVICE, "config-service-status",
					"io.claraconnect.config.status.StatusListeners#onScore"));

	@Override
	public String id() {
		return "E6";
	}

	@Override
	public String name() {
		return "poison among good records";
	}

	@Override
	public String promise() {
		return "What nobody can process goes aside once, with its bytes and cause, all else goes on; what is taken back has its effect.";
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Scene scene = Scene.of(house, size, Tenants.VENDORS, size.of(3, 30));
		Tenant donor = house.tenants().connect("greenhouse");
		Candidacy person = donor.apply("Paula Example", Fit.CLEAR);
		Until.holds("there are records of every kind", SOON, person::isWritten);
		scene.settle();
		Pharmacy pharmacy = new Pharmacy(house, donor.integrationId());
		List<Pill> pills = pharmacy.make();
		Duration aside;
		try (Bustle bustle = new Bustle(scene, size.lasts(Duration.ofSeconds(6)))) {
			pharmacy.give(pills);
			aside = pharmacy.awaitLetters(pills, 0, SOON);
			person.reject();
			Until.holds("events of the poisoned keys go on", SOON, () -> isRejected(house, person));
			bustle.end();
		}
		int failed = fail(scene, pharmacy, size.of(2, FAILING.size()));
		int taken = pharmacy.redrive();
		pharmacy.awaitLetters(pills, 1, SOON);
		for (ServiceServer server : size.isQuick() ? List.of(house.service(Service.WEBHOOK_INGRESS))
				: house.services()) {
			server.restart();
		}
		Duration drained = scene.settle();
		return new Outcome().with("pills", pills.size())
			.with("put aside within", aside)
			.with("dead letters", Pharmacy.letters(pills))
			.with("good records that services failed on", failed)
			.with("taken back", taken)
			.with("drained after", drained)
			.with(scene.balance());
	}

	/** Each of some services fails on what one person leads to. */
	private static int fail(Scene scene, Pharmacy pharmacy, int services) {
		scene.settle();
		List<Candidacy> people = new ArrayList<>();
		for (Failing failing : FAILING.subList(0, services)) {
			ServiceServer server = scene.house().service(failing.service());
			Failpoints failpoints = new Failpoints(server.failpoints());
			failpoints.arm(failing.point(), Action.throwing("java.lang.IllegalArgumentException"));
			failpoints.awaitArmed(server.pid(), SOON);
			try {
				Candidacy candidacy = scene.fleet().first().apply("Frieda Example" + people.size(), Fit.CLEAR);
				people.add(candidacy);
				Until.holds(failing.group() + " puts aside what it fails on", SOON,
						() -> pharmacy.failed(failing.group(), ":" + candidacy.applicationId()) > 0);
				scene.house().courier().awaitQuiet(SOON);
				scene.settle();
			}
			finally {
				failpoints.disarm(failing.point());
			}
		}
		people.forEach((candidacy) -> Scene.require(candidacy.notes().isEmpty(),
				"there is a note although a service failed: " + candidacy));
		return people.size();
	}

	private static boolean isRejected(House house, Candidacy person) {
		return house.topics()
			.read("screening.statuses")
			.stream()
			.anyMatch((status) -> status.text("applicationId").equals(person.applicationId())
					&& status.text("integrationId").equals(person.tenant().integrationId())
					&& status.text("applicationState").equals("REJECTED"));
	}

	@Override
	public boolean isQuick() {
		return false;
	}

	@Override
	public List<Mutant> mutants() {
		return List.of(
				Mutant.cut("putting aside", Service.CONFIG_SERVICE, "io.claraconnect.kit.kafka.DeadLetters#add",
						"empty-mono"),
				Mutant.cut("giving up on a record that a service fails on", Service.SYNC_WORKER,
						"io.claraconnect.kit.kafka.Attempts#isProgrammingError", "false"));
	}

	/**
	 * Where a service fails.
	 *
	 * @param service which one
	 * @param group its consumer group
	 * @param method the first of its own methods that gets a record
	 */
	private record Failing(Service service, String group, String method) {

		String point() {
			return this.method + "@enter";
		}

	}

}
