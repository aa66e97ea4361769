package io.claraconnect.writeback.execute;

import java.time.Duration;

import io.claraconnect.ats.api.Connectors;
import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.kafka.EventListeners;
import io.claraconnect.kit.kafka.EventPublisher;
import io.claraconnect.schemas.IntegrationState;
import io.claraconnect.writeback.execute.PlayedAts.Mishap;
import io.claraconnect.writeback.plan.NoteMarker;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The whole service with a real broker, database and registry, and an ATS that
 * misbehaves.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DirtiesContext
@DisplayName("Write-back")
class WritebackIT {

	private static final String EDITING = "conn-editing";

	private static final String ADDING = "conn-adding";

	/** What a note of a plain status tells, as it stands in the ledger. */
	private static final String VALUE = "qualified|812|70|SCORE|false|false|null|null";

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

	@Test
	@Tag("4.40")
	@Tag("4.41")
	@DisplayName("is one note and one tag, however often the status comes; a recruiter's own tag survives")
	void once() {
		WritebackStory.EDITING.recruiterTags("a1", "Warm");
		this.story.decide(EDITING, "a1", "qualified", 5);
		settled("a1", 5);
		assertThat(note("a1")).contains("CLARA status: qualified", "Score: 81.2 of 100, threshold 70");
		assertThat(WritebackStory.EDITING.tagsOf("a1")).containsExactlyInAnyOrder("Warm", "CLARA qualified");
		int writes = WritebackStory.EDITING.writes.get();
		this.story.decide(EDITING, "a1", "qualified", 5);
		this.story.decide(EDITING, "a1", "not_qualified", 4);
		this.story.decide(EDITING, "a1-after", "qualified", 1);
		settled("a1-after", 1);
		assertThat(WritebackStory.EDITING.writes.get()).isEqualTo(writes + 2);
		assertThat(this.story.told("a1", "note")).containsExactly("WRITTEN");
		assertThat(this.story.told("a1", "tag")).containsExactly("WRITTEN");
	}

	@Test
	@DisplayName("ends with A after A, B, A: the note is edited in place, the tag is exchanged")
	void backAndForth() {
		for (long revision = 1; revision <= 3; revision++) {
			this.story.decide(EDITING, "a2", (revision == 2) ? "not_qualified" : "qualified", revision);
			settled("a2", revision);
		}
		assertThat(note("a2")).contains("CLARA status: qualified");
		assertThat(WritebackStory.EDITING.tagsOf("a2")).containsExactly("CLARA qualified");
		await().untilAsserted(() -> assertThat(this.story.told("a2", "note")).hasSize(3));
	}

	@Test
	@DisplayName("is one note when the vendor did it and gave no answer")
	void doneButTimedOut() {
		WritebackStory.ADDING.next(Mishap.DONE_BUT_TIMED_OUT);
		this.story.decide(ADDING, "b1", "qualified", 1);
		settled("b1", 1);
		assertThat(WritebackStory.ADDING.notesOf("b1")).hasSize(1);
		await().untilAsserted(() -> assertThat(this.story.told("b1", "note")).containsExactly("ALREADY_THERE"));
	}

	@Test
	@DisplayName("is one note after a crash between the vendor's answer and the ledger")
	void crash() {
		String marker = NoteMarker.of(EDITING, "a3").line(1, VALUE);
		WritebackStory.EDITING.put("a3", "CLARA status: qualified\n" + marker);
		crashed("a3");
		this.story.decide(EDITING, "a3", "qualified", 1);
		settled("a3", 1);
		assertThat(WritebackStory.EDITING.notesOf("a3")).hasSize(1);
		await().untilAsserted(() -> assertThat(this.story.told("a3", "note")).first().isEqualTo("ALREADY_THERE"));
	}

