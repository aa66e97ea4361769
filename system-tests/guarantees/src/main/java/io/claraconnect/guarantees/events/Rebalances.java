package io.claraconnect.guarantees.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import io.claraconnect.guarantees.Bustle;
import io.claraconnect.guarantees.Mutant;
import io.claraconnect.guarantees.Outcome;
import io.claraconnect.guarantees.RunSize;
import io.claraconnect.guarantees.Scenario;
import io.claraconnect.guarantees.Scene;
import io.claraconnect.guarantees.delivery.Repeating;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.Server;
import io.claraconnect.instruments.tenants.Tenant;
import io.claraconnect.instruments.tenants.Tenants;
import io.claraconnect.instruments.topics.Entry;
import io.claraconnect.local.launcher.Service;

/**
 * Members of every consumer group come and go every five seconds, while two instances of
 * the services that work for long share the partitions.
 */
public final class Rebalances implements Scenario {

	private static final Map<String, List<String>> GROUPS = Map.of("sync-worker",
			List.of("ats.webhooks", "ats.writebacks"), "config-service-status",
			List.of("ats.applications", "screening.scores"), "scoring-service", List.of("ats.applications", "ats.jobs"),
			"writeback-service", List.of("screening.statuses"));

	@Override
	public String id() {
		return "B7";
	}

	@Override
	public String name() {
		return "consumer groups rebalanced every 5 s";
	}

	@Override
	public String promise() {
		return "However often partitions move, nothing is written twice and the events of each key keep their order.";
	}

	@Override
	public boolean isQuick() {
		return false;
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Scene scene = Scene.of(house, size, Tenants.VENDORS, size.of(3, 30));
		Duration time = size.lasts(Duration.ofSeconds(20));
		List<Server> further = new ArrayList<>();
		List<Visitor> visitors = new ArrayList<>();
		try {
			further.add(house.another(Service.SYNC_WORKER));
			further.add(house.another(Service.WRITEBACK_SERVICE));
			int acts;
			try (Bustle bustle = new Bustle(scene, time)) {
				GROUPS.forEach((group, topics) -> visitors.add(new Visitor(house.bootstrapServers(), group, topics)));
				LockSupport.parkNanos(time.toNanos());
				acts = bustle.end();
			}
			visitors.forEach(Visitor::close);
			int visits = visitors.stream().mapToInt(Visitor::visits).sum();
			int expected = (int) time.toSeconds() / 5 * GROUPS.size() / 4;
			Scene.require(visits >= expected, "only " + visits + " visits were given partitions");
			Duration drained = scene.settle();
			return new Outcome().with("members that came and went", visits)
				.with("applied or acted", acts)
				.with("snapshots in order", inOrder(scene, "ats.applications"))
				.with("statuses in order", inOrder(scene, "screening.statuses"))
				.with("drained after", drained)
				.with(scene.balance());
		}
		finally {
			visitors.forEach(Visitor::close);
			further.forEach(Server::kill);
		}
	}

	/** An event may come twice, and never after a newer one of its key. */
	private static int inOrder(Scene scene, String topic) {
		List<String> ours = scene.fleet().tenants().stream().map(Tenant::integrationId).toList();
		List<Entry> entries = scene.house()
			.topics()
			.read(topic)
			.stream()
			.filter((entry) -> ours.contains(entry.text("integrationId")))
			.sorted(Comparator.comparingLong(Entry::offset))
			.toList();
		Map<String, Long> newest = new HashMap<>();
		for (Entry entry : entries) {
			long before = newest.getOrDefault(entry.key(), 0L);
			Scene.require(entry.number("revision") >= before,
					entry + " has revision " + entry.number("revision") + " after " + before);
			newest.put(entry.key(), entry.number("revision"));
		}
		return entries.size();
	}

	@Override
	public List<Mutant> mutants() {
		String committed = "io.claraconnect.kit.kafka.PartitionWork#committable";
		return List.of(Repeating.COMPARING.and(Service.SYNC_WORKER, committed, "empty-optional")
			.and(Service.WRITEBACK_SERVICE, committed, "empty-optional"));
	}

}
