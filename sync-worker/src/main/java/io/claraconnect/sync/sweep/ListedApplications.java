package io.claraconnect.sync.sweep;

import java.time.Duration;
import java.util.List;

import io.claraconnect.ats.api.ApplicationSummary;
import io.claraconnect.dossier.Suppression;
import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.work.WorkRow;
import io.claraconnect.sync.connection.TrackedConnection;
import io.claraconnect.sync.request.Kind;
import io.claraconnect.sync.request.Wish;
import io.claraconnect.sync.request.Wishes;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * Asks for what a list of applications shows as new or changed, a page at a time, each
 * page in a transaction of its own: after a crash the list is read again, and what was
 * read meanwhile is not asked for again. What was an erased person's is not asked for.
 */
final class ListedApplications {

	private static final int PAGE = 100;

	private final Database database;

	private final Suppression suppression;

	private final Wishes wishes;

	ListedApplications(Database database, Suppression suppression, Wishes wishes) {
		this.database = database;
		this.suppression = suppression;
		this.wishes = wishes;
	}

	/**
	 * Goes through a list.
	 * @return how many were asked for
	 */
	Mono<Integer> ask(WorkRow row, TrackedConnection connection, String jobId, Flux<ApplicationSummary> list,
			Wish.Via via) {
		return list.buffer(PAGE)
			.concatMap((page) -> this.database.inOrganisation(connection.organisationId(),
					(client) -> askForPage(client, row, connection, jobId, page, via)))
			.reduce(0, Integer::sum);
	}

	private Mono<Integer> askForPage(DatabaseClient client, WorkRow row, TrackedConnection connection, String jobId,
			List<ApplicationSummary> page, Wish.Via via) {
		List<String> ids = page.stream().map(ApplicationSummary::id).toList();
		return Mono
			.zip(KnownIds.applications(client, connection, ids),
					this.suppression.suppressedApplications(client, connection.organisationId(),
							connection.integrationId(), ids))
			.flatMap((found) -> Flux.fromIterable(page)
				.filter((summary) -> Stale.is(summary.id(), summary.updatedAt(), found.getT1())
						&& !found.getT2().contains(summary.id()))
				.concatMap((summary) -> this.wishes
					.ask(client, row, Wishes.application(summary.id()), Kind.APPLICATION, Wish.via(via, jobId),
							Duration.ZERO)
					.thenReturn(1))
				.reduce(0, Integer::sum));
	}

}
