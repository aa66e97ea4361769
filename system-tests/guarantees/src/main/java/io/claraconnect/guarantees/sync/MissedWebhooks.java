package io.claraconnect.guarantees.sync;

import java.time.Duration;
import java.util.List;

import io.claraconnect.guarantees.Mutant;
import io.claraconnect.guarantees.Outcome;
import io.claraconnect.guarantees.RunSize;
import io.claraconnect.guarantees.Scenario;
import io.claraconnect.guarantees.Scene;
import io.claraconnect.guarantees.Sweeps;
import io.claraconnect.instruments.courier.Policy;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.ServiceServer;
import io.claraconnect.instruments.tenants.Candidacy;
import io.claraconnect.instruments.tenants.Tenants;
import io.claraconnect.local.launcher.Service;

/**
 * Not one delivery of the vendors gets through: not when people apply, and not when they
 * are rejected.
 */
public final class MissedWebhooks implements Scenario {

	private static final String REPAIRED = "clara_sync_repaired_total";

	private static final String INCREMENTAL = "sweep:applications";

	/** A sweep comes every five minutes, and what was missed is found in fifteen. */
	private static final Duration FOUND = Duration.ofMinutes(10);

	private static final int MOST = 1000;

	@Override
	public String id() {
		return "E11";
	}

	@Override
	public String name() {
		return "missed webhooks";
	}

	@Override
	public String promise() {
		return "A change that was never announced is still found, and counts as repaired only when its announcement is overdue.";
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Scene scene = Scene.of(house, size, Tenants.VENDORS, size.of(3, 12));
		Sweeps sweeps = Sweeps.of(scene);
		ServiceServer sync = house.service(Service.SYNC_WORKER);
		int people = size.of(6, Math.min(MOST, size.events() / 10));
		double repaired = sync.metric(REPAIRED);
		house.courier()
			.policy((arrival, chance) -> scene.fleet().owns(arrival) ? List.of()
					: Policy.pass().passages(arrival, chance));
		try {
			List<Candidacy> all = scene.crowd(people, 6);
			Duration found = sweeps.now(INCREMENTAL).plus(scene.settle());
			Scene.require(all.stream().allMatch((candidacy) -> Reading.isKnown(house, candidacy)),
					"somebody who applied was not found");
			Scene.require(found.compareTo(FOUND) < 0, "found only after " + found);
			all.stream().limit(people / 3).forEach(Candidacy::reject);
			Duration rejected = sweeps.now(INCREMENTAL).plus(scene.settle());
			long open = sweeps.unannounced();
			long expected = all.stream().filter(MissedWebhooks::mayStillBeAnnounced).count();
			Scene.require(open >= expected, open + " of " + expected + " missed announcements are waited for");
			sweeps.announcementsAreOverdue();
			sweeps.now(INCREMENTAL);
			double counted = sync.metric(REPAIRED) - repaired;
			Scene.require(counted >= people, "counted " + counted + " of " + people + " as repaired");
			return new Outcome().with("people found", people)
				.with("within", found)
				.with("rejections found within", rejected)
				.with("deliveries that were dropped", scene.arrivals().size())
				.with(scene.balance());
		}
		finally {
			house.heal();
		}
	}

	/** One vendor tries once, and a long run takes longer than it is waited for. */
	private static boolean mayStillBeAnnounced(Candidacy candidacy) {
		return !candidacy.tenant().ats().equals("teamtailor");
	}

	@Override
	public boolean isQuick() {
		return false;
	}

	@Override
	public List<Mutant> mutants() {
		return List.of(
				Mutant.cut("asking for what a list shows", Service.SYNC_WORKER, "io.claraconnect.sync.sweep.Stale#is",
						"false"),
				Mutant.cut("remembering what was not announced", Service.SYNC_WORKER,
						"io.claraconnect.sync.application.Unannounced#remember", "empty-mono"));
	}

}
