package io.claraconnect.dossier;

import java.util.HexFormat;

import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.ids.IdGenerator;
import io.claraconnect.kit.seal.Sealer;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * The database of candidates' keys and of the mappings that die with them. Each key is
 * wrapped by the platform's key set, bound to its organisation, connection and candidate.
 * Every call is a transaction of its own. Nothing is kept in memory, so that an erased
 * key is gone everywhere at once.
 */
public final class CandidateKeys {

	private final Database database;

	private final Sealer sealer;

	private final IdGenerator ids;

	/** Keys in the database {@code clara_keys}. */
	public CandidateKeys(Database database, Sealer sealer, IdGenerator ids) {
		this.database = database;
		this.sealer = sealer;
		this.ids = ids;
	}

	/** The key of a candidate; empty when there is none. */
	Mono<CandidateKey> find(Subject subject) {
		return this.database.inOrganisation(subject.organisationId(), (client) -> select(client, subject));
	}

	/** The key behind an opaque reference; empty when it was erased. */
	Mono<CandidateKey> find(String organisationId, String candidateRef) {
		return this.database.inOrganisation(organisationId,
				(client) -> client
					.sql("SELECT integration_id, candidate_ref, wrapped_key FROM keys.candidate"
							+ " WHERE organisation_id = :organisation AND candidate_ref = :ref")
					.bind("organisation", organisationId)
					.bind("ref", candidateRef)
					.map((row) -> unwrap(organisationId, row))
					.one());
	}

	/** The key of a candidate, made on first need. The caller has checked suppression. */
	Mono<CandidateKey> obtain(Subject subject) {
		return find(subject).switchIfEmpty(Mono.defer(() -> {
			String ref = this.ids.next();
			byte[] wrapped = this.sealer.seal(HexFormat.of().parseHex(this.ids.hex(CandidateKey.LENGTH)),
					place(subject.organisationId(), subject.integrationId(), ref));
			return this.database.inOrganisation(subject.organisationId(),
					(client) -> client
						.sql("INSERT INTO keys.candidate (organisation_id, integration_id, candidate_id,"
								+ " candidate_ref, wrapped_key) VALUES (:organisation, :integration, :candidate, :ref,"
								+ " :wrapped) ON CONFLICT (organisation_id, integration_id, candidate_id) DO NOTHING")
						.bind("organisation", subject.organisationId())
						.bind("integration", subject.integrationId())
						.bind("candidate", subject.candidateId())
						.bind("ref", ref)
						.bind("wrapped", wrapped)
						.then()
						.then(select(client, subject)));
		}));
	}

	/**
	 * The alias of an application in history topics, made on first need; empty when the
	 * candidate has no key.
	 */
	Mono<String> alias(Subject subject, String applicationId) {
		return this.database.inOrganisation(subject.organisationId(),
				(client) -> aliasOf(client, subject, applicationId).switchIfEmpty(Mono.defer(() -> client
					.sql("INSERT INTO keys.application_alias (organisation_id, integration_id, application_id,"
							+ " candidate_ref, alias) SELECT organisation_id, integration_id, :application,"
							+ " candidate_ref, :alias FROM keys.candidate WHERE organisation_id = :organisation"
							+ " AND integration_id = :integration AND candidate_id = :candidate"
							+ " ON CONFLICT (organisation_id, integration_id, application_id) DO NOTHING")
					.bind("application", applicationId)
					.bind("alias", this.ids.next())
					.bind("organisation", subject.organisationId())
					.bind("integration", subject.integrationId())
					.bind("candidate", subject.candidateId())
					.then()
					.then(aliasOf(client, subject, applicationId)))));
	}

	/** Deletes the alias of one application. */
	Mono<Void> forgetAlias(Subject subject, String applicationId) {
		return this.database
			.inOrganisation(subject.organisationId(),
					(client) -> client
						.sql("DELETE FROM keys.application_alias WHERE organisation_id = :organisation"
								+ " AND integration_id = :integration AND application_id = :application")
						.bind("organisation", subject.organisationId())
						.bind("integration", subject.integrationId())
						.bind("application", applicationId)
						.then()
						.thenReturn(true))
			.then();
	}

