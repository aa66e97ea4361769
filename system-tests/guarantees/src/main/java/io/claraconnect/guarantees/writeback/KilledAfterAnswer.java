package io.claraconnect.guarantees.writeback;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.claraconnect.failpoints.Action;
import io.claraconnect.failpoints.Failpoints;
import io.claraconnect.guarantees.Mutant;
import io.claraconnect.guarantees.Outcome;
import io.claraconnect.guarantees.RunSize;
import io.claraconnect.guarantees.Scenario;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.Until;
import io.claraconnect.instruments.tenants.Candidacy;
import io.claraconnect.instruments.tenants.Tenants;

/**
 * The process dies exactly between the vendor's yes and the commit of the ledger, with
 * many calls at that place at once.
 */
public final class KilledAfterAnswer implements Scenario {

	private static final String AFTER_THE_ANSWER = "io.claraconnect.writeback.execute.SlotWriter#check@enter";

	private static final Duration GATHER = Duration.ofSeconds(5);

	private static final int DOUBTS_PER_KILL = 48;

	@Override
	public String id() {
		return "C7";
	}

	@Override
	public String name() {
		return "writeback-service killed between the ATS's yes and its ledger";
	}

	@Override
	public String promise() {
		return "What the ATS has taken is found again and never written twice.";
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Desk desk = Desk.of(house, size, size.isQuick() ? List.of("lever") : Tenants.VENDORS, size.of(1, 24));
		int people = size.of(6, size.events() / 25);
		int kills = size.of(2, Math.max(2, size.events() / 20 / DOUBTS_PER_KILL));
		Failpoints failpoints = desk.failpoints();
		int before = (int) failpoints.fired(AFTER_THE_ANSWER);
		failpoints.arm(AFTER_THE_ANSWER,
				Action.haltWhenGathered(size.of(2, DOUBTS_PER_KILL), GATHER).atMost(before + kills));
		failpoints.awaitArmed(desk.writer().pid(), size.patience());
		long doubts = 0;
		try {
			CompletableFuture<List<Candidacy>> applying = CompletableFuture.supplyAsync(
					() -> desk.scene().crowd(people, size.of(3, 48)), (work) -> Thread.ofVirtual().start(work));
			for (int kill = 1; kill <= kills; kill++) {
				failpoints.awaitFired(AFTER_THE_ANSWER, before + kill, size.patience());
				Until.holds("the process is dead", size.patience(), () -> !desk.writer().isAlive());
				doubts += desk.open();
				desk.writer().start();
			}
			List<Candidacy> all = applying.join();
			desk.awaitWritten(all);
			return desk.once(all, 0).with("kills", kills).with("calls without an end at the kills", doubts);
		}
		finally {
			failpoints.disarm(AFTER_THE_ANSWER);
			desk.writer().start();
		}
	}

	@Override
	public List<Mutant> mutants() {
		return List.of(Forgetting.THE_INTENT);
	}

}
