package io.claraconnect.writeback.ledger;

import java.time.Duration;

import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/** The table {@code writeback.hourly_writes}: a connection's cap on writes per hour. */
@Component
public class HourlyWrites {

	/**
	 * Counts one write, inside the caller's transaction.
	 * @param cap writes per hour; 0 for no cap
	 * @return empty when the write may be made, else how long to wait for the next hour
	 */
	public Mono<Duration> take(DatabaseClient client, String organisationId, String integrationId, int cap) {
		if (cap <= 0) {
			return Mono.empty();
		}
		return client
			.sql("INSERT INTO writeback.hourly_writes AS h (organisation_id, integration_id, hour, writes)"
					+ " VALUES (:organisation, :integration, date_trunc('hour', now()), 1)"
					+ " ON CONFLICT (organisation_id, integration_id, hour) DO UPDATE SET writes = h.writes + 1"
					+ " WHERE h.writes < :cap")
			.bind("organisation", organisationId)
			.bind("integration", integrationId)
			.bind("cap", cap)
			.fetch()
			.rowsUpdated()
			.flatMap((count) -> (count > 0) ? Mono.empty() : untilNextHour(client));
	}

	private static Mono<Duration> untilNextHour(DatabaseClient client) {
		return client
			.sql("SELECT (extract(epoch FROM date_trunc('hour', now()) + interval '1 hour' - now()) * 1000)::bigint"
					+ " AS left_ms")
			.map((row) -> Duration.ofMillis(Columns.number(row, "left_ms") + 1))
			.one();
	}

	/** Forgets hours that are long over. */
	public Mono<Void> forgetOld(DatabaseClient client) {
		return client.sql("DELETE FROM writeback.hourly_writes WHERE hour < now() - interval '2 days'").then();
	}

}
