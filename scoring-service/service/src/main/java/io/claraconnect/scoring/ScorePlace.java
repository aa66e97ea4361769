package io.claraconnect.scoring;

import io.claraconnect.dossier.ErasedPersons;
import io.claraconnect.dossier.ErasurePlace;
import io.claraconnect.kit.kafka.Cause;
import io.claraconnect.kit.outbox.Outbox;
import io.claraconnect.schemas.EventKey;
import io.claraconnect.schemas.Topics;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/**
 * What scoring-service forgets of an erased person: the snapshots and current scores,
 * with their records on {@code screening.scores}. It knows applications, not persons.
 * Nothing of a resume is kept in memory beyond the scoring of it.
 */
@Component
final class ScorePlace implements ErasurePlace {

	private static final String CONNECTION = " WHERE organisation_id = :organisation AND integration_id = :integration";

	private final Outbox outbox;

	ScorePlace(Outbox outbox) {
		this.outbox = outbox;
	}

	@Override
	public String name() {
		return "scoring-service";
	}

	@Override
	public Mono<Integer> forget(DatabaseClient client, ErasedPersons erased, Cause cause) {
		return client
			.sql("SELECT application_id FROM scoring.current_score" + CONNECTION
					+ " UNION SELECT application_id FROM scoring.application" + CONNECTION)
			.bind("organisation", erased.organisationId())
			.bind("integration", erased.integrationId())
			.map((row) -> String.valueOf(row.get("application_id", String.class)))
			.all()
			.filter(erased::hasApplication)
			.collectList()
			.flatMap((ids) -> client
				.sql("WITH waiting AS (DELETE FROM scoring.application" + CONNECTION
						+ " AND application_id = ANY(:ids)) DELETE FROM scoring.current_score" + CONNECTION
						+ " AND application_id = ANY(:ids)")
				.bind("organisation", erased.organisationId())
				.bind("integration", erased.integrationId())
				.bind("ids", ids.toArray(String[]::new))
				.then()
				.thenMany(Flux.fromIterable(ids))
				.concatMap((id) -> this.outbox.add(client, erased.organisationId(), Topics.SCORES,
						EventKey.of(erased.organisationId(), erased.integrationId(), id), null, cause))
				.then(Mono.just(ids.size())));
	}

}
