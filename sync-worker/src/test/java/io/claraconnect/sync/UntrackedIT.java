package io.claraconnect.sync;

import java.time.Instant;
import java.util.Map;

import io.claraconnect.ats.api.DocumentRef.Readiness;
import io.claraconnect.schemas.ApplicationState;
import io.claraconnect.schemas.IntegrationState;
import io.claraconnect.schemas.MaterialState;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("Of an application that it does not follow any more sync-worker")
class UntrackedIT extends SyncScene {

	@Test
	void keeps_no_material_when_its_job_is_untracked_and_reads_it_anew_when_it_is_tracked_again() {
		connect(IntegrationState.CONNECTED, "job-1", "job-2");
		account().apply("app-40", "job-1", Instant.now(), Readiness.READY);
		account().apply("app-41", "job-2", Instant.now(), Readiness.READY);
		deliver("app-40", null, Map.of());
		deliver("app-41", null, Map.of());
		assertThat(awaitSnapshot("app-40").getMaterial()).isEqualTo(MaterialState.COMPLETE);
		awaitSnapshot("app-41");
		long both = materials();
		connect(IntegrationState.CONNECTED, "job-2");
		await(() -> assertThat(last("app-40").getState()).isEqualTo(ApplicationState.GONE));
		await(() -> assertThat(materials()).isEqualTo(both / 2));
		assertThat(last("app-40").getDossierRef()).isNull();
		assertThat(count("application", "application_id = 'app-40' AND resume_ref = '' AND letter_ref = ''")).isOne();
		connect(IntegrationState.CONNECTED, "job-1", "job-2");
		await(() -> assertThat(last("app-40").getState()).isEqualTo(ApplicationState.ACTIVE));
		assertThat(materials()).isEqualTo(both);
	}

	@Test
	void keeps_no_material_when_it_was_moved_to_a_job_that_is_not_tracked() {
		connect(IntegrationState.CONNECTED, "job-1");
		account().apply("app-42", "job-1", Instant.now(), Readiness.READY);
		deliver("app-42", null, Map.of());
		awaitSnapshot("app-42");
		assertThat(materials()).isPositive();
		account().apply("app-42", "job-2", Instant.now(), Readiness.READY);
		deliver("app-42", null, Map.of());
		await(() -> assertThat(last("app-42").getState()).isEqualTo(ApplicationState.GONE));
		await(() -> assertThat(materials()).isZero());
	}

}
