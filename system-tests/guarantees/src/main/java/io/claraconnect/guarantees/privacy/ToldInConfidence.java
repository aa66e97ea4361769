package io.claraconnect.guarantees.privacy;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import io.claraconnect.guarantees.Outcome;
import io.claraconnect.guarantees.RunSize;
import io.claraconnect.guarantees.Scenario;
import io.claraconnect.guarantees.Scene;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.HouseOptions;
import io.claraconnect.instruments.tenants.Tenants;
import io.claraconnect.instruments.topics.Entry;
import io.claraconnect.local.launcher.Service;
import io.claraconnect.schemas.TopicCatalogue;

/**
 * Marks and canaries, through everything that can happen to them. What is found where a
 * mechanism is missing is shown by {@link GlassHouse}.
 */
public final class ToldInConfidence implements Scenario {

	private static final int QUESTIONS = 1_000;

	private static final int SECRETS = 20;

	private static final Set<String> NOTHING_SAID = Set.of("platform.erasures", "screening.follow-ups");

	private static final String OPEN = "[a-z-]+/actuator/(prometheus|health.*|directory)";

	/** Five services, broker, database, registry, vendors. */
	private static final int PROCESSES = 9;

	private static final int OK = 200;

	@Override
	public String id() {
		return "P1";
	}

	@Override
	public String name() {
		return "told in confidence";
	}

	@Override
	public String promise() {
		return "What people, vendors and intruders tell, and every secret, is readable on no topic, in no log at DEBUG, on no page,"
				+ " in no table but sealed, and in no process; no organisation learns of another.";
	}

	@Override
	public Optional<HouseOptions> ownHouse() {
		return Optional.of(HouseOptions.standard().debugLogging());
	}

	@Override
	public Outcome run(House house, RunSize size) {
		try {
			Confidence planted = PlantedLeaks.search(house);
			Scene.require(PlantedLeaks.missed(planted.search()).isEmpty(),
					"planted leaks were missed: " + PlantedLeaks.missed(planted.search()));
			Told told = Told.tell(house, Tenants.VENDORS);
			Scene.require(told.kinds().size() >= SECRETS, "there are only secrets of " + told.kinds());
			Confidence everywhere = told.searched(house);
			Scene.require(everywhere.search().findings().isEmpty(), everywhere.search().told());
			lookedAtEverything(everywhere);
			Scene.require(told.answers().findings().isEmpty(), told.answers().told());
			Walls walls = new Walls(house);
			Scene.require(walls.asked(told.tenants(), QUESTIONS, new Random(size.seed())).isEmpty(),
					"a stranger was told of others");
			Scene.require(walls.seenBy("org-stranger").values().stream().allMatch((rows) -> rows == 0),
					"a service sees rows of others");
			Scene.require(walls.seenBy(null).values().stream().allMatch((rows) -> rows == 0),
					"a service that says for nobody sees rows");
			Scene.require(
					walls.open()
						.stream()
						.allMatch((table) -> table.endsWith(".flyway_schema_history") || PlantedLeaks.isScratch(table)),
					"tables without a policy: " + walls.open());
			return new Outcome().with("marks", told.marks().size())
				.with("kinds of secrets", told.kinds().size())
				.with("forms of each mark", PlantedLeaks.forms().size())
				.with("searched", everywhere);
		}
		catch (IOException | SQLException ex) {
			throw new IllegalStateException("Somewhere could not be searched", ex);
		}
	}

	/** Who looks at nothing finds nothing. */
	private static void lookedAtEverything(Confidence everywhere) {
		List<String> empty = TopicCatalogue.load()
			.topics()
			.stream()
			.map(TopicCatalogue.Topic::name)
			.filter((topic) -> everywhere.records().getOrDefault(topic, 0) == 0)
			.filter((topic) -> !NOTHING_SAID.contains(topic))
			.toList();
		Scene.require(empty.isEmpty(), "topics without a record: " + empty);
		Scene.require(everywhere.undecoded().stream().allMatch(ToldInConfidence::isMeant),
				"records could not be decoded");
		for (String table : List.of("clara dossier.material", "clara_keys keys.candidate")) {
			Scene.require(everywhere.rows().getOrDefault(table, 0) > 0, "there are no rows in " + table);
		}
		Scene.require(everywhere.commands().size() >= PROCESSES, "there are only " + everywhere.commands());
		for (Service service : Service.values()) {
			Scene.require(Objects.equals(everywhere.pages().get(service.partName() + "/actuator/prometheus"), OK),
					service.partName() + " has no metrics");
		}
		everywhere.pages()
			.forEach((page, status) -> Scene.require(status != OK || page.matches(OPEN), "there is a page " + page));
	}

	/** Of dead letters and of what was put there on purpose. */
	private static boolean isMeant(Entry entry) {
		return entry.topic().endsWith(".dlt") || PlantedLeaks.isScratch(entry.topic()) || Poison.isPoison(entry);
	}

}
