package io.claraconnect.config.erasure;

import io.claraconnect.config.rows.Columns;
import io.claraconnect.dossier.ErasedPersons;
import io.claraconnect.dossier.ErasurePlace;
import io.claraconnect.dossier.Subject;
import io.claraconnect.kit.kafka.Cause;
import io.claraconnect.kit.outbox.Outbox;
import io.claraconnect.schemas.EventKey;
import io.claraconnect.schemas.Topics;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/**
 * What config-service forgets of an erased person: the statuses with their records on
 * {@code screening.statuses}. It also brings the suppression list and the vault of a
 * restored database in line.
 */
@Component
final class StatusPlace implements ErasurePlace {

	private static final String CONNECTION = " WHERE organisation_id = :organisation AND integration_id = :integration";

	private final Outbox outbox;

	StatusPlace(Outbox outbox) {
		this.outbox = outbox;
	}

	@Override
	public String name() {
		return "config-service";
	}

	@Override
	public boolean restores() {
		return true;
	}

	@Override
	public Flux<String> applicationsOf(DatabaseClient client, Subject subject) {
		return client
			.sql("SELECT application_id FROM config.application_status" + CONNECTION + " AND candidate_id = :candidate")
			.bind("organisation", subject.organisationId())
			.bind("integration", subject.integrationId())
			.bind("candidate", subject.candidateId())
			.map((row) -> Columns.text(row, "application_id"))
			.all();
	}

	/** Whose application it is; empty when it is not known. */
	Mono<String> candidateOf(DatabaseClient client, String organisationId, String integrationId, String applicationId) {
		return client
			.sql("SELECT candidate_id FROM config.application_status" + CONNECTION
					+ " AND application_id = :application")
			.bind("organisation", organisationId)
			.bind("integration", integrationId)
			.bind("application", applicationId)
			.map((row) -> Columns.text(row, "candidate_id"))
			.one();
	}

	@Override
	public Mono<Integer> forget(DatabaseClient client, ErasedPersons erased, Cause cause) {
		return client.sql("SELECT application_id, candidate_id FROM config.application_status" + CONNECTION)
			.bind("organisation", erased.organisationId())
			.bind("integration", erased.integrationId())
			.map((row) -> new Candidacy(Columns.text(row, "application_id"), Columns.text(row, "candidate_id")))
			.all()
			.filter((one) -> erased.hasPerson(one.candidateId()) || erased.hasApplication(one.applicationId()))
			.map(Candidacy::applicationId)
			.collectList()
			.flatMap((ids) -> client
				.sql("DELETE FROM config.application_status" + CONNECTION + " AND application_id = ANY(:ids)")
				.bind("organisation", erased.organisationId())
				.bind("integration", erased.integrationId())
				.bind("ids", ids.toArray(String[]::new))
				.then()
				.thenMany(Flux.fromIterable(ids))
				.concatMap((id) -> this.outbox.add(client, erased.organisationId(), Topics.STATUSES,
						EventKey.of(erased.organisationId(), erased.integrationId(), id), null, cause))
				.then(Mono.just(ids.size())));
	}

	private record Candidacy(String applicationId, String candidateId) {

	}

}
