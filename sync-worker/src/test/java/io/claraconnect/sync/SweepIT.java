package io.claraconnect.sync;

import java.time.Instant;
import java.util.Map;

import io.claraconnect.ats.api.DocumentRef.Readiness;
import io.claraconnect.schemas.ApplicationState;
import io.claraconnect.schemas.IntegrationState;
import io.claraconnect.schemas.JobState;
import io.claraconnect.schemas.SnapshotOrigin;
import io.claraconnect.sync.request.Kind;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("A sweep")
class SweepIT extends SyncScene {

	@Autowired
	MeterRegistry meters;

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
	@Tag("E11")
	void counts_as_repaired_what_the_vendor_should_have_announced_and_did_not() {
		follow("app-30");
		double before = repaired();
		account().move("app-30", FakeAccount.INTERVIEW);
		sweep("sweep:applications", Kind.SWEEP_APPLICATIONS);
		await(() -> assertThat(last("app-30").getStageName()).isEqualTo("Interview"));
		assertThat(count("unannounced", "changes = 'STAGE_CHANGED'")).as("the delivery may still come").isOne();
		assertThat(repaired()).isEqualTo(before);
		await(() -> assertThat(count("unannounced", "due_at <= now()")).isOne());
		sweep("sweep:applications", Kind.SWEEP_APPLICATIONS);
		await(() -> assertThat(repaired()).isEqualTo(before + 1));
	}

	@Test
	void does_not_count_as_repaired_what_a_late_delivery_announced() {
		follow("app-31");
		double before = repaired();
		account().move("app-31", FakeAccount.INTERVIEW);
		sweep("sweep:applications", Kind.SWEEP_APPLICATIONS);
		await(() -> assertThat(count("unannounced", "true")).isOne());
		deliver("app-31", null, Map.of());
		await(() -> assertThat(count("unannounced", "true")).isZero());
		sweep("sweep:applications", Kind.SWEEP_APPLICATIONS);
		await(() -> assertThat(count("work", "subject = 'sweep:applications' AND cause = 'next_sweep'")).isOne());
		assertThat(repaired()).isEqualTo(before);
	}

	@Test
	void knows_its_own_move_when_it_comes_back() {
		follow("app-32");
		follow("app-33");
		wrote("app-32", FakeAccount.INTERVIEW.id());
		account().move("app-32", FakeAccount.INTERVIEW);
		account().move("app-33", FakeAccount.INTERVIEW);
		sweep("sweep:applications", Kind.SWEEP_APPLICATIONS);
		await(() -> assertThat(outcomes("application:app-32")).contains("FETCHED/echo"));
		await(() -> assertThat(count("unannounced", "application_id = 'app-33'")).isOne());
		assertThat(count("unannounced", "application_id = 'app-32'")).isZero();
		wrote("app-33", FakeAccount.INTERVIEW.id());
		await(() -> assertThat(count("unannounced", "true")).as("also when it is told of late").isZero());
		int reads = account().reads.get();
		deliver("app-32", null, Map.of());
		await(() -> assertThat(outcomes("application:app-32")).contains("FETCHED/unchanged"));
		await(() -> assertThat(count("work", "subject LIKE '%app-32'")).isZero());
		assertThat(account().reads.get()).as("one read, and the second that the vendor's delay needs")
			.isLessThanOrEqualTo(reads + 2);
		assertThat(snapshots("app-32")).hasSize(2);
	}

	private void follow(String application) {
		connect(IntegrationState.CONNECTED, "job-1");
		account().apply(application, "job-1", Instant.now(), Readiness.READY);
		deliver(application, null, Map.of());
		awaitSnapshot(application);
		await(() -> assertThat(count("work", "subject LIKE '%" + application + "'")).isZero());
	}

	private double repaired() {
		return this.meters.get("clara.sync.repaired").counter().count();
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
