package io.claraconnect.ats.api;

/**
 * A signing secret that deliveries of one connection may be signed with.
 *
 * @param slot the slot it belongs to, or empty when it serves every slot
 * @param id names the secret in outcomes without giving it away
 * @param value the secret
 */
public record WebhookSecret(String slot, String id, Secret value) {

	/** Whether a delivery to that slot may be signed with it. */
	public boolean serves(String deliverySlot) {
		return this.slot.isEmpty() || this.slot.equals(deliverySlot);
	}

}
