package io.claraconnect.sync.request;

import java.time.ZoneOffset;

import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.kafka.Event;
import io.claraconnect.schemas.Writeback;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * Takes what was written to the ATS, so that our own moves are known for what they are
 * when they come back in a delivery or are found by a sweep. Notes and tags change
 * nothing that is read here.
 */
public final class WritebackListener {

	private static final String ONE = " WHERE organisation_id = :organisation AND integration_id = :integration"
			+ " AND application_id = :application";

	private final Database database;

	public WritebackListener(Database database) {
		this.database = database;
	}

	/** Takes one; safe to see again. */
	public Mono<Void> take(Event<Writeback> event) {
		Writeback writeback = event.value();
		if (writeback == null) {
			return Mono.empty();
		}
		String application = writeback.getApplicationId();
		String stage = writeback.getExpected();
		boolean there = "WRITTEN".equals(writeback.getOutcome()) || "ALREADY_THERE".equals(writeback.getOutcome());
		if (application == null || stage == null || !there) {
			return Mono.empty();
		}
		return this.database
			.inOrganisation(writeback.getOrganisationId(), (client) -> bound(
					client.sql("INSERT INTO sync.own_move AS o (organisation_id, integration_id, application_id,"
							+ " stage_id, moved_at) SELECT organisation_id, integration_id, application_id, :stage, :at"
							+ " FROM sync.application" + ONE
							+ " ON CONFLICT (organisation_id, integration_id, application_id) DO UPDATE SET"
							+ " stage_id = excluded.stage_id, moved_at = excluded.moved_at"
							+ " WHERE o.moved_at <= excluded.moved_at"),
					writeback, application, stage)
				.bind("at", writeback.getAt().atOffset(ZoneOffset.UTC))
				.then()
				.then(bound(
						client.sql("DELETE FROM sync.unannounced" + ONE
								+ " AND changes = 'STAGE_CHANGED' AND stage_id = :stage"),
						writeback, application, stage)
					.then())
				.thenReturn(true))
			.then();
	}

	private static DatabaseClient.GenericExecuteSpec bound(DatabaseClient.GenericExecuteSpec statement,
			Writeback writeback, String application, String stage) {
		return statement.bind("organisation", writeback.getOrganisationId())
			.bind("integration", writeback.getIntegrationId())
			.bind("application", application)
			.bind("stage", stage);
	}

}
