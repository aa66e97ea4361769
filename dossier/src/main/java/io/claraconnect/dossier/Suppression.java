package io.claraconnect.dossier;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.claraconnect.kit.seal.Digests;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * The list of persons who may not come back, with their applications, which may be moved
 * to another person by a merge. An entry is a keyed HMAC that names nobody. A check locks
 * the person until the caller's transaction ends, so that an erasure can neither overtake
 * nor be overtaken by what the caller writes. Everything here errors with
 * {@link ErasuresNotReplayed} until this process knows who was erased.
 */
public final class Suppression {

	private final Fingerprints fingerprints;

	private final Clock clock;

	private final ErasureGate gate;

	/** The list in schema {@code dossier}, for what reads no topics. */
	public Suppression(Digests digests, Clock clock) {
		this(new Fingerprints(digests), clock, ErasureGate.alwaysOpen());
	}

	Suppression(Fingerprints fingerprints, Clock clock, ErasureGate gate) {
		this.fingerprints = fingerprints;
		this.clock = clock;
		this.gate = gate;
	}

	/**
	 * Errors with {@link Suppressed} when the person was erased. To be called in the
	 * transaction of every vault write, snapshot, score, status, redrive and write-back,
	 * before it writes. A transaction that checks several persons checks them in the
	 * order of their ids.
	 */
	public Mono<Void> check(DatabaseClient client, Subject subject) {
		return this.gate.pass()
			.then(lock(client, subject))
			.then(has(client, subject.organisationId(), subject.integrationId(), digest(subject)))
			.flatMap((erased) -> erased ? Mono.error(new Suppressed()) : Mono.empty());
	}

	/** Whether the person was erased; takes no lock. */
	public Mono<Boolean> contains(DatabaseClient client, Subject subject) {
		return this.gate.pass().then(has(client, subject.organisationId(), subject.integrationId(), digest(subject)));
	}

	/**
	 * Whether an application was one of an erased person, whomever it belongs to now;
	 * takes no lock.
	 */
	public Mono<Boolean> containsApplication(DatabaseClient client, String organisationId, String integrationId,
			String applicationId) {
		return this.gate.pass()
			.then(has(client, organisationId, integrationId,
					this.fingerprints.ofApplication(organisationId, integrationId, applicationId)));
	}

	/** Which of these applications were ones of erased persons; takes no lock. */
	public Mono<Set<String>> suppressedApplications(DatabaseClient client, String organisationId, String integrationId,
			Collection<String> applicationIds) {
		Map<String, String> byDigest = new HashMap<>();
		applicationIds
			.forEach((id) -> byDigest.put(this.fingerprints.ofApplication(organisationId, integrationId, id), id));
		return this.gate.pass()
			.then(present(client, organisationId, integrationId, byDigest.keySet()))
			.map((digests) -> digests.stream().map(byDigest::get).collect(Collectors.toUnmodifiableSet()));
	}

	/** Completes when this process knows who was erased. */
	Mono<Void> known() {
		return this.gate.pass();
	}

	/** Adds a person; waits for transactions that write for this person now. */
	public Mono<Void> add(DatabaseClient client, Subject subject, String reason) {
		return lock(client, subject)
			.then(insert(client, subject.organisationId(), subject.integrationId(), digest(subject), reason));
	}

	/** Adds an application of a person who was erased, for whoever may write entries. */
	public Mono<Void> addApplication(DatabaseClient client, String organisationId, String integrationId,
			String applicationId, String reason) {
		return insert(client, organisationId, integrationId,
				this.fingerprints.ofApplication(organisationId, integrationId, applicationId), reason);
	}

	/** The entries that should be in the list and are not. */
	Mono<Set<String>> missing(DatabaseClient client, ErasedPersons erased) {
		Set<String> wanted = new HashSet<>(erased.persons());
		wanted.addAll(erased.applications());
		return present(client, erased.organisationId(), erased.integrationId(), wanted).map((there) -> {
			Set<String> missing = new HashSet<>(wanted);
			missing.removeAll(there);
			return missing;
		});
	}

	private static Mono<Set<String>> present(DatabaseClient client, String organisationId, String integrationId,
			Set<String> digests) {
		return digests.isEmpty() ? Mono.just(Set.of())
				: client
					.sql("SELECT digest FROM dossier.suppression WHERE organisation_id = :organisation"
							+ " AND integration_id = :integration AND digest = ANY(:wanted)")
					.bind("organisation", organisationId)
					.bind("integration", integrationId)
					.bind("wanted", digests.toArray(String[]::new))
					.map((row) -> Columns.text(row, "digest"))
					.all()
					.collect(Collectors.toUnmodifiableSet());
	}

	/** Writes entries again that a restored database had lost. */
	Mono<Void> restore(DatabaseClient client, ErasedPersons erased, Collection<String> missing) {
		return Flux.fromIterable(missing.stream().sorted().toList())
			.concatMap((digest) -> lock(client, digest)
				.then(insert(client, erased.organisationId(), erased.integrationId(), digest, "replayed")))
			.then();
	}

	ErasedPersons erased(String organisationId, String integrationId, Set<String> persons, Set<String> applications) {
		return new ErasedPersons(organisationId, integrationId, persons, applications, this.fingerprints);
	}

	String digest(Subject subject) {
		return this.fingerprints.ofPerson(subject.organisationId(), subject.integrationId(), subject.candidateId());
	}

	String applicationDigest(Subject subject, String applicationId) {
		return this.fingerprints.ofApplication(subject.organisationId(), subject.integrationId(), applicationId);
	}

	/** Holds the person until the caller's transaction ends. */
	Mono<Void> lock(DatabaseClient client, Subject subject) {
		return lock(client, digest(subject));
	}

	private static Mono<Void> lock(DatabaseClient client, String digest) {
		return client.sql("SELECT 1 AS one FROM (SELECT pg_advisory_xact_lock(:key)) AS held")
			.bind("key", Long.parseUnsignedLong(digest.substring(0, 16), 16))
			.then();
	}

	private static Mono<Boolean> has(DatabaseClient client, String organisationId, String integrationId,
			String digest) {
		return client
			.sql("SELECT EXISTS (SELECT 1 FROM dossier.suppression WHERE organisation_id = :organisation"
					+ " AND integration_id = :integration AND digest = :digest) AS there")
			.bind("organisation", organisationId)
			.bind("integration", integrationId)
			.bind("digest", digest)
			.map((row) -> Objects.requireNonNullElse(row.get("there", Boolean.class), false))
			.one();
	}

	private Mono<Void> insert(DatabaseClient client, String organisationId, String integrationId, String digest,
			String reason) {
		return client
			.sql("INSERT INTO dossier.suppression (organisation_id, integration_id, digest, reason, created_at)"
					+ " VALUES (:organisation, :integration, :digest, :reason, :now)"
					+ " ON CONFLICT (organisation_id, integration_id, digest) DO NOTHING")
			.bind("organisation", organisationId)
			.bind("integration", integrationId)
			.bind("digest", digest)
			.bind("reason", reason)
			.bind("now", this.clock.instant().atOffset(ZoneOffset.UTC))
			.then();
	}

}
