package io.claraconnect.guarantees.privacy;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.tenants.Tenants;
import io.claraconnect.schemas.TopicCatalogue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("privacy")
@Timeout(900)
class PrivacyIT {

	private static House house;

	@Nullable private static CompletableFuture<Told> told;

	@BeforeAll
	static void enter() {
		house = House.shared();
	}

	/** Told once, also when it fails. */
	private static synchronized Told told() {
		CompletableFuture<Told> all = told;
		if (all == null) {
			all = new CompletableFuture<>();
			told = all;
			try {
				all.complete(Told.tell(house, Tenants.VENDORS));
			}
			catch (RuntimeException | AssertionError ex) {
				all.completeExceptionally(ex);
			}
		}
		return all.join();
	}

	@Test
	@DisplayName("A leak that is planted on a topic, in a log, a table, a page or a process is found, in each of its forms")
	void plantedLeaks() throws IOException {
		Confidence look = PlantedLeaks.search(house);
		assertThat(look.search().findings()).isNotEmpty();
		assertThat(PlantedLeaks.missed(look.search())).isEmpty();
	}

	@Test
	@DisplayName("Nothing that was told in confidence can be read on a topic, in a log, on a page, in a table or in a process")
	void confidence() {
		Told all = told();
		Confidence everywhere = all.searched(house);
		System.out.println("Searched for " + all.marks().size() + " marks in " + everywhere);
		assertThat(everywhere.search().findings()).filteredOn((finding) -> !PlantedLeaks.isScratch(finding.place()))
			.isEmpty();
		assertThat(all.answers().told()).isEmpty();
		lookedAtEverything(everywhere);
		assertThat(all.kinds()).hasSizeGreaterThanOrEqualTo(20);
	}

	/** Who looks at nothing finds nothing. */
	private static void lookedAtEverything(Confidence everywhere) {
		Set<String> empty = new TreeSet<>();
		TopicCatalogue.load()
			.topics()
			.stream()
			.map(TopicCatalogue.Topic::name)
			.filter((topic) -> everywhere.records().getOrDefault(topic, 0) == 0)
			.forEach(empty::add);
		assertThat(empty).as("topics without a record").isSubsetOf("platform.erasures", "screening.follow-ups");
		assertThat(everywhere.undecoded()).allMatch((entry) -> entry.topic().endsWith(".dlt")
				|| entry.topic().startsWith("scratch.") || Poison.isPoison(entry));
		assertThat(everywhere.rows()).containsKeys("clara dossier.material", "clara_keys keys.candidate");
		assertThat(everywhere.rows().get("clara dossier.material")).isPositive();
		assertThat(everywhere.commands()).hasSizeGreaterThanOrEqualTo(9);
		assertThat(everywhere.pages()).containsAllEntriesOf(Map.of("config-service/actuator/prometheus", 200,
				"sync-worker/actuator/prometheus", 200, "scoring-service/actuator/prometheus", 200,
				"writeback-service/actuator/prometheus", 200, "webhook-ingress/actuator/prometheus", 200));
		assertThat(everywhere.pages().entrySet()).filteredOn((page) -> page.getValue() == 200)
			.allMatch((page) -> page.getKey().matches("[a-z-]+/actuator/(prometheus|health.*|directory)"));
	}

	@Test
	@DisplayName("One thousand questions for things of other organisations are answered 404, alike")
	void strangers() {
		Told all = told();
		assertThat(new Walls(house).asked(all.tenants(), 1_000, new Random(house.seed()))).isEmpty();
	}

	@Test
	@DisplayName("In the database a service sees no row of another organisation, and none when it forgot to say for whom")
	void rows() throws SQLException {
		Told all = told();
		Walls walls = new Walls(house);
		assertThat(walls.open())
			.allMatch((table) -> table.endsWith(".flyway_schema_history") || PlantedLeaks.isScratch(table));
		Map<String, Long> own = walls.seenBy(all.tenants().getFirst().organisationId());
		assertThat(own.values().stream().filter((rows) -> rows > 0).count()).isGreaterThan(15);
		assertThat(walls.seenBy("org-stranger").values()).isNotEmpty().containsOnly(0L);
		assertThat(walls.seenBy(null).values()).isNotEmpty().containsOnly(0L);
	}

}
