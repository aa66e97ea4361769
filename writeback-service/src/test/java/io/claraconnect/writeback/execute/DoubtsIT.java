package io.claraconnect.writeback.execute;

import java.time.Duration;

import io.claraconnect.ats.api.Connectors;
import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.kafka.EventListeners;
import io.claraconnect.kit.kafka.EventPublisher;
import io.claraconnect.schemas.IntegrationState;
import io.claraconnect.writeback.execute.PlayedAts.Mishap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Once, or a reported doubt, where each mechanism is the only one left to save it. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DirtiesContext
@Tag("4.41")
@DisplayName("A doubtful note")
class DoubtsIT {

	private static final String EDITING = "doubts-editing";

	private static final String ADDING = "doubts-adding";

	private static final Duration PATIENCE = Duration.ofSeconds(40);

	@Autowired
	private EventPublisher events;

	@Autowired
	private EventListeners listeners;

	@Autowired
	private Database database;

	private WritebackStory story;

	@DynamicPropertySource
	static void stack(DynamicPropertyRegistry registry) {
		WritebackStory.start(registry);
	}

	@BeforeAll
	void connect() {
		this.story = new WritebackStory(this.events, this.listeners);
		this.story.connect(EDITING, "editing", IntegrationState.CONNECTED, 1, 0);
		this.story.connect(ADDING, "adding", IntegrationState.CONNECTED, 1, 0);
	}

	@AfterEach
	void nothingBetween() {
		WritebackStory.ADDING.beforeBytes = Mono.empty();
	}

	@Test
	@DisplayName("is read back before anything is planned: a score that moved a little meanwhile brings no second one")
	void readBack() {
		WritebackStory.ADDING.next(Mishap.DONE_BUT_TIMED_OUT);
		this.story.decide(ADDING, "d1", "qualified", 1, (status) -> status.setCandidateId("pd1"));
		await().atMost(PATIENCE).until(() -> !WritebackStory.ADDING.notesOf("d1").isEmpty());
		this.story.decide(ADDING, "d1", "qualified", 2, (status) -> status.setCandidateId("pd1").setTotalTenths(815));
		settled("d1", 2);
		assertThat(WritebackStory.ADDING.notesOf("d1")).singleElement().asString().contains("Score: 81.2");
		await().untilAsserted(() -> assertThat(this.story.told("d1", "note")).containsExactly("ALREADY_THERE"));
	}

