package io.claraconnect.sync;

import java.time.Instant;
import java.util.Map;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.DocumentRef.Readiness;
import io.claraconnect.schemas.IntegrationState;
import io.claraconnect.schemas.MaterialState;
import io.claraconnect.schemas.SnapshotOrigin;
import io.claraconnect.sync.request.Kind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("For a connection sync-worker")
class ConnectionIT extends SyncScene {

	@Test
	@Tag("2.17")
	void reads_a_tracked_job_and_its_earlier_applications() {
		account().apply("old-1", "job-1", this.trackedSince.minusSeconds(86_400), Readiness.READY);
		account().apply("old-2", "job-1", this.trackedSince.minusSeconds(86_400), null);
		account().apply("other", "job-2", this.trackedSince.minusSeconds(86_400), Readiness.READY);
		connect(IntegrationState.CONNECTED, "job-1");
		await(() -> assertThat(jobs("job-1")).singleElement().satisfies((job) -> {
			assertThat(job.getTitle()).isEqualTo("Bridge builder");
			assertThat(job.getTextRef()).startsWith("j:");
		}));
		assertThat(awaitSnapshot("old-1").getOrigin()).isEqualTo(SnapshotOrigin.BACKFILL);
		assertThat(awaitSnapshot("old-2").getMaterial()).isEqualTo(MaterialState.ABSENT);
		assertThat(snapshots("other")).isEmpty();
		assertThat(count("application", "application_id = 'other'")).isZero();
	}

	@Test
	void keeps_nothing_of_an_untracked_job() {
		connect(IntegrationState.CONNECTED, "job-1");
		account().apply("app-2", "job-2", Instant.now(), Readiness.READY);
		int reads = account().reads.get();
		String named = deliver("app-2", "job-2", Map.of());
		await(() -> assertThat(outcomes("delivery:" + named)).containsExactly("DROPPED/untracked_job"));
		assertThat(account().reads.get()).as("no call when the delivery names the job").isEqualTo(reads);
		deliver("app-2", null, Map.of());
		await(() -> assertThat(outcomes("application:app-2")).containsExactly("DROPPED/untracked_job"));
		assertThat(account().reads.get()).isEqualTo(reads + 1);
		deliver("app-2", null, Map.of());
		await(() -> assertThat(outcomes("application:app-2")).hasSize(2));
		assertThat(account().reads.get()).as("no second call for what was looked up").isEqualTo(reads + 1);
		assertThat(account().downloads.get()).isZero();
		assertThat(snapshots("app-2")).isEmpty();
		assertThat(count("application", "true")).isZero();
		assertThat(materials()).isZero();
	}

	@Test
	void parks_what_a_paused_connection_asks_for_and_wakes_it() {
		connect(IntegrationState.PAUSED, "job-1");
		account().apply("app-9", "job-1", Instant.now(), Readiness.READY);
		deliver("app-9", null, Map.of());
		await(() -> assertThat(outcomes("application:app-9")).contains("PARKED/paused"));
		assertThat(account().reads.get()).isZero();
		connect(IntegrationState.CONNECTED, "job-1");
		assertThat(awaitSnapshot("app-9").getMaterial()).isEqualTo(MaterialState.COMPLETE);
	}

	@Test
	void drops_everything_of_a_disconnected_connection() {
		connect(IntegrationState.PAUSED, "job-1");
		deliver("app-10", null, Map.of());
		await(() -> assertThat(count("work", "state = 'PARKED'")).isOne());
		connect(IntegrationState.DISCONNECTED, "job-1");
		await(() -> assertThat(count("work", "true")).isZero());
	}

	@Test
	@Tag("4.54")
	void parks_when_the_vendor_refuses_the_credentials() {
		connect(IntegrationState.CONNECTED, "job-1");
		account().apply("app-11", "job-1", Instant.now(), Readiness.READY);
		account().failures.put("app-11", AtsException.unauthorized("revoked"));
		deliver("app-11", null, Map.of());
		await(() -> assertThat(outcomes("application:app-11")).contains("PARKED/unauthorized"));
		await(() -> assertThat(count("work", "state = 'PARKED' AND cause = 'unauthorized'")).isOne());
	}

	@Test
	void backfills_again_what_is_tracked_again() {
		connect(IntegrationState.CONNECTED, "job-1");
		await(() -> assertThat(count("backfill", "listed_at IS NOT NULL")).isOne());
		account().apply("app-16", "job-1", Instant.now(), Readiness.READY);
		connect(IntegrationState.CONNECTED);
		await(() -> assertThat(count("backfill", "true")).isZero());
		connect(IntegrationState.CONNECTED, "job-1");
		awaitSnapshot("app-16");
	}

	@Test
	void keeps_nothing_of_a_job_that_was_untracked_while_its_application_was_read() {
		connect(IntegrationState.CONNECTED, "job-1", "job-2");
		await(() -> assertThat(count("backfill", "listed_at IS NOT NULL")).isEqualTo(2));
		account().apply("app-20", "job-1", Instant.now(), Readiness.READY);
		reactor.core.publisher.Sinks.One<Long> gate = reactor.core.publisher.Sinks.one();
		account().slow.put("app-20", gate.asMono());
		deliver("app-20", "job-1", Map.of());
		await(() -> assertThat(account().slow).isEmpty());
		connect(IntegrationState.CONNECTED, "job-2");
		await(() -> assertThat(count("backfill", "job_id = 'job-1'")).isZero());
		gate.tryEmitValue(1L);
		await(() -> assertThat(outcomes("application:app-20")).contains("DROPPED/untracked_job"));
		assertThat(snapshots("app-20")).isEmpty();
		assertThat(materials()).isZero();
	}

	@Test
	void wakes_what_a_pause_parked_although_nobody_saw_the_pause() {
		connect(IntegrationState.CONNECTED, "job-1");
		await(() -> assertThat(count("backfill", "listed_at IS NOT NULL")).isOne());
		account().apply("app-21", "job-1", Instant.now(), Readiness.READY);
		sweep("application:app-21", Kind.APPLICATION);
		awaitSnapshot("app-21");
		await(() -> assertThat(count("work", "subject = 'application:app-21'")).isZero());
		this.database.inOrganisation(this.organisation, (client) -> client
			.sql("INSERT INTO sync.work (organisation_id, integration_id, subject, kind, priority, payload, not_before,"
					+ " traceparent, state, cause) VALUES (:o, :i, 'application:app-21', 'APPLICATION', 0, '', now(),"
					+ " '', 'PARKED', 'paused')")
			.bind("o", this.organisation)
			.bind("i", this.integration)
			.then()
			.thenReturn(true)).block();
		connect(IntegrationState.CONNECTED, "job-1");
		await(() -> assertThat(count("work", "state = 'PARKED'")).isZero());
	}

}
