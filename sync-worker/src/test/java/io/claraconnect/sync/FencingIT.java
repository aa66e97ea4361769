package io.claraconnect.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.claraconnect.ats.api.DocumentRef.Readiness;
import io.claraconnect.kit.kafka.Cause;
import io.claraconnect.schemas.ApplicationState;
import io.claraconnect.schemas.DeliveryKind;
import io.claraconnect.schemas.IntegrationState;
import io.claraconnect.sync.request.Kind;
import io.claraconnect.sync.request.Wish;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("Where several things happen at once sync-worker")
class FencingIT extends SyncScene {

	@Test
	void loses_neither_of_two_new_wishes_for_one_thing() {
		Sinks.Empty<Void> commit = Sinks.empty();
		Wish deleted = new Wish(Wish.Via.LIVE, "d-1", null, Map.of("one", "1"), true, false);
		Wish changed = new Wish(Wish.Via.SWEEP, null, "job-1", Map.of("two", "2"), false, false);
		CompletableFuture<Boolean> first = ask(deleted, commit.asMono());
		await(() -> assertThat(first.isDone() || locks("granted AND mode = 'RowExclusiveLock'") > 0).isTrue());
		CompletableFuture<Boolean> second = ask(changed, Mono.empty());
		await(() -> assertThat(locks("NOT granted")).isPositive());
		commit.tryEmitEmpty();
		assertThat(first).succeedsWithin(Duration.ofSeconds(10));
		assertThat(second).succeedsWithin(Duration.ofSeconds(10));
		Wish joined = Wish.parse(payload());
		assertThat(joined.gone()).isTrue();
		assertThat(joined.via()).isEqualTo(Wish.Via.LIVE);
		assertThat(joined.replyRefs()).containsEntry("one", "1").containsEntry("two", "2");
	}

	private CompletableFuture<Boolean> ask(Wish wish, Mono<Void> before) {
		return this.database
			.inOrganisation(this.organisation,
					(client) -> this.wishes
						.ask(client, this.organisation, this.integration, "application:raced", Kind.APPLICATION, wish,
								Duration.ofHours(1), Cause.fresh(this.ids))
						.then(before)
						.thenReturn(true))
			.toFuture();
	}

	private long locks(String which) {
		return this.database.acrossOrganisations((client) -> client
			.sql("SELECT count(*) AS rows FROM pg_locks WHERE pid <> pg_backend_pid() AND " + which
					+ " AND (relation = 'sync.work'::regclass OR locktype = 'transactionid')")
			.map((row) -> row.get("rows", Long.class))
			.one()).block();
	}

	private String payload() {
		return this.database
			.inOrganisation(this.organisation,
					(client) -> client.sql("SELECT payload FROM sync.work WHERE subject = 'application:raced'")
						.map((row) -> row.get("payload", String.class))
						.one())
			.block();
	}

	@Test
	void commits_nothing_of_a_run_whose_row_was_given_to_somebody_else() {
		connect(IntegrationState.CONNECTED, "job-1");
		await(() -> assertThat(jobs("job-1")).hasSize(1));
		account().apply("app-50", "job-1", Instant.now(), Readiness.READY);
		Sinks.One<Long> gate = Sinks.one();
		Sinks.One<Long> jobGate = Sinks.one();
		account().slow.put("app-50", gate.asMono());
		account().slowJobs.put("job-1", jobGate.asMono());
		account().jobs.computeIfPresent("job-1", (id, job) -> FakeAccount.renamed(job));
		deliver("app-50", null, Map.of());
		deliver(DeliveryKind.JOB_UPDATED, null, null, "job-1", Map.of());
		await(() -> assertThat(account().slow.isEmpty() && account().slowJobs.isEmpty()).isTrue());
		give("somebody else");
		gate.tryEmitValue(1L);
		jobGate.tryEmitValue(1L);
		await(() -> assertThat(count("work", "lease_id = 'somebody else'")).isEqualTo(2));
		org.awaitility.Awaitility.await()
			.during(Duration.ofSeconds(1))
			.atMost(Duration.ofSeconds(5))
			.until(() -> snapshots("app-50").isEmpty() && jobs("job-1").size() == 1
					&& count("application", "revision > 0") == 0);
		give(null);
		awaitSnapshot("app-50");
		await(() -> assertThat(jobs("job-1")).hasSize(2));
	}

	private void give(@org.jspecify.annotations.Nullable String lease) {
		String to = (lease != null) ? "'" + lease + "', leased_until = now() + interval '1 hour'"
				: "NULL, leased_until = NULL";
		this.database
			.inOrganisation(this.organisation, (client) -> client
				.sql("UPDATE sync.work SET lease_id = " + to + " WHERE subject IN ('application:app-50', 'job:job-1')")
				.then()
				.thenReturn(true))
			.block();
	}

	@Test
	@Tag("E4")
	void stays_with_what_the_ats_shows_when_an_update_comes_after_the_deletion() {
		connect(IntegrationState.CONNECTED, "job-1");
		account().apply("app-51", "job-1", Instant.now(), Readiness.READY);
		deliver("app-51", null, Map.of());
		awaitSnapshot("app-51");
		account().applications.remove("app-51");
		deliver(DeliveryKind.APPLICATION_DELETED, "app-51", null, "job-1", Map.of());
		await(() -> assertThat(last("app-51").getState()).isEqualTo(ApplicationState.GONE));
		deliver(DeliveryKind.STAGE_CHANGED, "app-51", null, "job-1", Map.of());
		await(() -> assertThat(count("work", "subject LIKE '%app-51'")).isZero());
		assertThat(last("app-51").getState()).isEqualTo(ApplicationState.GONE);
		assertThat(materials()).isZero();
	}

	@Test
	@Tag("E3")
	void shows_what_the_ats_shows_whatever_the_order_of_deliveries() {
		connect(IntegrationState.CONNECTED, "job-1");
		account().apply("app-52", "job-1", Instant.now(), Readiness.READY);
		account().move("app-52", FakeAccount.INTERVIEW);
		for (DeliveryKind kind : new DeliveryKind[] { DeliveryKind.HIRED, DeliveryKind.UNHIRED, DeliveryKind.REJECTED,
				DeliveryKind.STAGE_CHANGED, DeliveryKind.APPLICATION_CREATED }) {
			deliver(kind, "app-52", null, "job-1", Map.of());
		}
		awaitSnapshot("app-52");
		await(() -> assertThat(count("work", "subject LIKE '%app-52'")).isZero());
		assertThat(last("app-52").getStageName()).isEqualTo("Interview");
		assertThat(last("app-52").getState()).isEqualTo(ApplicationState.ACTIVE);
		assertThat(snapshots("app-52")).hasSize(1);
	}

}