	/** The applications of a candidate that have an alias. */
	Flux<String> applications(Subject subject) {
		return this.database.manyInOrganisation(subject.organisationId(),
				(client) -> client
					.sql("SELECT a.application_id FROM keys.application_alias a JOIN keys.candidate c"
							+ " ON c.organisation_id = a.organisation_id AND c.candidate_ref = a.candidate_ref"
							+ " WHERE c.organisation_id = :organisation AND c.integration_id = :integration"
							+ " AND c.candidate_id = :candidate")
					.bind("organisation", subject.organisationId())
					.bind("integration", subject.integrationId())
					.bind("candidate", subject.candidateId())
					.map((row) -> Columns.text(row, "application_id"))
					.all());
	}

	/** The keys of erased persons that are still there. */
	Flux<Held> matching(ErasedPersons erased) {
		return this.database.manyInOrganisation(erased.organisationId(),
				(client) -> client
					.sql("SELECT candidate_id FROM keys.candidate WHERE organisation_id = :organisation"
							+ " AND integration_id = :integration")
					.bind("organisation", erased.organisationId())
					.bind("integration", erased.integrationId())
					.map((row) -> Columns.text(row, "candidate_id"))
					.all()
					.filter(erased::hasPerson)
					.collectList()
					.flatMapIterable((ids) -> ids)
					.map((id) -> new Subject(erased.organisationId(), erased.integrationId(), id))
					.concatMap((subject) -> held(client, subject)));
	}

	private static Mono<Held> held(DatabaseClient client, Subject subject) {
		return client
			.sql("SELECT c.candidate_ref, (SELECT count(*)::int FROM keys.application_alias a"
					+ " WHERE a.organisation_id = c.organisation_id AND a.candidate_ref = c.candidate_ref)"
					+ " AS aliases FROM keys.candidate c WHERE c.organisation_id = :organisation"
					+ " AND c.integration_id = :integration AND c.candidate_id = :candidate")
			.bind("organisation", subject.organisationId())
			.bind("integration", subject.integrationId())
			.bind("candidate", subject.candidateId())
			.map((row) -> new Held(subject, Columns.text(row, "candidate_ref"), Columns.number(row, "aliases")))
			.one();
	}

	/** Deletes a candidate's key with all mappings. */
	Mono<Void> delete(Subject subject) {
		return this.database
			.inOrganisation(subject.organisationId(),
					(client) -> client
						.sql("DELETE FROM keys.candidate WHERE organisation_id = :organisation"
								+ " AND integration_id = :integration AND candidate_id = :candidate")
						.bind("organisation", subject.organisationId())
						.bind("integration", subject.integrationId())
						.bind("candidate", subject.candidateId())
						.then()
						.thenReturn(true))
			.then();
	}

	private Mono<CandidateKey> select(DatabaseClient client, Subject subject) {
		return client
			.sql("SELECT integration_id, candidate_ref, wrapped_key FROM keys.candidate"
					+ " WHERE organisation_id = :organisation AND integration_id = :integration"
					+ " AND candidate_id = :candidate")
			.bind("organisation", subject.organisationId())
			.bind("integration", subject.integrationId())
			.bind("candidate", subject.candidateId())
			.map((row) -> unwrap(subject.organisationId(), row))
			.one();
	}

	private static Mono<String> aliasOf(DatabaseClient client, Subject subject, String applicationId) {
		return client
			.sql("SELECT alias FROM keys.application_alias WHERE organisation_id = :organisation"
					+ " AND integration_id = :integration AND application_id = :application")
			.bind("organisation", subject.organisationId())
			.bind("integration", subject.integrationId())
			.bind("application", applicationId)
			.map((row) -> Columns.text(row, "alias"))
			.one();
	}

	private CandidateKey unwrap(String organisationId, Readable row) {
		String ref = Columns.text(row, "candidate_ref");
		String place = place(organisationId, Columns.text(row, "integration_id"), ref);
		return new CandidateKey(ref, this.sealer.open(Columns.bytes(row, "wrapped_key"), place));
	}

	private static String place(String organisationId, String integrationId, String ref) {
		return organisationId + "|" + integrationId + "|" + ref;
	}

	/**
	 * A key that is kept.
	 *
	 * @param subject whose it is
	 * @param candidateRef its opaque reference
	 * @param aliases how many aliases depend on it
	 */
	record Held(Subject subject, String candidateRef, int aliases) {

	}

}
