package io.claraconnect.sync.application;

import java.time.Duration;
import java.util.Optional;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.AtsReader;
import io.claraconnect.dossier.Suppressed;
import io.claraconnect.dossier.Suppression;
import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.work.WorkResult;
import io.claraconnect.kit.work.WorkRow;
import io.claraconnect.sync.connection.TrackedConnection;
import io.claraconnect.sync.connection.TrackedConnections;
import io.claraconnect.sync.request.Kind;
import io.claraconnect.sync.request.Runs;
import io.claraconnect.sync.request.Wish;
import io.claraconnect.sync.request.Wishes;
import reactor.core.publisher.Mono;

/** Reads one application. */
final class ApplicationHandler implements Runs.Step {

	private static final Duration CONFIRM = Duration.ofSeconds(2);

	private final Beginning beginning;

	private final Database database;

	private final TrackedConnections connections;

	private final Taking taking;

	private final Suppression suppression;

	private final UntrackedApplications untracked;

	private final Wishes wishes;

	private final Runs runs;

	ApplicationHandler(Beginning beginning, Database database, TrackedConnections connections, Taking taking,
			Suppression suppression, UntrackedApplications untracked, Wishes wishes, Runs runs) {
		this.beginning = beginning;
		this.database = database;
		this.connections = connections;
		this.taking = taking;
		this.suppression = suppression;
		this.untracked = untracked;
		this.wishes = wishes;
		this.runs = runs;
	}

	@Override
	public Mono<WorkResult> run(WorkRow row, Wish wish, TrackedConnection connection) {
		String id = row.subject().substring(row.subject().lastIndexOf("application:") + "application:".length());
		return this.beginning.of(connection, id).flatMap((begun) -> {
			Committing.Fetch fetch = new Committing.Fetch(row, wish, connection, begun.number());
			Optional<String> job = jobOf(connection, wish, id, begun);
			if (job.isPresent() && !connection.tracks(job.get())) {
				return this.taking.untracked(fetch, id, begun.known())
					.then(this.runs.say(row, "DROPPED", "untracked_job"))
					.thenReturn(WorkResult.done());
			}
			// What was an erased person's is not even read.
			return begun.erased() ? Mono.error(new Suppressed()) : read(fetch, id, begun.known());
		});
	}

	/** An application that came after its person was erased is not read a second time. */
	private Mono<WorkResult> remembered(TrackedConnection connection, String id, Suppressed refused) {
		return this.database
			.inOrganisation(connection.organisationId(),
					(client) -> this.suppression.addApplication(client, connection.organisationId(),
							connection.integrationId(), id, "person_erased")
						.thenReturn(true))
			.then(Mono.error(refused));
	}

	/** The job as far as it is known without a call. */
	private Optional<String> jobOf(TrackedConnection connection, Wish wish, String id, Beginning.Begun begun) {
		return Optional.ofNullable(wish.jobId())
			.or(() -> this.untracked.jobOf(connection.integrationId(), id))
			.or(begun::job);
	}

	private Mono<WorkResult> read(Committing.Fetch fetch, String id, Optional<Known> known) {
		AtsReader reader = this.connections.connector(fetch.connection())
			.reader(this.connections.account(fetch.connection(), fetch.wish().priority()));
		return reader.application(id)
			.map(Optional::of)
			.onErrorResume(ApplicationHandler::isMissing, (ex) -> Mono.just(Optional.empty()))
			.flatMap((found) -> found.isPresent()
					? this.taking.take(fetch, reader, found.get(), known)
						.flatMap((taken) -> after(fetch, id, taken))
						.onErrorResume(Suppressed.class, (ex) -> remembered(fetch.connection(), id, ex))
					: missing(fetch, reader, id));
	}

	private Mono<WorkResult> after(Committing.Fetch fetch, String id, Taking.Taken taken) {
		if (!taken.tracked()) {
			return this.runs.say(fetch.row(), "DROPPED", "untracked_job").thenReturn(WorkResult.done());
		}
		Duration again = taken.again();
		WorkResult result = (again != null) ? WorkResult.retry(again, "material_pending") : WorkResult.done();
		Duration delay = this.connections.connector(fetch.connection()).descriptor().writes().visibilityDelay();
		boolean second = fetch.wish().via() == Wish.Via.LIVE && !fetch.wish().second() && delay.isPositive()
				&& again == null;
		return second ? askAgain(fetch, id, delay).thenReturn(result) : Mono.just(result);
	}

	/** What is not there may only not be visible yet: one more look, later. */
	private Mono<WorkResult> missing(Committing.Fetch fetch, AtsReader reader, String id) {
		if (fetch.wish().second()) {
			return this.taking.gone(fetch, reader, id).thenReturn(WorkResult.done());
		}
		Duration delay = this.connections.connector(fetch.connection()).descriptor().writes().visibilityDelay();
		return askAgain(fetch, id, (delay.compareTo(CONFIRM) > 0) ? delay : CONFIRM).thenReturn(WorkResult.done());
	}

	private Mono<Void> askAgain(Committing.Fetch fetch, String id, Duration delay) {
		return this.database
			.inOrganisation(fetch.row().organisationId(),
					(client) -> this.wishes
						.ask(client, fetch.row(), Wishes.secondRead(id), Kind.APPLICATION, fetch.wish().again(), delay)
						.thenReturn(true))
			.then();
	}

	static boolean isMissing(Throwable ex) {
		return ex instanceof AtsException ats && ats.category() == AtsException.Category.NOT_FOUND;
	}

}
