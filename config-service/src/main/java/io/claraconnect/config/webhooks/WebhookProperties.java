package io.claraconnect.config.webhooks;

import java.net.URI;
import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where webhooks come in.
 *
 * @param baseUrl public address of the ingress, without trailing slash
 * @param ingressInternalUrl address of the ingress for services; every address that its
 * host resolves to is asked
 * @param overlap how long an old secret stays valid after a new one
 * @param patience how long to wait for every ingress replica to know a new secret
 */
@ConfigurationProperties("clara.webhooks")
record WebhookProperties(URI baseUrl, URI ingressInternalUrl, @DefaultValue("48h") Duration overlap,
		@DefaultValue("10s") Duration patience) {

	URI address(String integrationId, String token, String slot) {
		return URI.create(this.baseUrl + "/webhooks/" + integrationId + "/" + token + "/" + slot);
	}

	URI sharedAddress(String ats) {
		return URI.create(this.baseUrl + "/vendors/" + ats + "/webhook");
	}

}
