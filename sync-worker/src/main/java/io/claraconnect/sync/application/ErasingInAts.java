package io.claraconnect.sync.application;

import java.util.function.Function;

import io.claraconnect.ats.api.Application;
import io.claraconnect.dossier.ErasureRequest;
import io.claraconnect.dossier.Erasures;
import io.claraconnect.kit.db.Database;
import io.claraconnect.sync.request.Outcomes;
import io.claraconnect.sync.request.Runs;
import io.claraconnect.sync.request.Wishes;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/** Asks for the erasure of persons whom the ATS deleted or anonymised. */
final class ErasingInAts {

	private final Database database;

	private final ApplicationRows rows;

	private final Erasures erasures;

	private final Outcomes outcomes;

	ErasingInAts(Database database, ApplicationRows rows, Erasures erasures, Outcomes outcomes) {
		this.database = database;
		this.rows = rows;
		this.erasures = erasures;
		this.outcomes = outcomes;
	}

	/** The ATS deleted a person. */
	Mono<Void> deleted(Committing.Fetch fetch, String applicationId, String candidateId) {
		return inOne(fetch, (client) -> erase(client, fetch, applicationId, candidateId, "vendor_deleted"));
	}

	/**
	 * The ATS shows a person who may not be processed, anonymised or without consent. Of
	 * whom nothing was ever kept, nothing is to be erased.
	 */
	Mono<Void> notAllowed(Committing.Fetch fetch, Application read) {
		return inOne(fetch,
				(client) -> this.rows.knows(client, fetch.connection(), read.candidateId(), read.id())
					.flatMap((known) -> known ? erase(client, fetch, read.id(), read.candidateId(), "vendor_anonymised")
							: say(client, fetch, read.id(), "processing_not_allowed")));
	}

	private Mono<Void> erase(DatabaseClient client, Committing.Fetch fetch, String applicationId, String candidateId,
			String reason) {
		return this.erasures
			.ask(client, fetch.subject(candidateId), ErasureRequest.byAts(reason), Wishes.cause(fetch.row()))
			.then(say(client, fetch, applicationId, reason));
	}

	private Mono<Void> say(DatabaseClient client, Committing.Fetch fetch, String applicationId, String code) {
		Outcomes.About row = Runs.about(fetch.row());
		return this.outcomes.say(client, new Outcomes.About(row.organisationId(), row.integrationId(),
				Wishes.application(applicationId), row.deliveryId(), row.attempts()), "DROPPED", code, null,
				Wishes.cause(fetch.row()));
	}

	private Mono<Void> inOne(Committing.Fetch fetch, Function<DatabaseClient, Mono<Void>> work) {
		return this.database
			.inOrganisation(fetch.row().organisationId(), (client) -> work.apply(client).thenReturn(true))
			.then();
	}

}
