package io.claraconnect.dossier;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HexFormat;

import io.claraconnect.kit.ids.IdGenerator;
import io.claraconnect.kit.seal.Digests;
import io.claraconnect.kit.seal.Sealer;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * Descriptions of jobs, sealed with the platform's key set: they can name people, but
 * belong to no candidate. Calls join the transaction of the client that they are given.
 */
public final class JobTexts {

	private final Sealer sealer;

	private final Digests digests;

	private final IdGenerator ids;

	private final Clock clock;

	/** Job texts in schema {@code dossier}. */
	public JobTexts(Sealer sealer, Digests digests, IdGenerator ids, Clock clock) {
		this.sealer = sealer;
		this.digests = digests;
		this.ids = ids;
		this.clock = clock;
	}

	/**
	 * Keeps the text of a job. May be repeated: a text that is there already makes no new
	 * version.
	 * @return its reference, {@code j:<id>}
	 */
	public Mono<String> put(DatabaseClient client, String organisationId, String integrationId, String jobId,
			String text) {
		String digest = HexFormat.of()
			.formatHex(this.digests.hmac("job-text", organisationId, integrationId, jobId, text));
		return lock(client, organisationId, integrationId, jobId)
			.then(client
				.sql("SELECT ref, version, digest FROM dossier.job_text WHERE organisation_id = :organisation"
						+ " AND integration_id = :integration AND job_id = :job ORDER BY version DESC LIMIT 1")
				.bind("organisation", organisationId)
				.bind("integration", integrationId)
				.bind("job", jobId)
				.map((row) -> new Version(Columns.text(row, "ref"), Columns.number(row, "version"),
						Columns.text(row, "digest")))
				.one())
			.defaultIfEmpty(new Version("", 0, ""))
			.flatMap((last) -> last.digest().equals(digest) ? Mono.just(last.ref()) : insert(client, organisationId,
					integrationId, jobId, new Version("j:" + this.ids.next(), last.version() + 1, digest), text));
	}

	/** The text behind a reference; empty when there is none. */
	public Mono<String> get(DatabaseClient client, String organisationId, String ref) {
		return client
			.sql("SELECT integration_id, job_id, sealed FROM dossier.job_text"
					+ " WHERE organisation_id = :organisation AND ref = :ref")
			.bind("organisation", organisationId)
			.bind("ref", ref)
			.map((row) -> new String(
					this.sealer.open(Columns.bytes(row, "sealed"),
							place(organisationId, Columns.text(row, "integration_id"), Columns.text(row, "job_id"))),
					StandardCharsets.UTF_8))
			.one();
	}

	private Mono<String> insert(DatabaseClient client, String organisationId, String integrationId, String jobId,
			Version version, String text) {
		return client
			.sql("INSERT INTO dossier.job_text (organisation_id, integration_id, ref, job_id, version, digest, sealed,"
					+ " created_at) VALUES (:organisation, :integration, :ref, :job, :version, :digest, :sealed, :now)")
			.bind("organisation", organisationId)
			.bind("integration", integrationId)
			.bind("ref", version.ref())
			.bind("job", jobId)
			.bind("version", version.version())
			.bind("digest", version.digest())
			.bind("sealed",
					this.sealer.seal(text.getBytes(StandardCharsets.UTF_8),
							place(organisationId, integrationId, jobId)))
			.bind("now", this.clock.instant().atOffset(ZoneOffset.UTC))
			.then()
			.thenReturn(version.ref());
	}

	private static Mono<Void> lock(DatabaseClient client, String organisationId, String integrationId, String jobId) {
		return client.sql("SELECT 1 AS one FROM (SELECT pg_advisory_xact_lock(hashtextextended(:key, 7))) AS held")
			.bind("key", place(organisationId, integrationId, jobId))
			.then();
	}

	private static String place(String organisationId, String integrationId, String jobId) {
		return organisationId + "|" + integrationId + "|" + jobId + "|JOB_TEXT";
	}

	private record Version(String ref, int version, String digest) {

	}

}
