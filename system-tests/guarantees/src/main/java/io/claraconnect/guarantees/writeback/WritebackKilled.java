package io.claraconnect.guarantees.writeback;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

import io.claraconnect.guarantees.Outcome;
import io.claraconnect.guarantees.RunSize;
import io.claraconnect.guarantees.Scenario;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.tenants.Candidacy;
import io.claraconnect.instruments.tenants.Tenants;

/**
 * {@code kill -9} of writeback-service at random times under load. Few kills meet a call;
 * {@link KilledAfterAnswer} takes the mechanism out.
 */
public final class WritebackKilled implements Scenario {

	@Override
	public String id() {
		return "C4";
	}

	@Override
	public String name() {
		return "writeback-service killed";
	}

	@Override
	public String promise() {
		return "However often writeback-service dies, everybody has one note and nothing is lost.";
	}

	@Override
	public boolean isQuick() {
		return false;
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Desk desk = Desk.of(house, size, size.isQuick() ? List.of("lever") : Tenants.VENDORS, size.of(1, 60));
		Random random = new Random(size.seed());
		int people = size.of(8, size.events() / 10);
		int kills = size.of(2, 20);
		CompletableFuture<List<Candidacy>> applying = CompletableFuture
			.supplyAsync(() -> desk.scene().crowd(people, size.of(2, 16)), (work) -> Thread.ofVirtual().start(work));
		long open = 0;
		Duration between = size.isQuick() ? Duration.ofSeconds(2) : Duration.ofSeconds(12);
		for (int kill = 0; kill < kills; kill++) {
			LockSupport.parkNanos((long) (between.toNanos() * (0.5 + random.nextDouble())));
			desk.writer().kill();
			open += desk.open();
			desk.writer().start();
		}
		List<Candidacy> all = applying.join();
		desk.awaitWritten(all);
		Outcome outcome = desk.once(all, 0).with("kills", kills).with("calls without an end at the kills", open);
		return size.isQuick() ? outcome : outcome.with(desk.scene().balance());
	}

}
