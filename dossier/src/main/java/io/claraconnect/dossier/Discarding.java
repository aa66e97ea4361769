package io.claraconnect.dossier;

import io.claraconnect.kit.db.Database;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * Takes the material of one application out of the vault, when its job is no longer
 * tracked or the ATS does not have it any more. The person is not suppressed and may come
 * back. May be repeated, and is to be repeated after an error.
 */
public final class Discarding {

	private final Database database;

	private final CandidateKeys keys;

	private final Suppression suppression;

	/** Discarding from the vault in schema {@code dossier}. */
	public Discarding(Database database, CandidateKeys keys, Suppression suppression) {
		this.database = database;
		this.keys = keys;
		this.suppression = suppression;
	}

	/**
	 * Deletes what is kept for an application, in transactions of its own: its pieces,
	 * its alias, and with the person's last piece also the person's key. To be called
	 * after the caller has committed that nobody fills the vault for this application any
	 * more; a write that comes later stays.
	 * @return how many pieces there were
	 */
	public Mono<Integer> discard(Subject subject, String applicationId) {
		return this.keys.find(subject).flatMap((key) -> this.database.apart(subject.organisationId(), (client) -> {
			Mono<Integer> pieces = this.suppression.lock(client, subject)
				.then(delete(client, "dossier.manifest", subject, key.ref(), applicationId))
				.then(delete(client, "dossier.material", subject, key.ref(), applicationId));
			return pieces;
		})
			.flatMap((pieces) -> this.keys.forgetAlias(subject, applicationId)
				.then(dropEmpty(subject, key.ref()))
				.thenReturn(pieces)))
			.defaultIfEmpty(0);
	}

	/**
	 * Without a piece left a key opens nothing but backups. Writers hold the person's
	 * lock from before they take the key until they commit, so none is under way here.
	 */
	private Mono<Void> dropEmpty(Subject subject, String candidateRef) {
		return this.database
			.apart(subject.organisationId(),
					(client) -> this.suppression.lock(client, subject)
						.then(holds(client, subject, candidateRef))
						.flatMap((holds) -> holds ? Mono.just(false) : this.keys.delete(subject).thenReturn(true)))
			.then();
	}

	private static Mono<Boolean> holds(DatabaseClient client, Subject subject, String candidateRef) {
		return client
			.sql("SELECT EXISTS (SELECT 1 FROM dossier.material WHERE organisation_id = :organisation"
					+ " AND candidate_ref = :candidate) AS there")
			.bind("organisation", subject.organisationId())
			.bind("candidate", candidateRef)
			.map((row) -> Boolean.TRUE.equals(row.get("there", Boolean.class)))
			.one();
	}

	private static Mono<Integer> delete(DatabaseClient client, String table, Subject subject, String candidateRef,
			String applicationId) {
		return client
			.sql("DELETE FROM " + table + " WHERE organisation_id = :organisation AND candidate_ref = :candidate"
					+ " AND application_id = :application")
			.bind("organisation", subject.organisationId())
			.bind("candidate", candidateRef)
			.bind("application", applicationId)
			.fetch()
			.rowsUpdated()
			.map(Long::intValue);
	}

}
