package io.claraconnect.writeback.execute;

import java.time.Duration;
import java.util.List;

import io.claraconnect.ats.api.Connectors;
import io.claraconnect.kit.kafka.EventListeners;
import io.claraconnect.kit.kafka.EventPublisher;
import io.claraconnect.schemas.StageMove;
import io.claraconnect.schemas.StatusOrigin;
import io.claraconnect.writeback.execute.PlayedAts.Mishap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
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

/** Moves, where a connection has them switched on. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DirtiesContext
@DisplayName("A move to another stage")
class StageMovesIT {

	private static final String CONNECTION = "conn-moving";

	private static final PlayedAts ATS = WritebackStory.MOVING;

	@Autowired
	private EventPublisher events;

	@Autowired
	private EventListeners listeners;

	private WritebackStory story;

	@DynamicPropertySource
	static void stack(DynamicPropertyRegistry registry) {
		WritebackStory.start(registry);
	}

	@BeforeAll
	void connect() {
		this.story = new WritebackStory(this.events, this.listeners);
		this.story.connect(CONNECTION, "moving", 1, (integration) -> integration.setMoveStages(true)
			.setStageMoves(List.of(leads("qualified", "stage-2"), leads("not_qualified", "stage-3"))));
	}

	private static StageMove leads(String status, String stage) {
		return StageMove.newBuilder().setJobId("job-1").setStatus(status).setStageId(stage).build();
	}

	@Test
	@DisplayName("is made once, and seen in the ATS")
	void once() {
		int before = ATS.writes.get();
		this.story.decide(CONNECTION, "m1", "qualified", 1);
		told("m1", "WRITTEN");
		this.story.decide(CONNECTION, "m1", "qualified", 2,
				(status) -> status.setTotalTenths(900).setStageId("stage-2"));
		this.story.decide(CONNECTION, "m1-after", "qualified", 1);
		told("m1-after", "WRITTEN");
		assertThat(ATS.stageOf("m1")).isEqualTo("stage-2");
		assertThat(ATS.writes.get()).isEqualTo(before + 2);
	}

	@Test
	@DisplayName("that was made without an answer is read back, and neither repeated nor taken for a conflict")
	void doneButTimedOut() {
		ATS.next(Mishap.DONE_BUT_TIMED_OUT);
		this.story.decide(CONNECTION, "m2", "qualified", 1);
		told("m2", "ALREADY_THERE");
		assertThat(ATS.stageOf("m2")).isEqualTo("stage-2");
	}

	@Test
	@DisplayName("that never happened is made again")
	void lost() {
		ATS.next(Mishap.LATE);
		this.story.decide(CONNECTION, "m3", "not_qualified", 1);
		told("m3", "WRITTEN");
		assertThat(ATS.stageOf("m3")).isEqualTo("stage-3");
	}

	@Test
	@DisplayName("is not made when a recruiter has moved the person meanwhile")
	void conflict() {
		ATS.recruiterMoves("m4", "stage-9");
		this.story.decide(CONNECTION, "m4", "qualified", 1);
		told("m4", "SKIPPED stage_conflict");
		assertThat(ATS.stageOf("m4")).isEqualTo("stage-9");
	}

	@Test
	@DisplayName("is not caused by a status that the ATS brought")
	void fromTheAts() {
		int before = ATS.writes.get();
		this.story.decide(CONNECTION, "m5", "not_qualified", 1, (status) -> status.setOrigin(StatusOrigin.ATS));
		this.story.decide(CONNECTION, "m5-after", "qualified", 1);
		told("m5-after", "WRITTEN");
		assertThat(ATS.stageOf("m5")).isEqualTo("stage-1");
		assertThat(ATS.writes.get()).isEqualTo(before + 1);
	}

	private void told(String applicationId, String outcome) {
		await().atMost(Duration.ofSeconds(40))
			.untilAsserted(() -> assertThat(this.story.told(applicationId, "stage")).containsExactly(outcome));
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Played {

		@Bean
		Connectors connectors() {
			return WritebackStory.CONNECTORS;
		}

	}

}
