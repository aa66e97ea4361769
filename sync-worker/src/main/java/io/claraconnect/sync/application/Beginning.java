package io.claraconnect.sync.application;

import java.util.Optional;

import io.claraconnect.dossier.Suppression;
import io.claraconnect.kit.db.Database;
import io.claraconnect.sync.connection.TrackedConnection;
import io.claraconnect.sync.request.FetchNumbers;
import reactor.core.publisher.Mono;

/** What is looked up before the first call of a fetch, in one transaction. */
final class Beginning {

	private final Database database;

	private final ApplicationRows rows;

	private final Suppression suppression;

	Beginning(Database database, ApplicationRows rows, Suppression suppression) {
		this.database = database;
		this.rows = rows;
		this.suppression = suppression;
	}

	/** Looks up an application and draws the number of the fetch. */
	Mono<Begun> of(TrackedConnection connection, String applicationId) {
		return this.database
			.inOrganisation(connection.organisationId(), (client) -> this.rows.find(client, connection, applicationId)
				.map(Optional::of)
				.defaultIfEmpty(Optional.empty())
				.flatMap((known) -> this.suppression
					.containsApplication(client, connection.organisationId(), connection.integrationId(), applicationId)
					.flatMap((erased) -> FetchNumbers.next(client).map((number) -> new Begun(known, erased, number)))));
	}

	/**
	 * What is known before a fetch.
	 *
	 * @param known the application, if it is known
	 * @param erased whether it was an erased person's
	 * @param number number of the fetch
	 */
	record Begun(Optional<Known> known, boolean erased, long number) {

		/** The job of an application that is there. */
		Optional<String> job() {
			return this.known.filter((one) -> !one.isGone()).map(Known::jobId);
		}

	}

}
