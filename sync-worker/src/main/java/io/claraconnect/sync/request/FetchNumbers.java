package io.claraconnect.sync.request;

import io.claraconnect.kit.db.Database;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * Draws the number of a fetch, to be drawn before its first API call: of two snapshots of
 * one thing the one with the greater number was read later, whatever arrives first.
 */
public final class FetchNumbers {

	private final Database database;

	public FetchNumbers(Database database) {
		this.database = database;
	}

	/** The next number, greater than all that were drawn before the call. */
	public Mono<Long> next(String organisationId) {
		return this.database.inOrganisation(organisationId, FetchNumbers::next);
	}

	/** As {@link #next(String)}, inside the caller's transaction. */
	public static Mono<Long> next(DatabaseClient client) {
		return client.sql("SELECT nextval('sync.fetch_number') AS number").map((row) -> {
			Long number = row.get("number", Long.class);
			return (number != null) ? number : 0L;
		}).one();
	}

}
