package io.claraconnect.guarantees.writeback;

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
 * A process is stopped in the middle of a write, another takes the person over and
 * writes, and the first goes on; its own look at the lease comes too late to stop it.
 */
public final class TwoWriters implements Scenario {

	private static final String BEFORE_THE_CALL = "io.claraconnect.ats.lever.LeverWriter#addNote@enter";

	private static final String LOOK_AT_THE_LEASE = "io.claraconnect.kit.work.RowRun#renew@enter";

	private static final String RIGHT_BEFORE_THE_BYTES = "io.claraconnect.writeback.execute.StillOurs#ask@exit";

	private static final Duration PATIENCE = Duration.ofMinutes(4);

	private final boolean slipsThrough;

	/**
	 * Two writers on one application.
	 * @param slipsThrough whether the first also passes its last look, as if it had been
	 * stopped in the microseconds after it
	 */
	public TwoWriters(boolean slipsThrough) {
		this.slipsThrough = slipsThrough;
	}

	@Override
	public String id() {
		return this.slipsThrough ? "C9b" : "C9";
	}

	@Override
	public String name() {
		return this.slipsThrough ? "two writers, the stopped one past its last look" : "two writers on one application";
	}

	@Override
	public String promise() {
		return this.slipsThrough ? "The second note is found by the audit, removed and told."
				: "A process that was stopped and lost the person meanwhile sends nothing.";
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Desk desk = Desk.of(house, size, List.of("lever"), 1);
		Failpoints failpoints = desk.failpoints();
		long before = failpoints.hits(BEFORE_THE_CALL);
		long asked = failpoints.hits(RIGHT_BEFORE_THE_BYTES);
		arm(failpoints);
		failpoints.awaitArmed(desk.writer().pid(), PATIENCE);
		ServiceServer second = null;
		try {
			Candidacy candidacy = desk.tenant().apply("Zora Example", Fit.CLEAR);
			failpoints.awaitHits(BEFORE_THE_CALL, before + 1, PATIENCE);
			desk.writer().suspend();
			second = house.another(Service.WRITEBACK_SERVICE);
			Duration takenOver = Until.holds("the second process writes the note", PATIENCE,
					() -> candidacy.notes().size() == 1);
			failpoints.disarm(BEFORE_THE_CALL);
			desk.writer().resume();
			failpoints.awaitHits(RIGHT_BEFORE_THE_BYTES, asked + 1, PATIENCE);
			desk.awaitWritten(List.of(candidacy));
			if (this.slipsThrough) {
				Until.holds("the second note is there", PATIENCE, () -> candidacy.notes().size() == 2);
				desk.auditNow();
				Scene.require(desk.told(candidacy).contains("WRITTEN twin_removed"),
						"nobody told of the second note: " + desk.told(candidacy));
			}
			Scene.require(candidacy.notes().size() == 1, candidacy.notes().size() + " notes");
			Scene.require(this.slipsThrough || candidacy.writes("note") == 1,
					"the stopped process sent its note after all");
			return desk.once(List.of(candidacy), 0).with("taken over after", takenOver);
		}
		finally {
			failpoints.disarmAll();
			desk.writer().resume();
			if (second != null) {
				second.kill();
			}
		}
	}

	private void arm(Failpoints failpoints) {
		failpoints.arm(BEFORE_THE_CALL, Action.hold())
			.arm(LOOK_AT_THE_LEASE, Action.returning("mono:true"))
			.arm(RIGHT_BEFORE_THE_BYTES, this.slipsThrough ? Action.returning("empty-mono") : Action.count());
	}

	@Override
	public boolean isQuick() {
		return !this.slipsThrough;
	}

	@Override
	public List<Mutant> mutants() {
		return List.of(this.slipsThrough ? Forgetting.TO_AUDIT : Forgetting.TO_ASK);
	}

}
