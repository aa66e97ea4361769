package io.claraconnect.dossier;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.ids.IdGenerator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * Erases a person: first a suppression entry, committed alone, which waits for writes
 * that run now and refuses all later ones; then the key with its mappings, then the rows.
 * May be repeated, and is to be repeated after an error: a second run finishes what the
 * first left.
 */
public final class Erasure {

	private final Database database;

	private final CandidateKeys keys;

	private final Suppression suppression;

	private final IdGenerator ids;

	private final Clock clock;

	private final Duration backupLife;

	/**
	 * Erasure.
	 * @param backupLife how long backups of the keys' database are kept
	 */
	public Erasure(Database database, CandidateKeys keys, Suppression suppression, IdGenerator ids, Clock clock,
			Duration backupLife) {
		this.database = database;
		this.keys = keys;
		this.suppression = suppression;
		this.ids = ids;
		this.clock = clock;
		this.backupLife = backupLife;
	}

	/** Erases one person. */
	public Mono<Receipt> erase(Subject subject, String reason) {
		return erase(subject, List.of(), reason);
	}

	/**
	 * Erases one person with all ids that were merged into it.
	 * @param merged other vendor ids of the same person in the same connection
	 * @param reason a short code of why
	 */
	public Mono<Receipt> erase(Subject subject, Collection<String> merged, String reason) {
		List<Subject> all = Stream.concat(Stream.of(subject.candidateId()), merged.stream())
			.distinct()
			.sorted()
			.map((id) -> new Subject(subject.organisationId(), subject.integrationId(), id))
			.toList();
		return this.database
			.inOrganisation(subject.organisationId(),
					(client) -> Flux.fromIterable(all)
						.concatMap((one) -> this.suppression.add(client, one, reason))
						.then(asked(client, subject))
						.thenReturn(true))
			.thenMany(Flux.fromIterable(all))
			.concatMap(this::destroy)
			.reduce(new Counts(0, 0, 0), Counts::plus)
			.flatMap((counts) -> this.database.inOrganisation(subject.organisationId(),
					(client) -> done(client, subject, counts)));
	}

	private Mono<Counts> destroy(Subject subject) {
		return this.keys.find(subject)
			.flatMap((key) -> this.database
				.inOrganisation(subject.organisationId(), (client) -> rows(client, subject, key.ref()))
				.flatMap((rows) -> this.keys.delete(subject)
					.map((deleted) -> new Counts(1, deleted.aliases(), rows))
					.defaultIfEmpty(new Counts(0, 0, rows))))
			.defaultIfEmpty(new Counts(0, 0, 0));
	}

	private static Mono<Integer> rows(DatabaseClient client, Subject subject, String candidateRef) {
		return client
			.sql("DELETE FROM dossier.manifest WHERE organisation_id = :organisation AND candidate_ref = :candidate")
			.bind("organisation", subject.organisationId())
			.bind("candidate", candidateRef)
			.then()
			.then(client
				.sql("DELETE FROM dossier.material WHERE organisation_id = :organisation"
						+ " AND candidate_ref = :candidate")
				.bind("organisation", subject.organisationId())
				.bind("candidate", candidateRef)
				.fetch()
				.rowsUpdated()
				.map(Long::intValue));
	}

	private Mono<Void> asked(DatabaseClient client, Subject subject) {
		return client
			.sql("INSERT INTO dossier.erasure (organisation_id, integration_id, digest, alias, asked_at)"
					+ " VALUES (:organisation, :integration, :digest, :alias, :now)"
					+ " ON CONFLICT (organisation_id, integration_id, digest) DO NOTHING")
			.bind("organisation", subject.organisationId())
			.bind("integration", subject.integrationId())
			.bind("digest", this.suppression.digest(subject))
			.bind("alias", this.ids.next())
			.bind("now", this.clock.instant().atOffset(ZoneOffset.UTC))
			.then();
	}

	private Mono<Receipt> done(DatabaseClient client, Subject subject, Counts counts) {
		Instant now = this.clock.instant();
		return client
			.sql("UPDATE dossier.erasure SET done_at = coalesce(done_at, :now), keys_erased = keys_erased + :keys,"
					+ " aliases_erased = aliases_erased + :aliases, material_erased = material_erased + :material,"
					+ " horizon = coalesce(horizon, :horizon) WHERE organisation_id = :organisation"
					+ " AND integration_id = :integration AND digest = :digest RETURNING *")
			.bind("now", now.atOffset(ZoneOffset.UTC))
			.bind("keys", counts.keys())
			.bind("aliases", counts.aliases())
			.bind("material", counts.material())
			.bind("horizon", now.plus(this.backupLife).atOffset(ZoneOffset.UTC))
			.bind("organisation", subject.organisationId())
			.bind("integration", subject.integrationId())
			.bind("digest", this.suppression.digest(subject))
			.map((row) -> new Receipt(Columns.text(row, "alias"), Columns.text(row, "digest"),
					Columns.time(row, "asked_at"), Columns.time(row, "done_at"), Columns.number(row, "keys_erased"),
					Columns.number(row, "aliases_erased"), Columns.number(row, "material_erased"),
					Columns.time(row, "horizon")))
			.one();
	}

	private record Counts(int keys, int aliases, int material) {

		Counts plus(Counts other) {
			return new Counts(this.keys + other.keys, this.aliases + other.aliases, this.material + other.material);
		}

	}

}
