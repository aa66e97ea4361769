package io.claraconnect.sync.application;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.stream.Collectors;

import io.claraconnect.ats.api.Announcements;
import io.claraconnect.ats.api.AtsEvent.Kind;
import io.claraconnect.schemas.ApplicationSnapshot;
import io.claraconnect.schemas.SnapshotOrigin;
import io.claraconnect.sync.connection.TrackedConnection;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * Changes that a sweep found and that the vendor may still announce: the table
 * {@code sync.unannounced}. A read that a delivery asked for takes them out again.
 */
final class Unannounced {

	private static final String ONE = " WHERE organisation_id = :organisation AND integration_id = :integration"
			+ " AND application_id = :application";

	private final Clock clock;

	Unannounced(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Remembers a change until the vendor has given up announcing it, if it is one that
	 * the vendor announces.
	 */
	Mono<Void> remember(DatabaseClient client, Announcements announced, Set<Kind> changes,
			ApplicationSnapshot snapshot) {
		boolean expected = changes.stream().anyMatch(announced.changes()::contains);
		if (!expected || snapshot.getOrigin() == SnapshotOrigin.BACKFILL) {
			return Mono.empty();
		}
		Instant changed = snapshot.getUpdatedAt();
		Duration ago = (changed != null) ? Duration.between(changed, this.clock.instant()) : Duration.ZERO;
		Duration left = announced.horizon().minus(ago.isNegative() ? Duration.ZERO : ago);
		DatabaseClient.GenericExecuteSpec insert = client
			.sql("INSERT INTO sync.unannounced (organisation_id, integration_id, application_id, changes, stage_id,"
					+ " due_at) VALUES (:organisation, :integration, :application, :changes, :stage, :due)"
					+ " ON CONFLICT (organisation_id, integration_id, application_id) DO UPDATE SET"
					+ " changes = excluded.changes, stage_id = excluded.stage_id")
			.bind("organisation", snapshot.getOrganisationId())
			.bind("integration", snapshot.getIntegrationId())
			.bind("application", snapshot.getApplicationId())
			.bind("changes", changes.stream().map(Kind::name).sorted().collect(Collectors.joining(",")))
			.bind("due", this.clock.instant().plus(left).atOffset(ZoneOffset.UTC));
		String stage = snapshot.getStageId();
		return ((stage != null) ? insert.bind("stage", stage) : insert.bindNull("stage", String.class)).then();
	}

	/** Takes out what a delivery announced after all. */
	static Mono<Void> announced(DatabaseClient client, TrackedConnection connection, String applicationId) {
		return client.sql("DELETE FROM sync.unannounced" + ONE)
			.bind("organisation", connection.organisationId())
			.bind("integration", connection.integrationId())
			.bind("application", applicationId)
			.then();
	}

	/**
	 * Whether write-back moved an application to that stage, and nobody moved it since.
	 */
	static Mono<Boolean> isOwnMove(DatabaseClient client, ApplicationSnapshot snapshot) {
		String stage = snapshot.getStageId();
		if (stage == null) {
			return Mono.just(false);
		}
		return client.sql("SELECT 1 AS one FROM sync.own_move" + ONE + " AND stage_id = :stage")
			.bind("organisation", snapshot.getOrganisationId())
			.bind("integration", snapshot.getIntegrationId())
			.bind("application", snapshot.getApplicationId())
			.bind("stage", stage)
			.map((row) -> true)
			.one()
			.defaultIfEmpty(false);
	}

}
