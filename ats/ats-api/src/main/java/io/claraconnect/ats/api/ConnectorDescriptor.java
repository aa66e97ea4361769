package io.claraconnect.ats.api;

import java.util.List;
import java.util.Set;

/**
 * What a connector needs, offers and promises; set-up screens and references are made
 * from it.
 *
 * @param id the connector's id
 * @param displayName the vendor's name as people write it
 * @param fields what an admin enters to connect
 * @param permissions what the credential must be allowed, one by one
 * @param webhooks the webhooks that the customer or the platform sets up
 * @param capabilities what can be written
 * @param writes how writes behave
 * @param rates the vendor's limits
 * @param announcements what the vendor announces by webhook
 * @param instructions set-up instructions in Markdown, in the vendor's own words for its
 * screens
 */
public record ConnectorDescriptor(AtsId id, String displayName, List<CredentialField> fields,
		List<PermissionNeed> permissions, List<WebhookSlot> webhooks, Set<Capability> capabilities,
		WriteBehaviour writes, List<RateRule> rates, Announcements announcements, String instructions) {

	public ConnectorDescriptor {
		fields = List.copyOf(fields);
		permissions = List.copyOf(permissions);
		webhooks = List.copyOf(webhooks);
		capabilities = Set.copyOf(capabilities);
		rates = List.copyOf(rates);
	}

	/** A connector to a vendor that announces nothing. */
	public ConnectorDescriptor(AtsId id, String displayName, List<CredentialField> fields,
			List<PermissionNeed> permissions, List<WebhookSlot> webhooks, Set<Capability> capabilities,
			WriteBehaviour writes, List<RateRule> rates, String instructions) {
		this(id, displayName, fields, permissions, webhooks, capabilities, writes, rates, Announcements.none(),
				instructions);
	}

}
