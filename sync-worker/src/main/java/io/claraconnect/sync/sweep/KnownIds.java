package io.claraconnect.sync.sweep;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.claraconnect.sync.connection.TrackedConnection;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/** What lists are compared with, and how far sweeps are. */
final class KnownIds {

	private KnownIds() {
	}

	/**
	 * The vendor's times of change of those applications that are known. What is gone is
	 * not: listed again, it is there again.
	 */
	static Mono<Map<String, Optional<Instant>>> applications(DatabaseClient client, TrackedConnection connection,
			Collection<String> ids) {
		return bound(client.sql("SELECT application_id AS id, vendor_updated_at FROM sync.application"
				+ " WHERE organisation_id = :organisation AND integration_id = :integration AND revision > 0"
				+ " AND state <> 'GONE' AND application_id = ANY(:ids)"), connection)
			.bind("ids", ids.toArray(String[]::new))
			.map(KnownIds::entry)
			.all()
			.collect(HashMap::new, (map, entry) -> map.put(entry.getKey(), entry.getValue()));
	}

	/** The vendor's times of change of the jobs that are known. */
	static Mono<Map<String, Optional<Instant>>> jobs(DatabaseClient client, TrackedConnection connection) {
		return bound(
				client.sql("SELECT job_id AS id, vendor_updated_at FROM sync.job"
						+ " WHERE organisation_id = :organisation AND integration_id = :integration AND revision > 0"),
				connection)
			.map(KnownIds::entry)
			.all()
			.collect(HashMap::new, (map, entry) -> map.put(entry.getKey(), entry.getValue()));
	}

	/**
	 * Counts in how many whole lists in a row an application of a job was missing.
	 * @return those that were missing in two
	 */
	static Flux<String> absentTwice(DatabaseClient client, TrackedConnection connection, String jobId,
			Collection<String> listed) {
		return bound(client.sql("UPDATE sync.application SET absent_lists = CASE WHEN application_id = ANY(:ids) THEN 0"
				+ " ELSE absent_lists + 1 END WHERE organisation_id = :organisation"
				+ " AND integration_id = :integration AND job_id = :job AND state <> 'GONE'"
				+ " AND (absent_lists > 0 OR NOT (application_id = ANY(:ids)))"
				+ " RETURNING application_id, absent_lists"), connection)
			.bind("job", jobId)
			.bind("ids", listed.toArray(String[]::new))
			.map((row) -> {
				Integer lists = row.get("absent_lists", Integer.class);
				String id = row.get("application_id", String.class);
				return (lists != null && lists >= 2 && id != null) ? List.of(id) : List.<String>of();
			})
			.all()
			.flatMapIterable((one) -> one);
	}

	/** When a sweep started last; empty before the first. */
	static Mono<Optional<Instant>> lastStart(DatabaseClient client, TrackedConnection connection, String name) {
		return bound(client.sql("SELECT started_at FROM sync.sweep WHERE organisation_id = :organisation"
				+ " AND integration_id = :integration AND name = :name"), connection)
			.bind("name", name)
			.map((row) -> time(row, "started_at"))
			.one()
			.defaultIfEmpty(Optional.empty());
	}

	/** Writes down that a sweep that started then has ended well. */
	static Mono<Void> started(DatabaseClient client, TrackedConnection connection, String name, Instant at) {
		return bound(client.sql("INSERT INTO sync.sweep (organisation_id, integration_id, name, started_at)"
				+ " VALUES (:organisation, :integration, :name, :at)"
				+ " ON CONFLICT (organisation_id, integration_id, name) DO UPDATE SET started_at = excluded.started_at"),
				connection)
			.bind("name", name)
			.bind("at", at.atOffset(ZoneOffset.UTC))
			.then();
	}

	private static Map.Entry<String, Optional<Instant>> entry(Readable row) {
		String id = row.get("id", String.class);
		return Map.entry((id != null) ? id : "", time(row, "vendor_updated_at"));
	}

	private static Optional<Instant> time(Readable row, String column) {
		return Optional.ofNullable(row.get(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
	}

	private static DatabaseClient.GenericExecuteSpec bound(DatabaseClient.GenericExecuteSpec spec,
			TrackedConnection connection) {
		return spec.bind("organisation", connection.organisationId()).bind("integration", connection.integrationId());
	}

}
