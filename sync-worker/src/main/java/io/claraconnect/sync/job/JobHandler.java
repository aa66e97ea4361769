package io.claraconnect.sync.job;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.AtsReader;
import io.claraconnect.ats.api.Job;
import io.claraconnect.dossier.JobTexts;
import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.outbox.Outbox;
import io.claraconnect.kit.work.WorkResult;
import io.claraconnect.kit.work.WorkRow;
import io.claraconnect.schemas.EventKey;
import io.claraconnect.schemas.JobSnapshot;
import io.claraconnect.schemas.Topics;
import io.claraconnect.sync.connection.TrackedConnection;
import io.claraconnect.sync.connection.TrackedConnections;
import io.claraconnect.sync.request.FetchNumbers;
import io.claraconnect.sync.request.Outcomes;
import io.claraconnect.sync.request.Runs;
import io.claraconnect.sync.request.Wish;
import io.claraconnect.sync.request.Wishes;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/** Reads one tracked job. */
final class JobHandler implements Runs.Step {

	private final Database database;

	private final TrackedConnections connections;

	private final FetchNumbers numbers;

	private final JobRows rows;

	private final JobTexts texts;

	private final Outbox outbox;

	private final Outcomes outcomes;

	private final Runs runs;

	private final Clock clock;

	JobHandler(Database database, TrackedConnections connections, FetchNumbers numbers, JobRows rows, JobTexts texts,
			Outbox outbox, Outcomes outcomes, Runs runs, Clock clock) {
		this.database = database;
		this.connections = connections;
		this.numbers = numbers;
		this.rows = rows;
		this.texts = texts;
		this.outbox = outbox;
		this.outcomes = outcomes;
		this.runs = runs;
		this.clock = clock;
	}

	@Override
	public Mono<WorkResult> run(WorkRow row, Wish wish, TrackedConnection connection) {
		String id = row.subject().substring("job:".length());
		if (!connection.tracks(id)) {
			return this.runs.say(row, "DROPPED", "untracked_job").thenReturn(WorkResult.done());
		}
		AtsReader reader = this.connections.connector(connection)
			.reader(this.connections.account(connection, wish.priority()));
		return this.numbers.next(connection.organisationId())
			.flatMap((number) -> reader.job(id)
				.map(Optional::of)
				.onErrorResume(JobHandler::isMissing, (ex) -> Mono.just(Optional.empty()))
				.flatMap((job) -> this.database.inOrganisation(connection.organisationId(),
						(client) -> commit(client, row, connection, id, job, number))))
			.thenReturn(WorkResult.done());
	}

	private Mono<Boolean> commit(DatabaseClient client, WorkRow row, TrackedConnection connection, String id,
			Optional<Job> job, long number) {
		return this.runs.fence(client, row)
			.then(this.rows.obtain(client, connection, id, this.clock.instant()))
			.flatMap((known) -> {
				JobSnapshot last = known.snapshot();
				if (known.revision() >= number || (job.isEmpty() && last == null)) {
					return say(client, row, job.isEmpty() ? "not_found" : "overtaken").thenReturn(false);
				}
				Mono<JobSnapshot> bare = job
					.map((read) -> text(client, connection, read)
						.map((ref) -> JobSnapshots.of(connection, read, ref.orElse(null))))
					.orElseGet(() -> Mono.justOrEmpty(last).map(JobSnapshots::closed));
				return bare.flatMap((snapshot) -> write(client, row, known, snapshot, number,
						job.map(Job::updatedAt).orElse(null)));
			});
	}

	private Mono<Optional<String>> text(DatabaseClient client, TrackedConnection connection, Job job) {
		String html = job.descriptionHtml();
		if (html == null || html.isBlank()) {
			return Mono.just(Optional.empty());
		}
		return this.texts.put(client, connection.organisationId(), connection.integrationId(), job.id(), html)
			.map(Optional::of);
	}

	private Mono<Boolean> write(DatabaseClient client, WorkRow row, JobRows.Known known, JobSnapshot bare, long number,
			@Nullable Instant vendorUpdatedAt) {
		JobSnapshot snapshot = JobSnapshot.newBuilder(bare)
			.setRevision(number)
			.setFetchedAt(this.clock.instant())
			.build();
		String content = JobSnapshots.content(snapshot);
		Mono<Void> saved = this.rows.save(client, snapshot, content, vendorUpdatedAt);
		if (content.equals(known.content())) {
			return saved.thenReturn(false);
		}
		return saved
			.then(this.outbox.add(client, row.organisationId(), Topics.JOBS,
					EventKey.of(row.organisationId(), row.integrationId(), snapshot.getJobId()), snapshot,
					Wishes.cause(row)))
			.then(say(client, row, (known.snapshot() == null) ? "new" : "changed"))
			.thenReturn(true);
	}

	private Mono<Void> say(DatabaseClient client, WorkRow row, String code) {
		return this.outcomes.say(client, Runs.about(row), "FETCHED", code, null, Wishes.cause(row));
	}

	private static boolean isMissing(Throwable ex) {
		return ex instanceof AtsException ats && ats.category() == AtsException.Category.NOT_FOUND;
	}

}
