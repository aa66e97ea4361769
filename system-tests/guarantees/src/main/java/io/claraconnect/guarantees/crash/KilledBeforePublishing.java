package io.claraconnect.guarantees.crash;

import java.time.Duration;
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
import io.claraconnect.instruments.ledger.Balance;
import io.claraconnect.instruments.tenants.Tenants;
import io.claraconnect.local.launcher.Service;

/**
 * The process dies between the commit of a change and the publishing of its event, with
 * the events of many keys at that place at once.
 */
public final class KilledBeforePublishing implements Scenario {

	private static final String BEFORE_PUBLISHING = "io.claraconnect.kit.outbox.OutboxRelay#ofOneKey@enter";

	private static final Duration GATHER = Duration.ofSeconds(4);

	private static final int EVENTS_PER_KILL = 50;

	private static final int EVENTS = 1_000;

	private final String id;

	private final Service service;

	/**
	 * One service.
	 * @param id the scenario's id
	 * @param service which one dies
	 */
	public KilledBeforePublishing(String id, Service service) {
		this.id = id;
		this.service = service;
	}

	@Override
	public String id() {
		return this.id;
	}

	@Override
	public String name() {
		return this.service.partName() + " killed between its commit and Kafka";
	}

	@Override
	public String promise() {
		return "What is committed is published, whenever the process dies, and what it leads to happens once.";
	}

	@Override
	public boolean isQuick() {
		return this.service == Service.SYNC_WORKER;
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Scene scene = Scene.of(house, size, size.isQuick() ? List.of("lever") : Tenants.VENDORS, size.of(1, 30));
		ServiceServer server = house.service(this.service);
		Failpoints failpoints = new Failpoints(server.failpoints());
		int kills = size.of(1, Math.min(40, Math.max(2, size.events() / 500)));
		int before = (int) failpoints.fired(BEFORE_PUBLISHING);
		long unpublished = 0;
		try (Bustle bustle = new Bustle(scene, GATHER.multipliedBy(3L * kills))) {
			failpoints.arm(BEFORE_PUBLISHING,
					Action.haltWhenGathered(size.of(3, EVENTS_PER_KILL), GATHER).atMost(before + kills));
			int kill = 0;
			while (kill < kills && unpublished < EVENTS) {
				kill++;
				failpoints.awaitFired(BEFORE_PUBLISHING, before + kill, size.patience());
				Until.holds("the process is dead", size.patience(), () -> !server.isAlive());
				long here = unpublished(house);
				Scene.require(here > 0, "nothing was left to publish when the process died");
				unpublished += here;
				if (kill == kills || unpublished >= EVENTS) {
					failpoints.disarm(BEFORE_PUBLISHING);
				}
				server.start();
			}
			bustle.end();
			Duration drained = scene.settle();
			Balance balance = scene.balance();
			return new Outcome().with("kills", kill)
				.with("events committed and not published at the kills", unpublished)
				.with("drained after", drained)
				.with(balance);
		}
		finally {
			failpoints.disarm(BEFORE_PUBLISHING);
			server.start();
		}
	}

	private long unpublished(House house) {
		String schema = this.service.partName().replaceAll("-.*", "");
		return house.sql().number("SELECT count(*) FROM " + schema + ".outbox");
	}

	@Override
	public List<Mutant> mutants() {
		return List.of(
				(this.service == Service.SYNC_WORKER)
						? Mutant.cut("keeping events until the broker has them", this.service,
								"io.claraconnect.kit.kafka.EventPublisher#sent", "empty-mono")
						: Lasting.of(this.service));
	}

}
