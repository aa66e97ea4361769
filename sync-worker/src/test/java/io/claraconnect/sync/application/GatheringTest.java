package io.claraconnect.sync.application;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.claraconnect.schemas.ApplicationSnapshot;
import io.claraconnect.schemas.ApplicationState;
import io.claraconnect.schemas.MaterialState;
import io.claraconnect.schemas.SnapshotOrigin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("A resume is waited for")
class GatheringTest {

	private static final Instant SEEN = Instant.parse("2026-09-01T09:00:00Z");

	private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

	private static final Settling.Patience PATIENCE = new Settling.Patience(Duration.ofSeconds(20),
			Duration.ofHours(2));

	@Test
	void anew_when_one_that_was_there_is_replaced_months_later() {
		assertThat(Gathering.since(known(MaterialState.COMPLETE, null), NOW, PATIENCE)).isEqualTo(NOW);
		Settling waiting = Settling.notYet(NOW, NOW, PATIENCE);
		assertThat(waiting.state()).isEqualTo(Settling.State.PENDING);
		assertThat(Gathering.since(known(MaterialState.PENDING, waiting.until()), NOW.plusSeconds(3), PATIENCE))
			.as("the next look does not wait from the start again")
			.isEqualTo(NOW);
	}

	@Test
	void from_the_first_look_when_there_never_was_one() {
		assertThat(Gathering.since(null, NOW, PATIENCE)).isEqualTo(NOW);
		assertThat(Gathering.since(known(MaterialState.ABSENT, null), NOW, PATIENCE)).isEqualTo(SEEN);
		assertThat(Gathering.since(known(MaterialState.PENDING, SEEN.plusSeconds(20)), NOW, PATIENCE)).isEqualTo(SEEN);
	}

	private static Known known(MaterialState material, @Nullable Instant until) {
		ApplicationSnapshot last = ApplicationSnapshot.newBuilder()
			.setOrganisationId("org")
			.setIntegrationId("int")
			.setAts("fake")
			.setApplicationId("app")
			.setCandidateId("candidate")
			.setJobId("job")
			.setState(ApplicationState.ACTIVE)
			.setAppliedAt(SEEN)
			.setOrigin(SnapshotOrigin.LIVE)
			.setMaterial(material)
			.setMaterialPendingUntil(until)
			.setReplyRefs(Map.of())
			.setRevision(1)
			.setFetchedAt(SEEN)
			.build();
		return new Known("app", 1, "", "candidate", "job", last, Known.Piece.NONE, Known.Piece.NONE, SEEN);
	}

}
