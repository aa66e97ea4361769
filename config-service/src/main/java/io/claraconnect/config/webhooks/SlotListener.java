package io.claraconnect.config.webhooks;

import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.kafka.Event;
import io.claraconnect.kit.kafka.EventListeners;
import io.claraconnect.schemas.DeliveryKind;
import io.claraconnect.schemas.Topics;
import io.claraconnect.schemas.WebhookDelivery;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Notes which slots deliveries come in at, so that the set-up page can say that a webhook
 * works.
 */
@Component
final class SlotListener {

	private final Database database;

	private final SlotRows rows;

	SlotListener(EventListeners listeners, Database database, SlotRows rows) {
		this.database = database;
		this.rows = rows;
		listeners.listen(Topics.WEBHOOKS, "config-service-webhooks", WebhookDelivery.class, this::note);
	}

	private Mono<Void> note(Event<WebhookDelivery> event) {
		@Nullable WebhookDelivery delivery = event.value();
		if (delivery == null) {
			return Mono.empty();
		}
		String organisation = delivery.getOrganisationId();
		return this.database.inOrganisation(organisation,
				(client) -> ((delivery.getKind() == DeliveryKind.TEST)
						? this.rows.tested(client, organisation, delivery.getIntegrationId(), delivery.getSlot(),
								delivery.getReceivedAt())
						: this.rows.delivered(client, organisation, delivery.getIntegrationId(), delivery.getSlot(),
								delivery.getReceivedAt()))
					.thenReturn(true))
			.then();
	}

}
