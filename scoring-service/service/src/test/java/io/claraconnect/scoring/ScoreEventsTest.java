package io.claraconnect.scoring;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import io.claraconnect.schemas.ApplicationSnapshot;
import io.claraconnect.schemas.ApplicationState;
import io.claraconnect.schemas.JobSnapshot;
import io.claraconnect.schemas.JobState;
import io.claraconnect.schemas.MaterialState;
import io.claraconnect.schemas.ScoreOutcome;
import io.claraconnect.schemas.SnapshotOrigin;
import io.claraconnect.scoring.ScoreEvents.Scored;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ScoreEventsTest {

	@Test
	@DisplayName("A score bears the time at which it was found, not that at which it was begun")
	void time() {
		Instant begun = Instant.parse("2026-11-21T09:00:00Z");
		Instant found = begun.plusSeconds(7);
		ApplicationSnapshot application = ApplicationSnapshot.newBuilder()
			.setOrganisationId("org")
			.setIntegrationId("int")
			.setAts("any")
			.setApplicationId("app")
			.setCandidateId("candidate")
			.setJobId("job")
			.setState(ApplicationState.ACTIVE)
			.setAppliedAt(begun)
			.setOrigin(SnapshotOrigin.LIVE)
			.setMaterial(MaterialState.ABSENT)
			.setReplyRefs(Map.of())
			.setRevision(1)
			.setFetchedAt(begun)
			.build();
		JobSnapshot job = JobSnapshot.newBuilder()
			.setOrganisationId("org")
			.setIntegrationId("int")
			.setAts("any")
			.setJobId("job")
			.setTitle("Any")
			.setState(JobState.OPEN)
			.setStages(List.of())
			.setRevision(1)
			.setFetchedAt(begun)
			.build();
		Scored scored = new Scored(application, job, "score", null, "model", "", LocalDate.EPOCH, begun);
		assertThat(ScoreEvents.without(ScoreOutcome.NO_RESUME, scored.at(found)).getCreatedAt()).isEqualTo(found);
	}

}
