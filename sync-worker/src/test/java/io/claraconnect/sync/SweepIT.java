package io.claraconnect.sync;

import java.time.Instant;
import java.util.Map;

import io.claraconnect.ats.api.DocumentRef.Readiness;
import io.claraconnect.schemas.ApplicationState;
import io.claraconnect.schemas.IntegrationState;
import io.claraconnect.schemas.JobState;
import io.claraconnect.schemas.SnapshotOrigin;
import io.claraconnect.sync.request.Kind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("A sweep")
class SweepIT extends SyncScene {

	@Test
	void finds_a_change_that_no_delivery_told_of() {
		connect(IntegrationState.CONNECTED, "job-1");
		account().apply("app-13", "job-1", Instant.now(), Readiness.READY);
		deliver("app-13", null, Map.of());
		awaitSnapshot("app-13");
		await(() -> assertThat(count("work", "subject LIKE '%app-13'")).isZero());
		account().move("app-13", FakeAccount.INTERVIEW);
		account().apply("app-14", "job-1", Instant.now(), Readiness.READY);
		sweep("sweep:applications", Kind.SWEEP_APPLICATIONS);
		await(() -> assertThat(last("app-13").getStageName()).isEqualTo("Interview"));
		assertThat(awaitSnapshot("app-14").getOrigin()).isEqualTo(SnapshotOrigin.SWEEP);
	}

	@Test
	void finds_a_job_that_changed_without_a_delivery() {
		connect(IntegrationState.CONNECTED, "job-1");
		await(() -> assertThat(jobs("job-1")).hasSize(1));
		account().jobs.remove("job-1");
		sweep("sweep:jobs", Kind.SWEEP_JOBS);
		await(() -> assertThat(jobs("job-1").getLast().getState()).isEqualTo(JobState.CLOSED));
	}

	@Test
	void calls_gone_what_two_whole_lists_did_not_have() {
		connect(IntegrationState.CONNECTED, "job-1");
		account().apply("app-15", "job-1", Instant.now(), Readiness.READY);
		deliver("app-15", null, Map.of());
		awaitSnapshot("app-15");
		await(() -> assertThat(count("work", "subject LIKE '%app-15'")).isZero());
		account().applications.remove("app-15");
		sweep("sweep:reconcile", Kind.RECONCILE);
		await(() -> assertThat(count("application", "absent_lists = 1")).isOne());
		sweep("sweep:reconcile", Kind.RECONCILE);
		await(() -> assertThat(last("app-15").getState()).isEqualTo(ApplicationState.GONE));
	}

	@Test
	void goes_on_although_it_saw_no_tracked_job_once() {
		connect(IntegrationState.CONNECTED);
		for (Kind kind : new Kind[] { Kind.SWEEP_JOBS, Kind.SWEEP_APPLICATIONS, Kind.RECONCILE }) {
			sweep("sweep:" + kind, kind);
		}
		await(() -> assertThat(count("work", "cause = 'nothing_tracked'")).isEqualTo(3));
	}

}