	@Test
	@DisplayName("reports a twin when a note takes effect after it was given up and cannot be removed")
	void lateTwinReported() {
		WritebackStory.ADDING.next(Mishap.LATE);
		this.story.decide(ADDING, "b2", "qualified", 1);
		settled("b2", 1);
		assertThat(WritebackStory.ADDING.notesOf("b2")).hasSize(1);
		WritebackStory.ADDING.applyLate();
		await().atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(this.story.told("b2", "note")).contains("IN_DOUBT twin_note"));
		assertThat(WritebackStory.ADDING.notesOf("b2")).hasSize(2);
	}

	@Test
	@DisplayName("removes such a twin where the vendor allows it")
	void lateTwinRemoved() {
		WritebackStory.EDITING.next(Mishap.LATE);
		this.story.decide(EDITING, "a4", "qualified", 1);
		settled("a4", 1);
		WritebackStory.EDITING.applyLate();
		await().atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(this.story.told("a4", "note")).contains("WRITTEN twin_removed"));
		assertThat(WritebackStory.EDITING.notesOf("a4")).hasSize(1);
	}

	@Test
	@DisplayName("is left to a person after three writes that nobody ever saw")
	void neverSeen() {
		WritebackStory.ADDING.next(Mishap.LATE, Mishap.LATE, Mishap.LATE);
		this.story.decide(ADDING, "b3", "no_resume", 1);
		await().atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(this.story.told("b3", "note")).contains("IN_DOUBT outcome_unknown"));
		assertThat(WritebackStory.ADDING.notesOf("b3")).isEmpty();
	}

	@Test
	@DisplayName("waits as told at a rate limit, then writes once")
	void rateLimited() {
		WritebackStory.ADDING.next(Mishap.RATE_LIMITED, Mishap.RATE_LIMITED);
		this.story.decide(ADDING, "b4", "qualified", 1);
		settled("b4", 1);
		assertThat(WritebackStory.ADDING.notesOf("b4")).hasSize(1);
	}

	@Test
	@DisplayName("reports a foreign tag that vanished while ours was written")
	void foreignTag() {
		WritebackStory.ADDING.recruiterTags("person-of-b5", "Silver medal");
		this.story.decide(ADDING, "b5", "no_resume", 1);
		settled("b5", 1);
		WritebackStory.ADDING.next(Mishap.REFUSED, Mishap.LIST_REPLACED);
		this.story.decide(ADDING, "b5", "qualified", 2);
		settled("b5", 2);
		await().untilAsserted(() -> assertThat(this.story.told("b5", "tag")).contains("IN_DOUBT foreign_tag_missing"));
		assertThat(this.story.told("b5", "note")).contains("REFUSED http_422");
	}

	@Test
	@DisplayName("gives a person with applications on two jobs the better tag")
	void twoJobs() {
		this.story.decide(ADDING, "b6", "not_qualified", 1, (status) -> status.setCandidateId("twice"));
		this.story.decide(ADDING, "b7", "qualified", 1, (status) -> status.setCandidateId("twice").setJobId("job-2"));
		settled("b6", 1);
		settled("b7", 1);
		assertThat(WritebackStory.ADDING.tagsOf("twice")).containsExactly("CLARA qualified");
	}

	@Test
	@DisplayName("is nothing for what is held, until it is released")
	void held() {
		this.story.decide(EDITING, "a5", "qualified", 1, (status) -> status.setHeld(true));
		await().atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(this.story.outcomes)
				.anySatisfy((told) -> assertThat(told.getSubject() + told.getCode()).isEqualTo("application:a5held")));
		assertThat(WritebackStory.EDITING.notesOf("a5")).isEmpty();
		this.story.decide(EDITING, "a5", "qualified", 2);
		settled("a5", 2);
		assertThat(WritebackStory.EDITING.notesOf("a5")).hasSize(1);
	}

	@Test
	@DisplayName("waits while the connection is paused, and goes on when it is connected again")
	void paused() {
		this.story.connect("conn-paused", "editing", IntegrationState.PAUSED, 1, 0);
		this.story.decide("conn-paused", "p1", "qualified", 1);
		await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(parked("conn-paused")).isOne());
		assertThat(WritebackStory.EDITING.notesOf("p1")).isEmpty();
		this.story.connect("conn-paused", "editing", IntegrationState.CONNECTED, 2, 0);
		settled("p1", 1);
		assertThat(WritebackStory.EDITING.notesOf("p1")).hasSize(1);
	}

	@Test
	@DisplayName("stops at the cap of the hour")
	void capped() {
		this.story.connect("conn-capped", "editing", IntegrationState.CONNECTED, 1, 1);
		this.story.decide("conn-capped", "c1", "qualified", 1);
		await().atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(count("SELECT count(*) AS n FROM writeback.work"
					+ " WHERE integration_id = 'conn-capped' AND cause = 'hourly_cap'"))
				.isOne());
		assertThat(WritebackStory.EDITING.notesOf("c1")).hasSize(1);
		assertThat(WritebackStory.EDITING.tagsOf("c1")).isEmpty();
	}

	/**
	 * The service died after the vendor had taken the note and before that was written
	 * down.
	 */
	private void crashed(String applicationId) {
		this.database
			.inOrganisation(WritebackStory.ORGANISATION, (client) -> client
				.sql("INSERT INTO writeback.ledger (organisation_id, integration_id, target, slot, candidate_id,"
						+ " application_id, job_id, action, desired_revision, desired_value, status_revision, state,"
						+ " writing_since, attempts) VALUES ('acme', '" + EDITING + "', 'application:" + applicationId
						+ "', 'note:" + applicationId + "', 'person-of-" + applicationId + "', '" + applicationId
						+ "', 'job-1', 'ADD', 1, '" + VALUE + "', 1, 'WRITING', now(), 1)")
				.then()
				.thenReturn(true))
			.block(Duration.ofSeconds(10));
	}

	private String note(String applicationId) {
		assertThat(WritebackStory.EDITING.notesOf(applicationId)).hasSize(1);
		return WritebackStory.EDITING.notesOf(applicationId).getFirst();
	}

	private void settled(String applicationId, long revision) {
		await().atMost(Duration.ofSeconds(40))
			.untilAsserted(() -> assertThat(count("SELECT count(*) AS n FROM writeback.application_status"
					+ " WHERE application_id = '" + applicationId + "' AND handled_revision = " + revision))
				.isOne());
	}

	private long parked(String integrationId) {
		return count("SELECT count(*) AS n FROM writeback.work WHERE state = 'PARKED' AND integration_id = '"
				+ integrationId + "'");
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
