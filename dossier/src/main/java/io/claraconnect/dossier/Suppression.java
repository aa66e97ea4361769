package io.claraconnect.dossier;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HexFormat;

import io.claraconnect.kit.seal.Digests;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * The list of persons who may not come back. An entry is a keyed HMAC that names nobody.
 * A check locks the person until the caller's transaction ends, so that an erasure can
 * neither overtake nor be overtaken by what the caller writes.
 */
public final class Suppression {

	private final Digests digests;

	private final Clock clock;

	/** The list in schema {@code dossier}. */
	public Suppression(Digests digests, Clock clock) {
		this.digests = digests;
		this.clock = clock;
	}

	/**
	 * Errors with {@link Suppressed} when the person was erased. To be called in the
	 * transaction of every vault write, score, redrive and write-back. A transaction that
	 * checks several persons checks them in the order of their ids.
	 */
	public Mono<Void> check(DatabaseClient client, Subject subject) {
		return lock(client, subject).then(contains(client, subject))
			.flatMap((erased) -> erased ? Mono.error(new Suppressed()) : Mono.empty());
	}

	/** Whether the person was erased; takes no lock. */
	public Mono<Boolean> contains(DatabaseClient client, Subject subject) {
		return client
			.sql("SELECT EXISTS (SELECT 1 FROM dossier.suppression WHERE organisation_id = :organisation"
					+ " AND integration_id = :integration AND digest = :digest) AS there")
			.bind("organisation", subject.organisationId())
			.bind("integration", subject.integrationId())
			.bind("digest", digest(subject))
			.map((row) -> Boolean.TRUE.equals(row.get("there", Boolean.class)))
			.one();
	}

	/** Adds a person; waits for transactions that write for this person now. */
	Mono<Void> add(DatabaseClient client, Subject subject, String reason) {
		return lock(client, subject).then(client
			.sql("INSERT INTO dossier.suppression (organisation_id, integration_id, digest, reason, created_at)"
					+ " VALUES (:organisation, :integration, :digest, :reason, :now)"
					+ " ON CONFLICT (organisation_id, integration_id, digest) DO NOTHING")
			.bind("organisation", subject.organisationId())
			.bind("integration", subject.integrationId())
			.bind("digest", digest(subject))
			.bind("reason", reason)
			.bind("now", this.clock.instant().atOffset(ZoneOffset.UTC))
			.then());
	}

	String digest(Subject subject) {
		return HexFormat.of().formatHex(hmac(subject));
	}

	/** Holds the person until the caller's transaction ends. */
	Mono<Void> lock(DatabaseClient client, Subject subject) {
		return client.sql("SELECT 1 AS one FROM (SELECT pg_advisory_xact_lock(:key)) AS held")
			.bind("key", ByteBuffer.wrap(hmac(subject)).getLong())
			.then();
	}

	private byte[] hmac(Subject subject) {
		return this.digests.hmac("suppression", subject.organisationId(), subject.integrationId(),
				subject.candidateId());
	}

}
