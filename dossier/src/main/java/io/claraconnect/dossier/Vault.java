package io.claraconnect.dossier;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

import io.claraconnect.kit.ids.IdGenerator;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * Candidates' material, each piece sealed with the candidate's own key. Calls join the
 * transaction of the client that they are given; which kinds a service may read and write
 * is up to its database role. Every write checks the suppression list in that
 * transaction, and nothing is read or written before this process knows who was erased.
 * Writes may be repeated: content that is there already makes no new version.
 */
public final class Vault {

	private static final String SELECT = "SELECT integration_id, ref, candidate_ref, application_id, kind, source_ref,"
			+ " version, digest, content_type, extractor_version, sealed, created_at FROM dossier.material"
			+ " WHERE organisation_id = :organisation AND ";

	private final CandidateKeys keys;

	private final Suppression suppression;

	private final IdGenerator ids;

	private final Clock clock;

	private final SecureRandom random = new SecureRandom();

	/** A vault. */
	public Vault(CandidateKeys keys, Suppression suppression, IdGenerator ids, Clock clock) {
		this.keys = keys;
		this.suppression = suppression;
		this.ids = ids;
		this.clock = clock;
	}

	/**
	 * Keeps a piece of material.
	 * @return where it is; errors with {@link Suppressed} when the person was erased
	 */
	public Mono<StoredMaterial> put(DatabaseClient client, Subject subject, NewMaterial material) {
		return this.suppression.check(client, subject)
			.then(Mono.defer(() -> this.keys.obtain(subject)))
			.flatMap((key) -> {
				String digest = key.digest(material.content());
				return newest(client, subject, key, material).defaultIfEmpty(new StoredMaterial("", 0, "", false))
					.flatMap((last) -> last.digest().equals(digest) ? Mono.just(last)
							: insert(client, subject, key, material, digest, last.version() + 1));
			});
	}

	/** Opens a piece. Never errors for want of it. */
	public Mono<MaterialRead> get(DatabaseClient client, String organisationId, String ref) {
		return this.suppression.known()
			.then(client.sql(SELECT + "ref = :ref")
				.bind("organisation", organisationId)
				.bind("ref", ref)
				.map(Vault::sealedRow)
				.one())
			.flatMap((row) -> this.keys.find(organisationId, row.candidateRef())
				.map((key) -> (MaterialRead) new MaterialRead.Found(open(organisationId, key, row))))
			.defaultIfEmpty(new MaterialRead.Erased());
	}

	/**
	 * Writes down which pieces make up the material of an application now.
	 * @param refs what {@link #put} gave
	 * @return the dossier reference; the same as before when the pieces are the same
	 */
	public Mono<String> compose(DatabaseClient client, Subject subject, String applicationId, Collection<String> refs) {
		List<String> sorted = refs.stream().distinct().sorted().toList();
		return this.suppression.check(client, subject)
			.then(Mono.defer(() -> this.keys.obtain(subject)))
			.flatMap((key) -> client
				.sql("INSERT INTO dossier.manifest (organisation_id, integration_id, candidate_ref, version,"
						+ " application_id, refs, created_at) SELECT :organisation, :integration, :candidate,"
						+ " coalesce(max(version), 0) + 1, :application, :refs, :now FROM dossier.manifest"
						+ " WHERE organisation_id = :organisation AND candidate_ref = :candidate"
						+ " HAVING (SELECT m.refs FROM dossier.manifest m WHERE m.organisation_id = :organisation"
						+ " AND m.candidate_ref = :candidate AND m.application_id = :application"
						+ " ORDER BY m.version DESC LIMIT 1) IS DISTINCT FROM :refs")
				.bind("organisation", subject.organisationId())
				.bind("integration", subject.integrationId())
				.bind("candidate", key.ref())
				.bind("application", applicationId)
				.bind("refs", sorted.toArray(String[]::new))
				.bind("now", this.clock.instant().atOffset(ZoneOffset.UTC))
				.then()
				.then(client.sql(
						"SELECT max(version)::int AS version FROM dossier.manifest WHERE organisation_id = :organisation"
								+ " AND candidate_ref = :candidate AND application_id = :application")
					.bind("organisation", subject.organisationId())
					.bind("candidate", key.ref())
					.bind("application", applicationId)
					.map((row) -> new DossierRef(key.ref(), Columns.number(row, "version")).toString())
					.one()));
	}

