package io.claraconnect.config.setup;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.claraconnect.ats.api.Job;
import io.claraconnect.config.integrations.TrackedJob;
import io.claraconnect.config.problem.Refusal;
import io.claraconnect.config.setup.SetUpJson.TrackOneJson;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@DisplayName("Choosing jobs")
class TrackJobsTest {

	private static final Instant BEFORE = Instant.parse("2026-11-01T09:00:00Z");

	private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

	private static final Map<String, Job> LIVE = Map.of("open", job("open", true), "hidden", job("hidden", false));

	@Test
	void keeps_since_when_a_job_is_tracked() {
		TrackedJob known = new TrackedJob("old", BEFORE, null, true);
		assertThat(TrackJobs.chosen(List.of(new TrackOneJson("old", 80), new TrackOneJson("open", null)),
				List.of(known), LIVE, NOW))
			.containsExactly(new TrackedJob("old", BEFORE, 80, true), new TrackedJob("open", NOW, null, false));
	}

	@Test
	@Tag("4.14")
	void refuses_a_job_that_is_not_listed_externally_and_says_why() {
		assertThatThrownBy(() -> TrackJobs.chosen(List.of(new TrackOneJson("hidden", null)), List.of(), LIVE, NOW))
			.isInstanceOf(Refusal.class)
			.hasMessageContaining("external job site");
	}

	@Test
	void refuses_unknown_and_doubled_jobs() {
		assertThatThrownBy(() -> TrackJobs.chosen(List.of(new TrackOneJson("nope", null)), List.of(), LIVE, NOW))
			.isInstanceOf(Refusal.class);
		TrackOneJson open = new TrackOneJson("open", null);
		assertThatThrownBy(() -> TrackJobs.chosen(List.of(open, open), List.of(), LIVE, NOW))
			.isInstanceOf(Refusal.class);
	}

	private static Job job(String id, boolean external) {
		return new Job(id, "Engineer", Job.State.OPEN, external, List.of(), null, null);
	}

}
