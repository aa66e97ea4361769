package io.claraconnect.config.erasure;

import io.claraconnect.config.integrations.Integrations;
import io.claraconnect.config.problem.Refusal;
import io.claraconnect.config.security.Caller;
import io.claraconnect.dossier.ErasureRequest;
import io.claraconnect.dossier.ErasureRequest.Origin;
import io.claraconnect.dossier.Erasures;
import io.claraconnect.dossier.Subject;
import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.kafka.Cause;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Takes a request to erase a person. The person need not be known here: a suppression
 * entry keeps away who has not come yet.
 */
@Component
final class AskForErasure {

	private static final Logger log = LoggerFactory.getLogger(AskForErasure.class);

	private final Database database;

	private final Integrations integrations;

	private final StatusPlace statuses;

	private final Erasures erasures;

	AskForErasure(Database database, Integrations integrations, StatusPlace statuses, Erasures erasures) {
		this.database = database;
		this.integrations = integrations;
		this.statuses = statuses;
		this.erasures = erasures;
	}

	/** Asks; who asks is kept with the erasure. */
	Mono<Erasures.Asked> ask(Caller caller, String integrationId, @Nullable String candidateId,
			@Nullable String applicationId, String reason) {
		String organisation = caller.organisationId();
		return this.integrations.find(organisation, integrationId)
			.flatMap((integration) -> this.database.inOrganisation(organisation, (client) -> ((candidateId != null)
					? Mono.just(candidateId)
					: this.statuses.candidateOf(client, organisation, integrationId, String.valueOf(applicationId))
						.switchIfEmpty(Mono.error(AskForErasure::unknownApplication)))
				.flatMap((candidate) -> this.erasures.ask(client, new Subject(organisation, integrationId, candidate),
						new ErasureRequest(Origin.PERSON, reason, caller.personId()), Cause.fresh()))))
			.doOnNext((asked) -> log.atInfo()
				.addKeyValue("integrationId", integrationId)
				.addKeyValue("erasure", asked.alias())
				.addKeyValue("askedBy", caller.personId())
				.addKeyValue("isNew", asked.isNew())
				.log("An erasure was asked for"));
	}

	private static Refusal unknownApplication() {
		return new Refusal(HttpStatus.NOT_FOUND, "not-found",
				"No such application is known here; name the person by 'candidateId', which need not be known.");
	}

}
