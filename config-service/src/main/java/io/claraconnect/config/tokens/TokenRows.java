package io.claraconnect.config.tokens;

import java.time.Instant;
import java.time.ZoneOffset;

import io.claraconnect.config.rows.Columns;
import io.claraconnect.kit.ats.CredentialStore.Due;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/** Which credentials of {@code platform.credentials} need care. */
@Component
final class TokenRows {

	private static final String NEEDED = "state = 'VALID' AND (renew_requested >= revision"
			+ " OR :now >= expires_at - (expires_at - updated_at) * 0.2)";

	/**
	 * Credentials in the last fifth of their life, and those that somebody asked to
	 * renew.
	 */
	Flux<Due> due(DatabaseClient client, Instant now) {
		return client
			.sql("SELECT organisation_id, integration_id FROM platform.credentials WHERE " + NEEDED
					+ " ORDER BY expires_at NULLS FIRST LIMIT 100")
			.bind("now", now.atOffset(ZoneOffset.UTC))
			.map((row) -> new Due(Columns.text(row, "organisation_id"), Columns.text(row, "integration_id")))
			.all();
	}

	/** Whether credentials whose row is locked still need care. */
	Mono<Boolean> stillDue(DatabaseClient client, Due due, Instant now) {
		return client
			.sql("SELECT count(*) AS rows FROM platform.credentials WHERE organisation_id = :organisation"
					+ " AND integration_id = :integration AND " + NEEDED)
			.bind("organisation", due.organisationId())
			.bind("integration", due.integrationId())
			.bind("now", now.atOffset(ZoneOffset.UTC))
			.map((row) -> Columns.number(row, "rows") > 0)
			.one();
	}

}
