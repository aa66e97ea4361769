package io.claraconnect.ingress.publish;

import java.time.Instant;

import io.claraconnect.kit.kafka.EventPublisher;
import io.claraconnect.kit.kafka.ReadyToPublish;
import io.claraconnect.schemas.AuthenticatedScope;
import io.claraconnect.schemas.DeliveryKind;
import io.claraconnect.schemas.Topics;
import io.claraconnect.schemas.WebhookDelivery;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets no vendor's first delivery wait for what could have been looked up before. */
@Configuration(proxyBeanMethods = false)
class PublishConfiguration {

	@Bean
	ReadyToPublish readyToPublishHealthIndicator(EventPublisher events) {
		return new ReadyToPublish(events, Topics.WEBHOOKS,
				WebhookDelivery.newBuilder()
					.setOrganisationId("")
					.setIntegrationId("")
					.setAts("")
					.setDeliveryId("")
					.setKind(DeliveryKind.TEST)
					.setVendorEvent("")
					.setAuthenticated(AuthenticatedScope.UNKNOWN)
					.setReceivedAt(Instant.EPOCH)
					.build());
	}

}
