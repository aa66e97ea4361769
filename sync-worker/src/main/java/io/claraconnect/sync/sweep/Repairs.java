package io.claraconnect.sync.sweep;

import io.claraconnect.kit.db.Database;
import io.claraconnect.sync.connection.TrackedConnection;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

/**
 * Counts what the sweeps of a connection repaired: changes that the vendor announces by
 * webhook and did not announce before it gave up. Echoes of our own writes and what the
 * vendor is silent about are none.
 */
final class Repairs {

	private final Database database;

	private final Counter repaired;

	Repairs(Database database, MeterRegistry meters) {
		this.database = database;
		this.repaired = Counter.builder("clara.sync.repaired")
			.description("Changes that a vendor should have announced and that only a sweep found; alert above zero")
			.register(meters);
	}

	/** Counts those that are due. */
	Mono<Long> count(TrackedConnection connection) {
		return this.database
			.inOrganisation(connection.organisationId(),
					(client) -> client
						.sql("DELETE FROM sync.unannounced WHERE organisation_id = :organisation"
								+ " AND integration_id = :integration AND due_at <= now()")
						.bind("organisation", connection.organisationId())
						.bind("integration", connection.integrationId())
						.fetch()
						.rowsUpdated())
			.doOnNext((due) -> this.repaired.increment(due));
	}

}
