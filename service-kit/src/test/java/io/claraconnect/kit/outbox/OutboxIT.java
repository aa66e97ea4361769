package io.claraconnect.kit.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.db.TestDatabase;
import io.claraconnect.kit.kafka.Cause;
import io.claraconnect.kit.kafka.TestEvents;
import io.claraconnect.schemas.Outcome;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

class OutboxIT {

	private static final Duration SOON = Duration.ofSeconds(45);

	private final TestDatabase tests = new TestDatabase();

	private final TestEvents events = new TestEvents(1);

	private final Database database = this.tests.open();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final Outbox outbox = new Outbox(this.tests.schema(), this.events.publisher());

	private final List<OutboxRelay> relays = new ArrayList<>();

	@AfterEach
	void close() throws Exception {
		this.events.startBroker();
		this.relays.forEach(OutboxRelay::stop);
		this.events.close();
		this.tests.close();
	}

	@Test
	@DisplayName("An event is there when its transaction commits, and not when it rolls back")
	void atomic() {
		assertThatIllegalStateException().isThrownBy(
				() -> this.database
					.inOrganisation("org",
							(client) -> this.outbox
								.add(client, "org", this.events.topic(), "k", outcome("no"), Cause.fresh())
								.then(Mono.<Long>error(new IllegalStateException("rolled back"))))
					.block());
		add("k", "yes");
		relay();

		await().atMost(SOON).until(() -> left() == 0);
		assertThat(this.events.codes("k")).containsExactly("yes");
	}

	@Test
	@DisplayName("An event whose transaction took a smaller number but commits later is not lost")
	void laterCommit() {
		Sinks.Empty<Void> release = Sinks.empty();
		this.database.inOrganisation("org",
				(client) -> this.outbox.add(client, "org", this.events.topic(), "slow", outcome("slow"), Cause.fresh())
					.then(release.asMono())
					.thenReturn(true))
			.subscribe();
		await().atMost(SOON)
			.until(() -> this.tests.number("SELECT count(*) FROM pg_locks l JOIN pg_class c ON c.oid = l.relation"
					+ " WHERE c.relname = 'outbox' AND c.relnamespace = '$'::regnamespace"
					+ " AND l.mode = 'RowExclusiveLock'") > 0);
		relay();
		add("fast", "fast");
		await().atMost(SOON).until(() -> this.events.codes("fast").size() == 1 && left() == 0);

		release.tryEmitEmpty();

		await().atMost(SOON).until(() -> this.events.codes("slow").size() == 1);
		await().atMost(SOON).until(() -> left() == 0);
	}

	@Test
	@DisplayName("Two relays publish each event once, in the order of its key, while more events come")
	void twoRelays() {
		relay();
		relay();
		Flux.range(0, 10)
			.flatMap((key) -> Flux.range(0, 50).concatMap((i) -> adding("key" + key, String.valueOf(i))), 10)
			.blockLast();

		await().atMost(SOON).until(() -> left() == 0);

		for (int key = 0; key < 10; key++) {
			assertThat(this.events.codes("key" + key)).hasSize(50)
				.isSortedAccordingTo(Comparator.comparing(Integer::valueOf))
				.doesNotHaveDuplicates();
		}
	}

	@Test
	@DisplayName("A stop lets what is being published end, so that a restart publishes nothing twice")
	void orderlyStop() {
		Flux.range(0, 300).concatMap((i) -> adding("k" + i % 3, String.valueOf(i))).blockLast();
		OutboxRelay first = relay();
		await().atMost(SOON).until(() -> left() < 300 || !this.events.codes("k0").isEmpty());
		first.stop();
		relay();

		await().atMost(SOON).until(() -> left() == 0);
		assertThat(this.events.codes((key) -> true)).hasSize(300).doesNotHaveDuplicates();
	}

	@Test
	@DisplayName("An event that the broker refuses holds up its own key only, and nothing else is sent twice")
	void refusedEvent() {
		add("poison", "x".repeat(3_000_000));
		add("poison", "behind it");
		// a key of the same shard as the refused one
		String neighbour = Flux.range(0, 1000)
			.map((i) -> "n" + i)
			.filter((key) -> Math.floorMod(key.hashCode(), Outbox.SHARDS) == Math.floorMod("poison".hashCode(),
					Outbox.SHARDS))
			.blockFirst();
		Flux.range(0, 5).concatMap((i) -> adding(neighbour, String.valueOf(i))).blockLast();
		relay();

		await().atMost(SOON).until(() -> left() == 2);
		add(neighbour, "5");
		await().atMost(SOON).until(() -> left() == 2);

		assertThat(this.events.codes(neighbour)).containsExactly("0", "1", "2", "3", "4", "5");
		assertThat(this.events.codes("poison")).isEmpty();
		assertThat(this.meters.counter("clara.outbox.refused", "outbox", this.tests.schema()).count()).isOne();
	}

	@Test
	@DisplayName("A null value becomes a tombstone")
	void tombstone() {
		this.database
			.inOrganisation("org",
					(client) -> this.outbox.add(client, "org", this.events.topic(), "k", null, Cause.fresh())
						.thenReturn(true))
			.block();
		relay();

		await().atMost(SOON).until(() -> left() == 0);
		assertThat(this.events.read()).singleElement().satisfies((record) -> assertThat(record.value()).isNull());
	}

	@Test
	@Tag("B1")
	@DisplayName("While the broker is away events are kept in order, and delivered when it is back (B1)")
	void brokerAway() {
		relay();
		add("k", "0");
		await().atMost(SOON).until(() -> left() == 0);
		this.events.killBroker();
		Flux.range(1, 20).concatMap((i) -> adding("k", String.valueOf(i))).blockLast();
		await().during(Duration.ofSeconds(2)).atMost(SOON).until(() -> left() == 20);

		this.events.startBroker();

		await().atMost(SOON).until(() -> left() == 0);
		assertThat(this.events.codes("k").stream().distinct()).hasSize(21)
			.isSortedAccordingTo(Comparator.comparing(Integer::valueOf));
	}

	private OutboxRelay relay() {
		OutboxRelay relay = new OutboxRelay(this.tests.schema(), this.tests.open(), this.outbox,
				this.events.publisher(), this.meters);
		this.relays.add(relay);
		relay.start();
		return relay;
	}

	private void add(String key, String code) {
		adding(key, code).block();
	}

	private Mono<Boolean> adding(String key, String code) {
		return this.database.inOrganisation("org",
				(client) -> this.outbox.add(client, "org", this.events.topic(), key, outcome(code), Cause.fresh())
					.thenReturn(true));
	}

	private static Outcome outcome(String code) {
		return TestEvents.outcome(code);
	}

	private long left() {
		return this.tests.number("SELECT count(*) FROM $.outbox");
	}

}
