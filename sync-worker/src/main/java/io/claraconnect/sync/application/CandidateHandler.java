package io.claraconnect.sync.application;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.claraconnect.ats.api.Application;
import io.claraconnect.ats.api.AtsReader;
import io.claraconnect.dossier.Subject;
import io.claraconnect.dossier.Suppressed;
import io.claraconnect.dossier.Suppression;
import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.work.WorkResult;
import io.claraconnect.kit.work.WorkRow;
import io.claraconnect.sync.connection.TrackedConnection;
import io.claraconnect.sync.connection.TrackedConnections;
import io.claraconnect.sync.request.FetchNumbers;
import io.claraconnect.sync.request.Kind;
import io.claraconnect.sync.request.Runs;
import io.claraconnect.sync.request.Wish;
import io.claraconnect.sync.request.Wishes;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads every application of one candidate, and asks for those that are known but were
 * not among them.
 */
final class CandidateHandler implements Runs.Step {

	private final Database database;

	private final TrackedConnections connections;

	private final FetchNumbers numbers;

	private final ApplicationRows rows;

	private final Taking taking;

	private final Suppression suppression;

	private final Wishes wishes;

	private final Runs runs;

	CandidateHandler(Database database, TrackedConnections connections, FetchNumbers numbers, ApplicationRows rows,
			Taking taking, Suppression suppression, Wishes wishes, Runs runs) {
		this.database = database;
		this.connections = connections;
		this.numbers = numbers;
		this.rows = rows;
		this.taking = taking;
		this.suppression = suppression;
		this.wishes = wishes;
		this.runs = runs;
	}

	@Override
	public Mono<WorkResult> run(WorkRow row, Wish wish, TrackedConnection connection) {
		if (connection.trackedSince().isEmpty()) {
			return this.runs.say(row, "DROPPED", "untracked_job").thenReturn(WorkResult.done());
		}
		String id = row.subject().substring("candidate:".length());
		AtsReader reader = this.connections.connector(connection)
			.reader(this.connections.account(connection, wish.priority()));
		return notErased(connection, id).then(this.numbers.next(connection.organisationId()))
			.flatMap((number) -> reader.applicationsOfCandidate(id)
				.onErrorResume(ApplicationHandler::isMissing, (ex) -> Flux.empty())
				.collectList()
				.flatMap((read) -> takeAll(new Committing.Fetch(row, wish, connection, number), reader, read))
				.flatMap((read) -> rest(row, wish, connection, id, read)))
			.thenReturn(WorkResult.done());
	}

	private Mono<Void> notErased(TrackedConnection connection, String id) {
		return this.database
			.inOrganisation(connection.organisationId(),
					(client) -> this.suppression.contains(client,
							new Subject(connection.organisationId(), connection.integrationId(), id)))
			.flatMap((erased) -> erased ? Mono.error(new Suppressed()) : Mono.empty());
	}

	private Mono<List<Read>> takeAll(Committing.Fetch fetch, AtsReader reader, List<Application> read) {
		return Flux.fromIterable(read)
			.concatMap((application) -> this.taking.take(fetch, reader, application)
				.map((taken) -> new Read(application.id(), taken.tracked(), taken.again())))
			.collectList();
	}

	private Mono<Boolean> rest(WorkRow row, Wish wish, TrackedConnection connection, String candidateId,
			List<Read> read) {
		return this.database.inOrganisation(connection.organisationId(),
				(client) -> this.rows.ofCandidate(client, connection, candidateId).collectList().flatMap((known) -> {
					List<Read> again = new ArrayList<>(read.stream().filter((one) -> one.again() != null).toList());
					known.stream()
						.filter((id) -> read.stream().noneMatch((one) -> one.id().equals(id)))
						.forEach((id) -> again.add(new Read(id, true, Duration.ZERO)));
					return Flux.fromIterable(again)
						.concatMap((one) -> this.wishes.ask(client, row, Wishes.application(one.id()), Kind.APPLICATION,
								wish, pause(one)))
						.then(read.stream().anyMatch(Read::tracked) || !known.isEmpty() ? Mono.just(true)
								: Mono.just(false));
				}))
			.flatMap((tracked) -> tracked ? Mono.just(true)
					: this.runs.say(row, "DROPPED", "untracked_job").thenReturn(false));
	}

	private static Duration pause(Read read) {
		Duration again = read.again();
		return (again != null) ? again : Duration.ZERO;
	}

	private record Read(String id, boolean tracked, @Nullable Duration again) {

	}

}
