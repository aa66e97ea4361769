package io.claraconnect.guarantees.crash;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

import io.claraconnect.guarantees.Bustle;
import io.claraconnect.guarantees.Mutant;
import io.claraconnect.guarantees.Outcome;
import io.claraconnect.guarantees.RunSize;
import io.claraconnect.guarantees.Scenario;
import io.claraconnect.guarantees.Scene;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.Server;
import io.claraconnect.instruments.house.ServiceServer;
import io.claraconnect.instruments.tenants.Tenants;
import io.claraconnect.local.launcher.Service;

/** Every service is asked to end while it has work in hand, and has no other instance. */
public final class OrderlyEnd implements Scenario {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final Duration BUSY = Duration.ofSeconds(3);

	@Override
	public String id() {
		return "C11";
	}

	@Override
	public String name() {
		return "services asked to end";
	}

	@Override
	public String promise() {
		return "A service that is asked to end does so by itself within 20 s, and nothing of what it had in hand is lost.";
	}

	@Override
	public boolean isQuick() {
		return false;
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Scene scene = Scene.of(house, size, Tenants.VENDORS, size.of(3, 30));
		Outcome outcome = new Outcome();
		try (Bustle bustle = new Bustle(scene, size.lasts(Duration.ofSeconds(10)))) {
			together(house.services(), outcome);
			if (!size.isQuick()) {
				house.services().forEach((server) -> together(List.of(server), outcome));
			}
			outcome.with("applied or acted", bustle.end());
			return outcome.with("drained after", scene.settle()).with(scene.balance());
		}
		finally {
			house.services().forEach(Server::start);
		}
	}

	private static void together(List<ServiceServer> servers, Outcome outcome) {
		LockSupport.parkNanos(BUSY.toNanos());
		Map<ServiceServer, CompletableFuture<Server.Ended>> ending = new LinkedHashMap<>();
		servers.forEach((server) -> ending.put(server,
				CompletableFuture.supplyAsync(server::stop, (work) -> Thread.ofVirtual().start(work))));
		ending.forEach((server, end) -> {
			Server.Ended ended = end.join();
			Scene.require(ended.byItself() && ended.took().compareTo(LIMIT) <= 0,
					server.name() + " did not end in time: " + ended);
			outcome.with(server.name() + " ended, of " + servers.size(), ended.took());
		});
		servers.stream().map(Server::begin).toList().forEach(CompletableFuture::join);
	}

	@Override
	public List<Mutant> mutants() {
		return List.of(Mutant.cut("telling that the relay has stopped", Service.SYNC_WORKER,
				"io.claraconnect.kit.outbox.OutboxRelay#stop", "void"), Lasting.of(Service.WRITEBACK_SERVICE));
	}

}
