package io.claraconnect.writeback.plan;

import java.util.List;

import io.claraconnect.ats.api.ApplicationKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("A move")
class StageMoveTest {

	private static final ApplicationKey APP = new ApplicationKey("app-1", "person-1", "job-1");

	private final Story story = new Story();

	@BeforeEach
	void movesOnly() {
		this.story.notes = false;
		this.story.tags = false;
		this.story.moves = true;
		this.story.stageMoves.add(new WriteRules.StageMove("job-1", "qualified", "stage-2"));
		this.story.stageMoves.add(new WriteRules.StageMove("job-1", "not_qualified", "stage-3"));
	}

	@Test
	@DisplayName("goes from where the application is to where its status leads")
	void moves() {
		List<SlotPlan> plans = this.story.plan(Story.status("qualified", 1));
		assertThat(plans).singleElement()
			.satisfies((plan) -> assertThat(plan.commands())
				.containsExactly(new Command.MoveStage(APP, "stage-1", "stage-2")));
		assertThat(plans.getFirst().key()).isEqualTo(new SlotKey("application:app-1", "stage:app-1"));
	}

	@Test
	@DisplayName("never comes from a status of the ATS")
	void notFromAts() {
		assertThat(this.story.plan(Story.of("app-1", "job-1", "qualified", Origin.ATS, 812, 1))).isEmpty();
	}

	@Test
	@DisplayName("waits while a person must look, and for an application that is not active")
	void frozen() {
		assertThat(this.story.plan(Story.with(Story.status("qualified", 1), true, true, false))).isEmpty();
		assertThat(this.story.plan(Story.with(Story.status("qualified", 1), false, false, false))).isEmpty();
	}

	@Test
	@DisplayName("is not made for a status or a job that leads nowhere")
	void leadsNowhere() {
		assertThat(this.story.plan(Story.status("pre_qualified", 1))).isEmpty();
		assertThat(this.story.plan(Story.of("app-2", "job-2", "qualified", Origin.SCORE, 812, 1))).isEmpty();
	}

	@Test
	@DisplayName("does not undo what a recruiter moved, until the status is another")
	void recruitersMoveStays() {
		this.story.carryOut(Story.status("qualified", 1));
		assertThat(this.story.plan(Story.status("qualified", 2))).isEmpty();
		assertThat(this.story.carryOut(Story.status("not_qualified", 3))).hasSize(1);
		assertThat(this.story.carryOut(Story.status("qualified", 4))).hasSize(1);
	}

	@Test
	@DisplayName("counts as made when the ATS brought the status, so that only another status moves")
	void settledByTheAts() {
		this.story.carryOut(Story.status("qualified", 1));
		List<SlotPlan> settled = this.story.carryOut(Story.of("app-1", "job-1", "not_qualified", Origin.ATS, 812, 2));
		assertThat(settled).singleElement().satisfies((plan) -> assertThat(plan.commands()).isEmpty());
		assertThat(this.story.plan(Story.status("not_qualified", 3))).isEmpty();
		assertThat(this.story.plan(Story.status("qualified", 4))).hasSize(1);
	}

}
