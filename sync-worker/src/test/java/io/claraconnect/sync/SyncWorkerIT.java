package io.claraconnect.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.claraconnect.ats.api.DocumentRef.Readiness;
import io.claraconnect.dossier.DossierRead;
import io.claraconnect.dossier.Material;
import io.claraconnect.dossier.MaterialKind;
import io.claraconnect.schemas.ApplicationSnapshot;
import io.claraconnect.schemas.ApplicationState;
import io.claraconnect.schemas.DeliveryKind;
import io.claraconnect.schemas.IntegrationState;
import io.claraconnect.schemas.MaterialState;
import io.claraconnect.schemas.SnapshotOrigin;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("sync-worker")
class SyncWorkerIT extends SyncScene {

	@Test
	@Tag("2.18")
	void turns_a_delivery_into_a_snapshot_with_material_in_the_vault() {
		connect(IntegrationState.CONNECTED, "job-1");
		account().apply("app-1", "job-1", Instant.now(), Readiness.READY);
		deliver("app-1", null, Map.of("result", "card-7"));
		await(() -> assertThat(last("app-1").getReplyRefs()).containsEntry("result", "card-7"));
		ApplicationSnapshot snapshot = last("app-1");
		assertThat(snapshot.getState()).isEqualTo(ApplicationState.ACTIVE);
		assertThat(snapshot.getOrigin()).isEqualTo(SnapshotOrigin.LIVE);
		assertThat(snapshot.getMaterial()).isEqualTo(MaterialState.COMPLETE);
		assertThat(snapshot.getStageName()).isEqualTo("Inbox");
		assertThat(open(snapshot)).isInstanceOfSatisfying(DossierRead.Opened.class, (opened) -> {
			assertThat(opened.newest(MaterialKind.RESUME_FILE)).get()
				.extracting(Material::text)
				.isEqualTo("resume of app-1");
			assertThat(opened.newest(MaterialKind.PERSON)).get()
				.extracting(Material::text)
				.asString()
				.contains("Quill");
			assertThat(opened.newest(MaterialKind.ANSWERS)).isPresent();
		});
		assertThat(snapshot.toString()).doesNotContain("Quill").doesNotContain("ada@");
		await(() -> assertThat(outcomes("application:app-1")).contains("FETCHED/new", "MATERIAL/complete"));
	}

	@Test
	void never_lets_an_older_fetch_overwrite_a_newer_one() {
		connect(IntegrationState.CONNECTED, "job-1");
		account().apply("app-3", "job-1", Instant.now(), Readiness.READY);
		account().slow.put("app-3", FakeAccount.after(Duration.ofSeconds(3)));
		deliver("app-3", null, Map.of());
		await(() -> assertThat(account().slow).isEmpty());
		account().move("app-3", FakeAccount.INTERVIEW);
		deliverCandidate("candidate-of-app-3");
		await(() -> assertThat(snapshots("app-3")).isNotEmpty());
		await(() -> assertThat(outcomes("application:app-3")).contains("FETCHED/overtaken"));
		assertThat(snapshots("app-3"))
			.allSatisfy((snapshot) -> assertThat(snapshot.getStageName()).isEqualTo("Interview"));
	}

	@Test
	void waits_for_a_resume_that_the_vendor_still_works_on() {
		connect(IntegrationState.CONNECTED, "job-1");
		account().apply("app-4", "job-1", Instant.now(), Readiness.PROCESSING);
		deliver("app-4", null, Map.of());
		ApplicationSnapshot pending = awaitSnapshot("app-4");
		assertThat(pending.getMaterial()).isEqualTo(MaterialState.PENDING);
		assertThat(pending.getMaterialPendingUntil()).isAfter(Instant.now().plusSeconds(1800));
		account().apply("app-4", "job-1", pending.getAppliedAt(), Readiness.READY);
		deliver("app-4", null, Map.of());
		await(() -> assertThat(last("app-4").getMaterial()).isEqualTo(MaterialState.COMPLETE));
		assertThat(last("app-4").getRevision()).isGreaterThan(pending.getRevision());
		assertThat(last("app-4").getMaterialPendingUntil()).isNull();
	}

	@Test
	void says_absent_when_no_resume_came_within_the_grace() {
		connect(IntegrationState.CONNECTED, "job-1");
		account().apply("app-5", "job-1", Instant.now(), null);
		deliver("app-5", null, Map.of());
		assertThat(awaitSnapshot("app-5").getMaterial()).isEqualTo(MaterialState.PENDING);
		await(() -> assertThat(last("app-5").getMaterial()).isEqualTo(MaterialState.ABSENT));
		await(() -> assertThat(outcomes("application:app-5")).contains("MATERIAL/no_resume"));
	}

	@Test
	void makes_one_event_of_many_equal_deliveries() {
		connect(IntegrationState.CONNECTED, "job-1");
		account().apply("app-6", "job-1", Instant.now(), Readiness.READY);
		for (int i = 0; i < 20; i++) {
			deliver("app-6", null, Map.of());
		}
		awaitSnapshot("app-6");
		await(() -> assertThat(count("work", "subject LIKE '%app-6'")).isZero());
		assertThat(snapshots("app-6")).hasSize(1);
		assertThat(account().downloads.get()).isOne();
	}

	@Test
	void says_gone_after_a_second_look() {
		connect(IntegrationState.CONNECTED, "job-1");
		account().apply("app-7", "job-1", Instant.now(), Readiness.READY);
		deliver("app-7", null, Map.of());
		ApplicationSnapshot snapshot = awaitSnapshot("app-7");
		account().applications.remove("app-7");
		deliver("app-7", null, Map.of());
		await(() -> assertThat(last("app-7").getState()).isEqualTo(ApplicationState.GONE));
		assertThat(last("app-7").getDossierRef()).isNull();
		await(() -> assertThat(open(snapshot)).isInstanceOf(DossierRead.Erased.class));
		account().apply("app-7", "job-1", Instant.now(), Readiness.READY);
		deliver("app-7", null, Map.of());
		await(() -> assertThat(last("app-7").getState()).isEqualTo(ApplicationState.ACTIVE));
		assertThat(open(last("app-7"))).isInstanceOf(DossierRead.Opened.class);
	}

	@Test
	void looks_again_at_a_resume_that_the_second_read_found_in_the_works() {
		connect(IntegrationState.CONNECTED, "job-1");
		deliver("app-22", null, Map.of());
		await(() -> assertThat(count("work", "subject = 'second:application:app-22'")).isOne());
		account().apply("app-22", "job-1", Instant.now(), Readiness.PROCESSING);
		assertThat(awaitSnapshot("app-22").getMaterial()).isEqualTo(MaterialState.PENDING);
		account().apply("app-22", "job-1", Instant.now(), Readiness.READY);
		await(() -> assertThat(last("app-22").getMaterial()).isEqualTo(MaterialState.COMPLETE));
	}

}
