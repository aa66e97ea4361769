package io.claraconnect.guarantees.delivery;

import java.time.Duration;
import java.util.List;

import io.claraconnect.failpoints.Action;
import io.claraconnect.failpoints.Failpoints;
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
import io.claraconnect.local.launcher.Service;

/**
 * A fetch that read the older state is still on its way when a later one has committed
 * the newer: one for the person, another for the candidacy.
 */
public final class SlowOlderFetch implements Scenario {

	private static final String COMMIT = "io.claraconnect.sync.application.Committing#commit@enter";

	private static final Duration SOON = Duration.ofSeconds(30);

	@Override
	public String id() {
		return "O2";
	}

	@Override
	public String name() {
		return "slow older fetch";
	}

	@Override
	public String promise() {
		return "An older, slower read never overwrites a newer one.";
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Scene scene = Scene.of(house, size, List.of("teamtailor"), 1);
		int rounds = size.of(1, 20);
		for (int round = 0; round < rounds; round++) {
			Candidacy candidacy = scene.fleet().first().apply("Olivia Older" + round, Fit.CLEAR);
			scene.settle();
			overtake(house, scene, candidacy);
		}
		return new Outcome().with("older fetches overtaken", rounds).with(scene.balance());
	}

	private static void overtake(House house, Scene scene, Candidacy candidacy) {
		ServiceServer sync = house.service(Service.SYNC_WORKER);
		Failpoints failpoints = new Failpoints(sync.failpoints());
		long before = failpoints.fired(COMMIT);
		failpoints.arm(COMMIT, Action.hold().atMost((int) before + 1));
		failpoints.awaitArmed(sync.pid(), SOON);
		try {
			candidacy.tag("Night shift");
			failpoints.awaitFired(COMMIT, before + 1, SOON);
			candidacy.reject();
			Until.holds("the newer read is committed", SOON,
					() -> house.sql()
						.number("SELECT count(*) FROM sync.application WHERE application_id = ? AND state = 'REJECTED'",
								candidacy.applicationId()) == 1);
		}
		finally {
			failpoints.disarm(COMMIT);
		}
		scene.settle();
	}

	@Override
	public List<Mutant> mutants() {
		return List.of(Mutant.cut("the revision that a later fetch has", Service.SYNC_WORKER,
				"io.claraconnect.sync.application.Known#revision", "0"));
	}

}
