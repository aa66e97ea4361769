package io.claraconnect.sync.application;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;

import io.claraconnect.schemas.ApplicationSnapshot;
import io.claraconnect.schemas.Topics;
import io.claraconnect.sync.connection.TrackedConnection;
import io.claraconnect.sync.request.StoredSnapshots;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/** The table {@code sync.application}. */
final class ApplicationRows {

	private static final String WHERE = " WHERE organisation_id = :organisation AND integration_id = :integration"
			+ " AND application_id = :application";

	private final StoredSnapshots snapshots;

	ApplicationRows(StoredSnapshots snapshots) {
		this.snapshots = snapshots;
	}

	/** An application as it is known; empty when it is not. */
	Mono<Known> find(DatabaseClient client, TrackedConnection connection, String applicationId) {
		return select(client, connection, applicationId, "");
	}

	/** As {@link #find}, locked until the transaction ends. */
	Mono<Known> lock(DatabaseClient client, TrackedConnection connection, String applicationId) {
		return select(client, connection, applicationId, " FOR UPDATE");
	}

	/** Locks an application's row, made when it is not there yet. */
	Mono<Known> obtain(DatabaseClient client, TrackedConnection connection, String applicationId, String candidateId,
			String jobId, Instant now) {
		return bound(client.sql("INSERT INTO sync.application (organisation_id, integration_id, application_id,"
				+ " revision, candidate_id, job_id, first_seen_at, fetched_at) VALUES (:organisation, :integration,"
				+ " :application, 0, :candidate, :job, :now, :now)"
				+ " ON CONFLICT (organisation_id, integration_id, application_id) DO NOTHING"), connection,
				applicationId)
			.bind("candidate", candidateId)
			.bind("job", jobId)
			.bind("now", now.atOffset(ZoneOffset.UTC))
			.then()
			.then(lock(client, connection, applicationId));
	}

	/** Writes a snapshot and the pieces behind it over a locked row. */
	Mono<Void> save(DatabaseClient client, TrackedConnection connection, ApplicationSnapshot snapshot, String content,
			Known.Piece resume, Known.Piece letter) {
		return this.snapshots.bytes(Topics.APPLICATIONS, snapshot)
			.flatMap((stored) -> update(client, connection, snapshot, stored, content, resume, letter));
	}

	private static Mono<Void> update(DatabaseClient client, TrackedConnection connection, ApplicationSnapshot snapshot,
			byte[] stored, String content, Known.Piece resume, Known.Piece letter) {
		DatabaseClient.GenericExecuteSpec update = bound(
				client.sql("UPDATE sync.application SET revision = :revision, content = :content,"
						+ " candidate_id = :candidate, job_id = :job, snapshot = :snapshot, state = :state,"
						+ " vendor_updated_at = :updated, resume_document_id = :resume, resume_ref = :resumeRef,"
						+ " letter_document_id = :letter, letter_ref = :letterRef, fetched_at = :fetched,"
						+ " absent_lists = 0" + WHERE),
				connection, snapshot.getApplicationId())
			.bind("revision", snapshot.getRevision())
			.bind("content", content)
			.bind("candidate", snapshot.getCandidateId())
			.bind("job", snapshot.getJobId())
			.bind("snapshot", stored)
			.bind("state", snapshot.getState().name())
			.bind("resume", resume.documentId())
			.bind("resumeRef", resume.ref())
			.bind("letter", letter.documentId())
			.bind("letterRef", letter.ref())
			.bind("fetched", snapshot.getFetchedAt().atOffset(ZoneOffset.UTC));
		Instant updated = snapshot.getUpdatedAt();
		update = (updated != null) ? update.bind("updated", updated.atOffset(ZoneOffset.UTC))
				: update.bindNull("updated", OffsetDateTime.class);
		return update.then();
	}

	/** The applications of a candidate. */
	Flux<String> ofCandidate(DatabaseClient client, TrackedConnection connection, String candidateId) {
		return client
			.sql("SELECT application_id FROM sync.application WHERE organisation_id = :organisation"
					+ " AND integration_id = :integration AND candidate_id = :candidate AND state <> 'GONE'")
			.bind("organisation", connection.organisationId())
			.bind("integration", connection.integrationId())
			.bind("candidate", candidateId)
			.map((row) -> text(row, "application_id"))
			.all();
	}

	/** Whether anything is known of a person, or of an application. */
	Mono<Boolean> knows(DatabaseClient client, TrackedConnection connection, String candidateId, String applicationId) {
		return bound(client.sql("SELECT EXISTS (SELECT 1 FROM sync.application WHERE organisation_id = :organisation"
				+ " AND integration_id = :integration AND (candidate_id = :candidate"
				+ " OR application_id = :application)) AS known"), connection, applicationId)
			.bind("candidate", candidateId)
			.map((row) -> Boolean.TRUE.equals(row.get("known", Boolean.class)))
			.one();
	}

	private Mono<Known> select(DatabaseClient client, TrackedConnection connection, String applicationId, String lock) {
		return bound(client.sql("SELECT * FROM sync.application" + WHERE + lock), connection, applicationId)
			.map(ApplicationRows::stored)
			.one()
			.flatMap((row) -> this.snapshots.snapshot(Topics.APPLICATIONS, row.snapshot(), ApplicationSnapshot.class)
				.map((snapshot) -> row.known().with(snapshot))
				.defaultIfEmpty(row.known()));
	}

	private static Stored stored(Readable row) {
		byte[] snapshot = row.get("snapshot", byte[].class);
		OffsetDateTime firstSeen = Objects.requireNonNull(row.get("first_seen_at", OffsetDateTime.class));
		Long revision = row.get("revision", Long.class);
		Known known = new Known(text(row, "application_id"), (revision != null) ? revision : 0, text(row, "content"),
				text(row, "candidate_id"), text(row, "job_id"), null,
				new Known.Piece(text(row, "resume_document_id"), text(row, "resume_ref")),
				new Known.Piece(text(row, "letter_document_id"), text(row, "letter_ref")), firstSeen.toInstant());
		return new Stored((snapshot != null) ? snapshot : new byte[0], known);
	}

	private static DatabaseClient.GenericExecuteSpec bound(DatabaseClient.GenericExecuteSpec spec,
			TrackedConnection connection, String applicationId) {
		return spec.bind("organisation", connection.organisationId())
			.bind("integration", connection.integrationId())
			.bind("application", applicationId);
	}

	private static String text(Readable row, String column) {
		String value = row.get(column, String.class);
		return (value != null) ? value : "";
	}

	private record Stored(byte[] snapshot, Known known) {

	}

}
