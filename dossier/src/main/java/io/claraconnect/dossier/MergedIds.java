package io.claraconnect.dossier;

import java.util.List;

import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/** Vendor ids that turned out to be one person. Forgotten when the person is erased. */
public final class MergedIds {

	/** Writes down that a vendor id became part of another one. */
	public Mono<Void> merged(DatabaseClient client, Subject subject, String mergedId) {
		return client
			.sql("INSERT INTO dossier.merged_candidate (organisation_id, integration_id, candidate_id, merged_id)"
					+ " VALUES (:organisation, :integration, :candidate, :merged) ON CONFLICT DO NOTHING")
			.bind("organisation", subject.organisationId())
			.bind("integration", subject.integrationId())
			.bind("candidate", subject.candidateId())
			.bind("merged", mergedId)
			.then();
	}

	/** Every vendor id of a person, the given one among them, in the order of the ids. */
	Mono<List<String>> group(DatabaseClient client, Subject subject) {
		return client
			.sql("WITH RECURSIVE person (id) AS (SELECT :candidate::text UNION SELECT CASE WHEN m.candidate_id = p.id"
					+ " THEN m.merged_id ELSE m.candidate_id END FROM person p JOIN dossier.merged_candidate m"
					+ " ON m.organisation_id = :organisation AND m.integration_id = :integration"
					+ " AND (m.candidate_id = p.id OR m.merged_id = p.id)) SELECT id FROM person")
			.bind("organisation", subject.organisationId())
			.bind("integration", subject.integrationId())
			.bind("candidate", subject.candidateId())
			.map((row) -> Columns.text(row, "id"))
			.all()
			.sort()
			.collectList();
	}

	/** Forgets the merges of erased persons. */
	Mono<Void> forget(DatabaseClient client, ErasedPersons erased) {
		return client
			.sql("SELECT candidate_id, merged_id FROM dossier.merged_candidate WHERE organisation_id = :organisation"
					+ " AND integration_id = :integration")
			.bind("organisation", erased.organisationId())
			.bind("integration", erased.integrationId())
			.map((row) -> List.of(Columns.text(row, "candidate_id"), Columns.text(row, "merged_id")))
			.all()
			.filter((pair) -> pair.stream().anyMatch(erased::hasPerson))
			.collectList()
			.flatMapIterable((pairs) -> pairs)
			.concatMap((pair) -> client
				.sql("DELETE FROM dossier.merged_candidate WHERE organisation_id = :organisation"
						+ " AND integration_id = :integration AND candidate_id = :candidate AND merged_id = :merged")
				.bind("organisation", erased.organisationId())
				.bind("integration", erased.integrationId())
				.bind("candidate", pair.getFirst())
				.bind("merged", pair.getLast())
				.then())
			.then();
	}

}
