package io.claraconnect.sync.job;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import io.claraconnect.schemas.JobSnapshot;
import io.claraconnect.schemas.Topics;
import io.claraconnect.sync.connection.TrackedConnection;
import io.claraconnect.sync.request.StoredSnapshots;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/** The table {@code sync.job}. */
final class JobRows {

	private final StoredSnapshots snapshots;

	JobRows(StoredSnapshots snapshots) {
		this.snapshots = snapshots;
	}

	/** Locks a job's row, made when it is not there yet. */
	Mono<Known> obtain(DatabaseClient client, TrackedConnection connection, String jobId, Instant now) {
		return client
			.sql("INSERT INTO sync.job (organisation_id, integration_id, job_id, revision, fetched_at)"
					+ " VALUES (:organisation, :integration, :job, 0, :now)"
					+ " ON CONFLICT (organisation_id, integration_id, job_id) DO NOTHING")
			.bind("organisation", connection.organisationId())
			.bind("integration", connection.integrationId())
			.bind("job", jobId)
			.bind("now", now.atOffset(ZoneOffset.UTC))
			.then()
			.then(client
				.sql("SELECT revision, content, snapshot FROM sync.job WHERE organisation_id = :organisation"
						+ " AND integration_id = :integration AND job_id = :job FOR UPDATE")
				.bind("organisation", connection.organisationId())
				.bind("integration", connection.integrationId())
				.bind("job", jobId)
				.map((row) -> {
					Long revision = row.get("revision", Long.class);
					String content = row.get("content", String.class);
					byte[] stored = row.get("snapshot", byte[].class);
					return new Stored((stored != null) ? stored : new byte[0],
							new Known((revision != null) ? revision : 0, (content != null) ? content : "", null));
				})
				.one())
			.flatMap((row) -> this.snapshots.snapshot(Topics.JOBS, row.snapshot(), JobSnapshot.class)
				.map((snapshot) -> new Known(row.known().revision(), row.known().content(), snapshot))
				.defaultIfEmpty(row.known()));
	}

	/** Writes a snapshot over a locked row. */
	Mono<Void> save(DatabaseClient client, JobSnapshot snapshot, String content, @Nullable Instant vendorUpdatedAt) {
		return this.snapshots.bytes(Topics.JOBS, snapshot)
			.flatMap((stored) -> update(client, snapshot, stored, content, vendorUpdatedAt));
	}

	private static Mono<Void> update(DatabaseClient client, JobSnapshot snapshot, byte[] stored, String content,
			@Nullable Instant vendorUpdatedAt) {
		DatabaseClient.GenericExecuteSpec update = client
			.sql("UPDATE sync.job SET revision = :revision, content = :content, snapshot = :snapshot,"
					+ " vendor_updated_at = :updated, fetched_at = :fetched WHERE organisation_id = :organisation"
					+ " AND integration_id = :integration AND job_id = :job")
			.bind("revision", snapshot.getRevision())
			.bind("content", content)
			.bind("snapshot", stored)
			.bind("fetched", snapshot.getFetchedAt().atOffset(ZoneOffset.UTC))
			.bind("organisation", snapshot.getOrganisationId())
			.bind("integration", snapshot.getIntegrationId())
			.bind("job", snapshot.getJobId());
		update = (vendorUpdatedAt != null) ? update.bind("updated", vendorUpdatedAt.atOffset(ZoneOffset.UTC))
				: update.bindNull("updated", OffsetDateTime.class);
		return update.then();
	}

	/**
	 * A job as it is known.
	 *
	 * @param revision number of the fetch that it shows
	 * @param content digest of the snapshot
	 * @param snapshot the last snapshot, or null
	 */
	record Known(long revision, String content, @Nullable JobSnapshot snapshot) {

	}

	private record Stored(byte[] snapshot, Known known) {

	}

}
