package io.claraconnect.sync.application;

import java.time.Instant;
import java.util.EnumSet;

import io.claraconnect.ats.api.AtsEvent.Kind;
import io.claraconnect.schemas.ApplicationSnapshot;
import io.claraconnect.schemas.ApplicationState;
import io.claraconnect.schemas.MaterialState;
import io.claraconnect.schemas.SnapshotOrigin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ChangesTest {

	@ParameterizedTest
	@CsvSource({ "ACTIVE, REJECTED, REJECTED", "ACTIVE, ARCHIVED, REJECTED", "REJECTED, ACTIVE, UNREJECTED",
			"ACTIVE, HIRED, HIRED", "HIRED, ACTIVE, UNHIRED", "ACTIVE, GONE, APPLICATION_DELETED",
			"GONE, ACTIVE, APPLICATION_CREATED", "ACTIVE, ACTIVE, APPLICATION_UPDATED" })
	void names_what_became_of_an_application(ApplicationState last, ApplicationState next, Kind kind) {
		assertThat(Changes.between(snapshot(last, "s1"), snapshot(next, "s1"))).isEqualTo(EnumSet.of(kind));
	}

	@Test
	void names_a_move_and_a_first_sight() {
		assertThat(Changes.between(snapshot(ApplicationState.ACTIVE, "s1"), snapshot(ApplicationState.ACTIVE, "s2")))
			.isEqualTo(EnumSet.of(Kind.STAGE_CHANGED));
		assertThat(Changes.between(null, snapshot(ApplicationState.ACTIVE, "s2")))
			.isEqualTo(EnumSet.of(Kind.APPLICATION_CREATED));
	}

	private static ApplicationSnapshot snapshot(ApplicationState state, String stage) {
		return ApplicationSnapshot.newBuilder()
			.setOrganisationId("org")
			.setIntegrationId("int")
			.setAts("fake")
			.setApplicationId("a")
			.setCandidateId("c")
			.setJobId("j")
			.setState(state)
			.setStageId(stage)
			.setAppliedAt(Instant.EPOCH)
			.setOrigin(SnapshotOrigin.LIVE)
			.setMaterial(MaterialState.COMPLETE)
			.setRevision(1)
			.setFetchedAt(Instant.EPOCH)
			.build();
	}

}
