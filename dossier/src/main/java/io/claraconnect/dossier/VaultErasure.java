package io.claraconnect.dossier;

import java.util.List;
import java.util.function.BiFunction;

import io.claraconnect.kit.db.Database;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * Empties the vault of persons who are suppressed already: first the rows, then the keys
 * with their mappings. May be repeated, and is to be repeated after an error: a second
 * run finishes what the first left.
 */
public final class VaultErasure {

	private final Database database;

	private final CandidateKeys keys;

	private final MergedIds merged;

	VaultErasure(Database database, CandidateKeys keys, MergedIds merged) {
		this.database = database;
		this.keys = keys;
		this.merged = merged;
	}

	/** Erases keys, material and merges. */
	Mono<Counts> destroy(ErasedPersons erased, BiFunction<DatabaseClient, Counts, Mono<Void>> writtenDown) {
		return this.keys.matching(erased)
			.collectList()
			.flatMap((found) -> this.database
				.inOrganisation(erased.organisationId(),
						(client) -> rows(client, erased, found.stream().map(CandidateKeys.Held::candidateRef).toList())
							.map((material) -> new Counts(found.size(),
									found.stream().mapToInt(CandidateKeys.Held::aliases).sum(), material))
							.flatMap((counts) -> this.merged.forget(client, erased)
								.then(writtenDown.apply(client, counts))
								.thenReturn(counts)))
				.flatMap((counts) -> Flux.fromIterable(found)
					.concatMap((held) -> this.keys.delete(held.subject()))
					.then(Mono.just(counts))));
	}

	/**
	 * Rows whose key is gone already are found by their applications: a restored database
	 * can have them.
	 */
	private static Mono<Integer> rows(DatabaseClient client, ErasedPersons erased, List<String> refs) {
		return applications(client, erased).collectList()
			.flatMap((applications) -> delete(client, "dossier.manifest", erased, refs, applications)
				.then(delete(client, "dossier.material", erased, refs, applications)));
	}

	private static Flux<String> applications(DatabaseClient client, ErasedPersons erased) {
		return client
			.sql("SELECT DISTINCT application_id FROM dossier.manifest WHERE organisation_id = :organisation"
					+ " AND integration_id = :integration")
			.bind("organisation", erased.organisationId())
			.bind("integration", erased.integrationId())
			.map((row) -> Columns.text(row, "application_id"))
			.all()
			.filter(erased::hasApplication);
	}

	/** The applications of which a person has material. */
	static Flux<String> applications(DatabaseClient client, Subject subject, String candidateRef) {
		return client
			.sql("SELECT DISTINCT application_id FROM dossier.material WHERE organisation_id = :organisation"
					+ " AND candidate_ref = :candidate AND application_id <> ''")
			.bind("organisation", subject.organisationId())
			.bind("candidate", candidateRef)
			.map((row) -> Columns.text(row, "application_id"))
			.all();
	}

	private static Mono<Integer> delete(DatabaseClient client, String table, ErasedPersons erased, List<String> refs,
			List<String> applications) {
		return client
			.sql("DELETE FROM " + table + " WHERE organisation_id = :organisation AND integration_id = :integration"
					+ " AND (candidate_ref = ANY(:refs) OR application_id = ANY(:applications))")
			.bind("organisation", erased.organisationId())
			.bind("integration", erased.integrationId())
			.bind("refs", refs.toArray(String[]::new))
			.bind("applications", applications.toArray(String[]::new))
			.fetch()
			.rowsUpdated()
			.map(Long::intValue);
	}

	/**
	 * What was there.
	 *
	 * @param keys keys
	 * @param aliases mappings of history topics
	 * @param material pieces of material
	 */
	record Counts(int keys, int aliases, int material) {

	}

}