	@Test
	@Tag("C9")
	@DisplayName("is not sent by a process that was stopped before its bytes left and lost the person meanwhile")
	void stoppedBeforeTheBytes() {
		String person = "candidate:person-of-d2";
		WritebackStory.ADDING.beforeBytes = Mono.defer(() -> {
			WritebackStory.ADDING.beforeBytes = Mono.empty();
			return taken(person).then(Mono
				.defer(() -> WritebackStory.ADDING.notesOf("d2").isEmpty() ? Mono.<Integer>empty() : Mono.just(1))
				.repeatWhenEmpty((rounds) -> rounds.delayElements(Duration.ofMillis(20)))
				.then());
		});
		this.story.decide(ADDING, "d2", "no_resume", 1);
		settled("d2", 1);
		await().during(Duration.ofMillis(500))
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(WritebackStory.ADDING.notesOf("d2")).hasSize(1));
		assertThat(this.story.told("d2", "note")).containsExactly("WRITTEN");
	}

	@Test
	@DisplayName("is found even when it takes effect after the first audit, and told once")
	void veryLate() {
		WritebackStory.ADDING.next(Mishap.LATE);
		this.story.decide(ADDING, "d3", "no_resume", 1);
		settled("d3", 1);
		await().atMost(PATIENCE).until(() -> audits("d3") == 1);
		WritebackStory.ADDING.applyLate();
		await().atMost(PATIENCE).until(() -> waiting("d3") == 0);
		assertThat(WritebackStory.ADDING.notesOf("d3")).hasSize(2);
		await().untilAsserted(
				() -> assertThat(this.story.told("d3", "note")).containsExactly("WRITTEN", "IN_DOUBT twin_note"));
	}

	@Test
	@DisplayName("goes again even when it takes effect after the first audit, where notes can be removed")
	void veryLateRemoved() {
		WritebackStory.EDITING.next(Mishap.LATE);
		this.story.decide(EDITING, "d4", "no_resume", 1);
		settled("d4", 1);
		await().atMost(PATIENCE).until(() -> audits("d4") == 1);
		WritebackStory.EDITING.applyLate();
		await().atMost(PATIENCE).until(() -> waiting("d4") == 0);
		assertThat(WritebackStory.EDITING.notesOf("d4")).hasSize(1);
		assertThat(this.story.told("d4", "note")).contains("WRITTEN twin_removed");
	}

	@Test
	@DisplayName("is none after the ledger was lost: the note that is there is taken for ours, and edited where it can be")
	void lostLedger() {
		for (String connection : new String[] { EDITING, ADDING }) {
			String application = "lost-" + connection;
			this.story.decide(connection, application, "no_resume", 1);
			settled(application, 1);
			lose(application);
			this.story.decide(connection, application, "no_resume", 1);
			settled(application, 1);
			assertThat(ats(connection).notesOf(application)).hasSize(1);
			await().untilAsserted(
					() -> assertThat(this.story.told(application, "note")).containsExactly("WRITTEN", "ALREADY_THERE"));
			lose(application);
			this.story.decide(connection, application, "unreadable", 2);
			settled(application, 2);
		}
		assertThat(WritebackStory.EDITING.notesOf("lost-" + EDITING)).singleElement().asString().contains("unreadable");
		assertThat(WritebackStory.ADDING.notesOf("lost-" + ADDING)).hasSize(2)
			.last()
			.asString()
			.contains("unreadable", "Supersedes the earlier CLARA note");
	}

	private static PlayedAts ats(String connection) {
		return EDITING.equals(connection) ? WritebackStory.EDITING : WritebackStory.ADDING;
	}

	private Mono<Void> taken(String subject) {
		return this.database.inOrganisation(WritebackStory.ORGANISATION,
				(client) -> client
					.sql("UPDATE writeback.work SET lease_id = 'another',"
							+ " leased_until = now() + interval '1 second' WHERE subject = '" + subject + "'")
					.then());
	}

	private void lose(String applicationId) {
		await().atMost(PATIENCE).until(() -> waiting(applicationId) == 0);
		for (String table : new String[] { "ledger", "application_status" }) {
			this.database
				.inOrganisation(WritebackStory.ORGANISATION,
						(client) -> client
							.sql("DELETE FROM writeback." + table + " WHERE application_id = '" + applicationId + "'")
							.then()
							.thenReturn(true))
				.block(Duration.ofSeconds(10));
		}
	}

	private void settled(String applicationId, long revision) {
		await().atMost(PATIENCE)
			.until(() -> count("SELECT count(*) AS n FROM writeback.application_status WHERE application_id = '"
					+ applicationId + "' AND handled_revision = " + revision) == 1);
	}

	private long audits(String applicationId) {
		return count("SELECT coalesce(max(audits), 0)::bigint AS n FROM writeback.ledger WHERE audit_at IS NOT NULL"
				+ " AND application_id = '" + applicationId + "'");
	}

	/** Rows of work that are left for the person. */
	private long waiting(String applicationId) {
		return count(
				"SELECT count(*) AS n FROM writeback.work WHERE subject = 'candidate:person-of-" + applicationId + "'");
	}

	private long count(String sql) {
		Long count = this.database
			.inOrganisation(WritebackStory.ORGANISATION,
					(client) -> client.sql(sql).map((row) -> row.get("n", Long.class)).one())
			.block(Duration.ofSeconds(10));
		return (count != null) ? count : 0;
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Played {

		@Bean
		Connectors connectors() {
			return WritebackStory.CONNECTORS;
		}

	}

}
