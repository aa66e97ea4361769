package io.claraconnect.guarantees.events;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.claraconnect.guarantees.Bustle;
import io.claraconnect.guarantees.Mutant;
import io.claraconnect.guarantees.Outcome;
import io.claraconnect.guarantees.RunSize;
import io.claraconnect.guarantees.Scenario;
import io.claraconnect.guarantees.Scene;
import io.claraconnect.guarantees.delivery.Repeating;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.HouseOptions;
import io.claraconnect.instruments.house.Server;
import io.claraconnect.instruments.house.ServiceServer;
import io.claraconnect.instruments.tenants.Tenants;
import io.claraconnect.local.topics.Replay;

/**
 * Every service reads everything that it ever read once more, in a house of its own so
 * that all of it is this scenario's.
 */
public final class ReplayOfEverything implements Scenario {

	@Override
	public String id() {
		return "E5";
	}

	@Override
	public String name() {
		return "replay of everything";
	}

	@Override
	public String promise() {
		return "When every topic is read again from its beginning, no note, tag or decision is made that was not there.";
	}

	@Override
	public Optional<HouseOptions> ownHouse() {
		return Optional.of(HouseOptions.standard().failpoints());
	}

	@Override
	public boolean isQuick() {
		return false;
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Scene scene = Scene.of(house, size, Tenants.VENDORS, size.of(3, 30));
		try (Bustle bustle = new Bustle(scene, size.lasts(Duration.ofSeconds(6)))) {
			bustle.end();
		}
		scene.settle();
		Scene.Effects before = scene.effects();
		int decided = decided(house);
		house.services().forEach(Server::stop);
		long replayed = rewind(house);
		house.services().forEach(Server::start);
		Duration drained = scene.settle();
		Scene.require(replayed >= scene.posts().size(), "only " + replayed + " records were read again");
		Scene.require(scene.effects().equals(before), "before the replay " + before + ", after it " + scene.effects());
		Scene.require(decided(house) == decided,
				decided + " decisions before the replay, " + decided(house) + " after it");
		return new Outcome().with("records read again", replayed)
			.with("decisions before and after", decided)
			.with("drained after", drained)
			.with(scene.balance());
	}

	/** As {@code ./clara replay} does for one service and topic. */
	private static long rewind(House house) {
		Replay replay = new Replay(Map.of("bootstrap.servers", house.bootstrapServers()));
		List<String> topics = house.topics().names().stream().filter((name) -> !name.startsWith("__")).toList();
		long records = 0;
		for (ServiceServer server : house.services()) {
			for (String topic : topics) {
				for (String group : replay.groups(server.service().partName(), topic)) {
					records += replay.rewind(group, topic, null);
				}
			}
		}
		return records;
	}

	private static int decided(House house) {
		return house.topics().read("screening.status-history").size();
	}

	@Override
	public List<Mutant> mutants() {
		return List.of(Repeating.COMPARING);
	}

}