	/**
	 * Opens every piece that a dossier reference names, and what was made from them since
	 * (such as the text of a resume). Never errors for want of it.
	 */
	public Mono<DossierRead> openMaterial(DatabaseClient client, String organisationId, String dossierRef) {
		DossierRef wanted = DossierRef.parse(dossierRef);
		return this.suppression.known()
			.then(client
				.sql("SELECT application_id, refs FROM dossier.manifest WHERE organisation_id = :organisation"
						+ " AND candidate_ref = :candidate AND version = :version")
				.bind("organisation", organisationId)
				.bind("candidate", wanted.candidateRef())
				.bind("version", wanted.version())
				.map((row) -> new Manifest(Columns.text(row, "application_id"), refs(row)))
				.one())
			.flatMap((manifest) -> this.keys.find(organisationId, wanted.candidateRef())
				.flatMap((key) -> pieces(client, organisationId, manifest, key).collectList()
					.map((pieces) -> (DossierRead) new DossierRead.Opened(key.ref(), manifest.applicationId(),
							pieces))))
			.defaultIfEmpty(new DossierRead.Erased());
	}

	private Flux<Material> pieces(DatabaseClient client, String organisationId, Manifest manifest, CandidateKey key) {
		return client.sql(SELECT + "candidate_ref = :candidate AND (ref = ANY(:refs) OR source_ref = ANY(:refs))")
			.bind("organisation", organisationId)
			.bind("candidate", key.ref())
			.bind("refs", manifest.refs())
			.map((row) -> open(organisationId, key, sealedRow(row)))
			.all();
	}

	private Mono<StoredMaterial> newest(DatabaseClient client, Subject subject, CandidateKey key,
			NewMaterial material) {
		return client
			.sql("SELECT ref, version, digest FROM dossier.material WHERE organisation_id = :organisation"
					+ " AND candidate_ref = :candidate AND application_id = :application AND kind = :kind"
					+ " AND source_ref = :source AND extractor_version = :extractor ORDER BY version DESC LIMIT 1")
			.bind("organisation", subject.organisationId())
			.bind("candidate", key.ref())
			.bind("application", material.applicationId())
			.bind("kind", material.kind().name())
			.bind("source", material.sourceRef())
			.bind("extractor", material.extractorVersion())
			.map((row) -> new StoredMaterial(Columns.text(row, "ref"), Columns.number(row, "version"),
					Columns.text(row, "digest"), false))
			.one();
	}

	private Mono<StoredMaterial> insert(DatabaseClient client, Subject subject, CandidateKey key, NewMaterial material,
			String digest, int version) {
		String ref = "m:" + this.ids.next();
		byte[] sealed = key.seal(material.content(),
				place(subject.organisationId(), subject.integrationId(), ref, material.kind().name()), this.random);
		return client
			.sql("INSERT INTO dossier.material (organisation_id, integration_id, ref, candidate_ref, application_id,"
					+ " kind, source_ref, version, digest, content_type, extractor_version, sealed, created_at)"
					+ " VALUES (:organisation, :integration, :ref, :candidate, :application, :kind, :source, :version,"
					+ " :digest, :type, :extractor, :sealed, :now)")
			.bind("organisation", subject.organisationId())
			.bind("integration", subject.integrationId())
			.bind("ref", ref)
			.bind("candidate", key.ref())
			.bind("application", material.applicationId())
			.bind("kind", material.kind().name())
			.bind("source", material.sourceRef())
			.bind("version", version)
			.bind("digest", digest)
			.bind("type", material.contentType())
			.bind("extractor", material.extractorVersion())
			.bind("sealed", sealed)
			.bind("now", this.clock.instant().atOffset(ZoneOffset.UTC))
			.then()
			.thenReturn(new StoredMaterial(ref, version, digest, true));
	}

	private static Material open(String organisationId, CandidateKey key, SealedRow row) {
		byte[] content = key.open(row.sealed(),
				place(organisationId, row.integrationId(), row.opened().ref(), row.opened().kind().name()));
		return row.opened().withContent(content);
	}

	private static SealedRow sealedRow(Readable row) {
		Function<String, String> text = (column) -> Columns.text(row, column);
		Material material = new Material(text.apply("ref"), text.apply("candidate_ref"),
				MaterialKind.valueOf(text.apply("kind")), text.apply("application_id"), Columns.number(row, "version"),
				text.apply("digest"), new byte[0], text.apply("content_type"), text.apply("source_ref"),
				text.apply("extractor_version"), Columns.time(row, "created_at"));
		return new SealedRow(text.apply("integration_id"), Columns.bytes(row, "sealed"), material);
	}

	private static String[] refs(Readable row) {
		String[] refs = row.get("refs", String[].class);
		return (refs != null) ? refs : new String[0];
	}

	private static String place(String organisationId, String integrationId, String ref, String kind) {
		return organisationId + "|" + integrationId + "|" + ref + "|" + kind;
	}

	private record Manifest(String applicationId, String[] refs) {

	}

	private record SealedRow(String integrationId, byte[] sealed, Material opened) {

		String candidateRef() {
			return this.opened.candidateRef();
		}

	}

}
