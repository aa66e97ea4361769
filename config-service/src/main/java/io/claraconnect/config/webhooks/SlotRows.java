package io.claraconnect.config.webhooks;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

import io.claraconnect.config.integrations.StoredIntegration;
import io.claraconnect.config.rows.Columns;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/** The table {@code config.webhook_slot}: what came in at each slot. */
@Component
final class SlotRows {

	Mono<Void> tested(DatabaseClient client, String organisationId, String integrationId, String slot, Instant at) {
		return add(client, organisationId, integrationId, slot, at, "tested_at", 0);
	}

	Mono<Void> delivered(DatabaseClient client, String organisationId, String integrationId, String slot, Instant at) {
		return add(client, organisationId, integrationId, slot, at, "delivered_at", 1);
	}

	private static Mono<Void> add(DatabaseClient client, String organisationId, String integrationId, String slot,
			Instant at, String column, int deliveries) {
		return client
			.sql("INSERT INTO config.webhook_slot AS s (organisation_id, integration_id, slot, " + column
					+ ", deliveries) VALUES (:organisation, :integration, :slot, :at, :deliveries)"
					+ " ON CONFLICT (organisation_id, integration_id, slot) DO UPDATE SET " + column + " = greatest(s."
					+ column + ", excluded." + column + "), deliveries = s.deliveries + :deliveries")
			.bind("organisation", organisationId)
			.bind("integration", integrationId)
			.bind("slot", slot)
			.bind("at", at.atOffset(ZoneOffset.UTC))
			.bind("deliveries", deliveries)
			.then();
	}

	Mono<Map<String, Seen>> seen(DatabaseClient client, StoredIntegration integration) {
		return client
			.sql("SELECT * FROM config.webhook_slot WHERE organisation_id = :organisation"
					+ " AND integration_id = :integration")
			.bind("organisation", integration.organisationId())
			.bind("integration", integration.integrationId())
			.map((row) -> Map.entry(Columns.text(row, "slot"),
					new Seen(Columns.time(row, "tested_at"), Columns.time(row, "delivered_at"),
							Columns.number(row, "deliveries"))))
			.all()
			.collectMap(Map.Entry::getKey, Map.Entry::getValue);
	}

	/**
	 * What came in.
	 *
	 * @param testedAt when the vendor's last test came, or null
	 * @param deliveredAt when the last event came, or null
	 * @param deliveries events so far; one that Kafka gave twice counts twice
	 */
	record Seen(@Nullable Instant testedAt, @Nullable Instant deliveredAt, long deliveries) {

		static Seen nothing() {
			return new Seen(null, null, 0);
		}

		/** {@code none}, {@code test-verified} or {@code events-seen}. */
		String state() {
			if (this.deliveredAt != null) {
				return "events-seen";
			}
			return (this.testedAt != null) ? "test-verified" : "none";
		}

	}

}
