package io.claraconnect.sync.tracking;

import java.time.Instant;
import java.time.ZoneOffset;

import io.claraconnect.kit.kafka.Cause;
import io.claraconnect.sync.connection.TrackedConnection;
import io.claraconnect.sync.request.Kind;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/** The tables {@code sync.connection} and {@code sync.backfill}. */
final class ConnectionRows {

	private ConnectionRows() {
	}

	/**
	 * Writes down a connection's state.
	 * @return whether rows that wait for the connection may run again: it became usable,
	 * or has other credentials
	 */
	static Mono<Boolean> remember(DatabaseClient client, TrackedConnection connection) {
		return client
			.sql("SELECT state, credential_revision FROM sync.connection WHERE organisation_id = :organisation"
					+ " AND integration_id = :integration FOR UPDATE")
			.bind("organisation", connection.organisationId())
			.bind("integration", connection.integrationId())
			.map((row) -> {
				Long revision = row.get("credential_revision", Long.class);
				return !"CONNECTED".equals(row.get("state", String.class))
						|| (revision != null && revision < connection.credentialRevision());
			})
			.one()
			.defaultIfEmpty(false)
			.flatMap((changed) -> client
				.sql("INSERT INTO sync.connection (organisation_id, integration_id, state, credential_revision)"
						+ " VALUES (:organisation, :integration, :state, :revision)"
						+ " ON CONFLICT (organisation_id, integration_id) DO UPDATE SET state = excluded.state,"
						+ " credential_revision = excluded.credential_revision, updated_at = now()")
				.bind("organisation", connection.organisationId())
				.bind("integration", connection.integrationId())
				.bind("state", connection.state())
				.bind("revision", connection.credentialRevision())
				.then()
				.thenReturn(changed && connection.usable()));
	}

	/**
	 * Forgets jobs that are no longer tracked, so that tracking them again backfills, and
	 * asks for each of their applications that is still kept to be forgotten too.
	 */
	static Mono<Void> forgetUntracked(DatabaseClient client, TrackedConnection connection, Cause cause) {
		String[] tracked = connection.trackedSince().keySet().toArray(String[]::new);
		DatabaseClient.GenericExecuteSpec ask = client
			.sql("INSERT INTO sync.work (organisation_id, integration_id, subject, kind, priority, payload, not_before,"
					+ " traceparent, causation_id) SELECT organisation_id, integration_id,"
					+ " 'application:' || application_id, :kind, 2, '', now(), :traceparent, :causation"
					+ " FROM sync.application WHERE organisation_id = :organisation"
					+ " AND integration_id = :integration AND state <> 'GONE' AND NOT (job_id = ANY(:tracked))"
					+ " ON CONFLICT DO NOTHING")
			.bind("kind", Kind.APPLICATION.name())
			.bind("traceparent", cause.traceparent())
			.bind("organisation", connection.organisationId())
			.bind("integration", connection.integrationId())
			.bind("tracked", tracked);
		String causation = cause.causationId();
		return client
			.sql("DELETE FROM sync.backfill WHERE organisation_id = :organisation"
					+ " AND integration_id = :integration AND NOT (job_id = ANY(:tracked))")
			.bind("organisation", connection.organisationId())
			.bind("integration", connection.integrationId())
			.bind("tracked", tracked)
			.then()
			.then(((causation != null) ? ask.bind("causation", causation) : ask.bindNull("causation", String.class))
				.then());
	}

	/** Whether a job was not tracked before since that time; writes down that it is. */
	static Mono<Boolean> newlyTracked(DatabaseClient client, TrackedConnection connection, String jobId,
			Instant since) {
		return client
			.sql("INSERT INTO sync.backfill AS b (organisation_id, integration_id, job_id, tracked_since)"
					+ " VALUES (:organisation, :integration, :job, :since)"
					+ " ON CONFLICT (organisation_id, integration_id, job_id) DO UPDATE SET"
					+ " tracked_since = excluded.tracked_since, listed_at = NULL, enqueued = 0"
					+ " WHERE b.tracked_since <> excluded.tracked_since")
			.bind("organisation", connection.organisationId())
			.bind("integration", connection.integrationId())
			.bind("job", jobId)
			.bind("since", since.atOffset(ZoneOffset.UTC))
			.fetch()
			.rowsUpdated()
			.map((count) -> count > 0);
	}

}
