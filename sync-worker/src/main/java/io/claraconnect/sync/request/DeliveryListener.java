package io.claraconnect.sync.request;

import java.time.Duration;
import java.util.Optional;

import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.kafka.Event;
import io.claraconnect.schemas.WebhookDelivery;
import io.claraconnect.sync.connection.TrackedConnection;
import io.claraconnect.sync.connection.TrackedConnections;
import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

/**
 * Takes deliveries: writes a row of work and nothing else. Safe to see a delivery again.
 */
public final class DeliveryListener {

	private final Database database;

	private final TrackedConnections connections;

	private final Wishes wishes;

	private final Outcomes outcomes;

	private final Duration gather;

	private final MeterRegistry meters;

	public DeliveryListener(Database database, TrackedConnections connections, Wishes wishes, Outcomes outcomes,
			Duration gather, MeterRegistry meters) {
		this.database = database;
		this.connections = connections;
		this.wishes = wishes;
		this.outcomes = outcomes;
		this.gather = gather;
		this.meters = meters;
	}

	/** Takes one delivery; completes when its row is committed. */
	public Mono<Void> take(Event<WebhookDelivery> event) {
		WebhookDelivery delivery = event.value();
		if (delivery == null) {
			return Mono.empty();
		}
		return this.connections.find(delivery.getOrganisationId(), delivery.getIntegrationId())
			.map((connection) -> route(delivery, connection))
			.flatMap((routing) -> write(event, delivery, routing))
			.then();
	}

	private static Routing route(WebhookDelivery delivery, Optional<TrackedConnection> connection) {
		if (connection.isEmpty() || connection.get().disconnected()) {
			return new Routing.Dropped("unknown_connection");
		}
		return Routing.of(delivery, connection.get()::tracks);
	}

	private Mono<Boolean> write(Event<WebhookDelivery> event, WebhookDelivery delivery, Routing routing) {
		count(routing);
		return switch (routing) {
			case Routing.Ignored ignored -> Mono.just(true);
			case Routing.Dropped dropped -> this.database.inOrganisation(delivery.getOrganisationId(), (client) -> {
				String subject = "delivery:" + delivery.getDeliveryId();
				return this.outcomes
					.say(client,
							new Outcomes.About(delivery.getOrganisationId(), delivery.getIntegrationId(), subject,
									delivery.getDeliveryId(), 1),
							"DROPPED", dropped.code(), null, event.cause())
					.thenReturn(true);
			});
			case Routing.Read read -> this.database.inOrganisation(delivery.getOrganisationId(),
					(client) -> this.wishes
						.ask(client, delivery.getOrganisationId(), delivery.getIntegrationId(), read.subject(),
								read.kind(), read.wish(), this.gather, event.cause())
						.thenReturn(true));
		};
	}

	private void count(Routing routing) {
		String outcome = switch (routing) {
			case Routing.Ignored ignored -> "ignored";
			case Routing.Dropped dropped -> dropped.code();
			case Routing.Read read -> "asked";
		};
		this.meters.counter("clara.sync.deliveries", "outcome", outcome).increment();
	}

}
