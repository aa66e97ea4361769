package io.claraconnect.sync.application;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.claraconnect.ats.api.Application;
import io.claraconnect.ats.api.Person;
import io.claraconnect.ats.api.Stage;
import io.claraconnect.schemas.ApplicationSnapshot;
import io.claraconnect.schemas.ApplicationState;
import io.claraconnect.schemas.MaterialState;
import io.claraconnect.schemas.SnapshotOrigin;
import io.claraconnect.sync.connection.TrackedConnection;
import io.claraconnect.sync.request.Wish.Via;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("A snapshot")
class SnapshotsTest {

	private static final Instant TRACKED = Instant.parse("2026-11-21T09:00:00Z");

	private static final TrackedConnection CONNECTION = new TrackedConnection("org", "int", "fake", true, false,
			"CONNECTED", Map.of(), 1, Map.of("job-1", TRACKED));

	@Test
	void says_backfill_of_what_is_from_before_its_job_was_tracked_however_it_came() {
		for (Via via : Via.values()) {
			assertThat(Snapshots.origin(TRACKED.minusSeconds(60), TRACKED, via)).isEqualTo(SnapshotOrigin.BACKFILL);
		}
	}

	@Test
	void allows_for_times_that_vendors_cut_to_seconds() {
		assertThat(Snapshots.origin(TRACKED.minusSeconds(1), TRACKED, Via.LIVE)).isEqualTo(SnapshotOrigin.LIVE);
		assertThat(Snapshots.origin(TRACKED.plusSeconds(1), TRACKED, Via.SWEEP)).isEqualTo(SnapshotOrigin.SWEEP);
		assertThat(Snapshots.origin(TRACKED.plusSeconds(1), TRACKED, Via.BACKFILL)).isEqualTo(SnapshotOrigin.LIVE);
	}

	@Test
	void has_the_same_content_when_only_the_vendors_time_of_change_moved() {
		String before = Snapshots.content(snapshot("stage-1", TRACKED));
		assertThat(Snapshots.content(snapshot("stage-1", TRACKED.plusSeconds(9)))).isEqualTo(before);
		assertThat(Snapshots.content(snapshot("stage-2", TRACKED))).isNotEqualTo(before);
	}

	@Test
	void holds_nothing_of_the_person() {
		assertThat(snapshot("stage-1", TRACKED).toString()).doesNotContain("Quill", "ada@example.org", "bridges");
	}

	@Test
	void keeps_its_ids_when_the_application_went() {
		ApplicationSnapshot gone = Snapshots.gone(snapshot("stage-1", TRACKED), false);
		assertThat(gone.getState()).isEqualTo(ApplicationState.GONE);
		assertThat(gone.getDossierRef()).isEqualTo("ref.1");
		ApplicationSnapshot erased = Snapshots.gone(snapshot("stage-1", TRACKED), true);
		assertThat(erased.getDossierRef()).isNull();
		assertThat(erased.getMaterial()).isEqualTo(MaterialState.ABSENT);
	}

	private static ApplicationSnapshot snapshot(String stage, Instant updatedAt) {
		Person person = new Person("Ada", "Quill", List.of("ada@example.org"), List.of(), List.of(), List.of(), "");
		Application read = new Application("app-1", "candidate-1", "job-1", Application.State.ACTIVE,
				new Stage(stage, "Some stage"), TRACKED, updatedAt, null, person, List.of(), "I build bridges",
				List.of(), true);
		Settling settling = Settling.of(List.of(), false, TRACKED, TRACKED,
				new Settling.Patience(java.time.Duration.ofSeconds(1), java.time.Duration.ofSeconds(1)));
		return Snapshots.of(CONNECTION, read, "job-1", SnapshotOrigin.LIVE, settling, "ref.1",
				Map.of("b", "2", "a", "1"));
	}

}
