package io.claraconnect.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.claraconnect.ats.api.DocumentRef.Readiness;
import io.claraconnect.dossier.DossierRead;
import io.claraconnect.dossier.ErasureRequest;
import io.claraconnect.dossier.ErasureRounds;
import io.claraconnect.dossier.Erasures;
import io.claraconnect.dossier.Subject;
import io.claraconnect.kit.kafka.Cause;
import io.claraconnect.schemas.ApplicationSnapshot;
import io.claraconnect.schemas.DeliveryKind;
import io.claraconnect.schemas.IntegrationState;
import io.claraconnect.sync.request.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("sync-worker forgets")
class SyncErasureIT extends SyncScene {

	@Autowired
	private Erasures erasures;

	@Autowired
	private ErasureRounds rounds;

	@BeforeEach
	void connected() {
		connect(IntegrationState.CONNECTED, "job-1");
	}

	@Test
	@DisplayName("whom the vendor anonymised: rows, snapshot, material and waiting work, and never reads them again")
	void anonymised() {
		ApplicationSnapshot snapshot = taken("app-1");
		account().anonymise("app-1");
		deliver("app-1", null, Map.of());
		gone("app-1", snapshot);
		assertThat(erasures("ASKED")).singleElement()
			.satisfies((one) -> assertThat(one.getOrigin()).isEqualTo("ATS"))
			.satisfies((one) -> assertThat(one.toString()).doesNotContain("app-1", "candidate-of"));
		assertThat(erasures("DONE").getFirst().getPlace()).isEqualTo("sync-worker");
		int reads = account().reads.get();
		deliver("app-1", null, Map.of());
		deliverCandidate("candidate-of-app-1");
		await(() -> assertThat(outcomes("candidate:candidate-of-app-1")).contains("DROPPED/suppressed"));
		await(() -> assertThat(outcomes("application:app-1")).contains("DROPPED/suppressed"));
		assertThat(account().reads.get()).isEqualTo(reads);
	}

	@Test
	@DisplayName("whom the vendor deleted, when a delivery says so and the vendor shows nothing of them")
	void deleted() {
		ApplicationSnapshot snapshot = taken("app-2");
		account().applications.remove("app-2");
		deliver(DeliveryKind.CANDIDATE_DELETED, null, "candidate-of-app-2", null, Map.of());
		gone("app-2", snapshot);
	}

	@Test
	@DisplayName("one application alone, when the vendor still shows another one of the same person")
	void one_of_two() {
		ApplicationSnapshot kept = taken("app-3");
		account().apply("app-4", "job-1", Instant.now(), Readiness.READY);
		account().merge("app-4", "candidate-of-app-3");
		deliver("app-4", null, Map.of());
		ApplicationSnapshot lost = awaitSnapshot("app-4");
		account().applications.remove("app-4");
		deliver(DeliveryKind.CANDIDATE_DELETED, null, "candidate-of-app-3", null, Map.of());
		await(() -> assertThat(open(lost)).isInstanceOf(DossierRead.Erased.class));
		assertThat(open(kept)).isInstanceOf(DossierRead.Opened.class);
		assertThat(erasures("ASKED")).isEmpty();
	}

	@Test
	@DisplayName("nobody of whom it never kept anything: a list full of anonymised persons erases none")
	void never_known() {
		account().apply("app-5", "job-1", Instant.now(), Readiness.READY);
		account().anonymise("app-5");
		deliver("app-5", null, Map.of());
		await(() -> assertThat(outcomes("application:app-5")).contains("DROPPED/processing_not_allowed"));
		assertThat(materials()).isZero();
		assertThat(erasures("ASKED")).isEmpty();
	}

	@Test
	@DisplayName("a person while a slow fetch is under way: what it brings is not kept")
	void late_fetch() {
		ApplicationSnapshot snapshot = taken("app-6");
		account().slow.put("app-6", FakeAccount.after(Duration.ofSeconds(2)));
		int reads = account().reads.get();
		deliver("app-6", null, Map.of());
		await(() -> assertThat(account().reads.get()).isGreaterThan(reads));
		ask("candidate-of-app-6");
		gone("app-6", snapshot);
		await(() -> assertThat(outcomes("application:app-6")).contains("DROPPED/suppressed"));
		assertThat(count("application", "application_id = 'app-6'")).isZero();
		assertThat(materials()).isZero();
	}

	@Test
	@DisplayName("a person under every id that was merged, whichever is named, and an application that a later merge moves")
	void merged() {
		ApplicationSnapshot first = taken("app-7");
		account().merge("app-7", "candidate-new");
		deliver("app-7", null, Map.of());
		await(() -> assertThat(last("app-7").getCandidateId()).isEqualTo("candidate-new"));
		ApplicationSnapshot second = last("app-7");
		ask("candidate-of-app-7");
		gone("app-7", first);
		assertThat(open(second)).isInstanceOf(DossierRead.Erased.class);
		account().merge("app-7", "candidate-newer");
		deliverCandidate("candidate-newer");
		await(() -> assertThat(outcomes("candidate:candidate-newer")).contains("DROPPED/suppressed"));
		assertThat(materials()).isZero();
	}

	@Test
	@DisplayName("a person who applies again: the new application is read once and refused, and no sweep asks for it again")
	void applies_again() {
		ApplicationSnapshot snapshot = taken("app-8");
		ask("candidate-of-app-8");
		gone("app-8", snapshot);
		account().apply("app-9", "job-1", Instant.now(), Readiness.READY);
		account().merge("app-9", "candidate-of-app-8");
		sweep("sweep:reconcile", Kind.RECONCILE);
		await(() -> assertThat(outcomes("application:app-9")).contains("DROPPED/suppressed"));
		account().apply("app-11", "job-1", Instant.now(), Readiness.READY);
		sweep("sweep:reconcile", Kind.RECONCILE);
		awaitSnapshot("app-11");
		await(() -> assertThat(count("work", "subject LIKE 'application:%'")).isZero());
		assertThat(outcomes("application:app-9")).containsOnlyOnce("DROPPED/suppressed");
		assertThat(outcomes("application:app-8")).doesNotContain("DROPPED/suppressed");
		assertThat(snapshots("app-8")).hasSize(1);
		assertThat(snapshots("app-9")).isEmpty();
	}

	private ApplicationSnapshot taken(String application) {
		account().apply(application, "job-1", Instant.now(), Readiness.READY);
		deliver(application, null, Map.of());
		ApplicationSnapshot snapshot = awaitSnapshot(application);
		await(() -> assertThat(count("work", "subject LIKE '%" + application + "'")).isZero());
		return snapshot;
	}

	private void ask(String candidate) {
		Subject subject = new Subject(this.organisation, this.integration, candidate);
		this.database
			.inOrganisation(this.organisation,
					(client) -> this.erasures.ask(client, subject,
							new ErasureRequest(ErasureRequest.Origin.PERSON, "asked", null), Cause.fresh()))
			.block();
	}

	private void gone(String application, ApplicationSnapshot snapshot) {
		await(() -> assertThat(tombstone(application)).isTrue());
		await(() -> assertThat(erasures("DONE")).isNotEmpty());
		assertThat(count("application", "application_id = '" + application + "'")).isZero();
		await(() -> {
			this.rounds.round().block();
			assertThat(open(snapshot)).isInstanceOf(DossierRead.Erased.class);
		});
		assertThat(List.of(erasures("DONE").getFirst().getCount())).allMatch((count) -> count >= 1);
	}

}
