package io.claraconnect.ats.teamtailor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import io.claraconnect.ats.api.Decoding;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.api.Verification;
import io.claraconnect.ats.api.WebhookReceiver;
import io.claraconnect.ats.api.WebhookRequest;
import io.claraconnect.ats.api.WebhookSecret;
import io.claraconnect.ats.http.JsonBody;

/**
 * Teamtailor's deliveries, of two kinds that their header tells apart: the marketplace
 * trigger ({@code Teamtailor-Signature}, signs only the id of the event) and the company
 * webhook ({@code TT-Signature}, version 2 signs the bytes). Checked 2026-11-21 against
 * <a href="https://partner.teamtailor.com">partner.teamtailor.com</a>.
 */
final class TeamtailorWebhooks implements WebhookReceiver {

	/** Slot of the marketplace trigger. */
	static final String TRIGGER = "trigger";

	/** Slot of a company webhook that signs by version 2. */
	static final String COMPANY = "company";

	/**
	 * Slot of a company webhook that still signs by version 1. A secret that is entered
	 * for exactly this slot is the customer's statement that version 1 may be trusted.
	 */
	static final String COMPANY_V1 = "company-v1";

	private final List<Secret> platformSecrets;

	private final TeamtailorBearer bearer;

	/**
	 * @param platformSecrets the webhook secrets of our own app at the vendor, one per
	 * region
	 * @param platformKeys the partner API keys of our own app, one per region
	 */
	TeamtailorWebhooks(List<Secret> platformSecrets, List<Secret> platformKeys) {
		this.platformSecrets = List.copyOf(platformSecrets);
		this.bearer = new TeamtailorBearer(platformKeys);
	}

	@Override
	public Verification verify(WebhookRequest request, Collection<WebhookSecret> secrets) {
		List<WebhookSecret> serving = new ArrayList<>(secrets.stream()
			.filter((secret) -> secret.serves(request.slot()) && !secret.value().isEmpty())
			.toList());
		Optional<String> partner = request.single(TeamtailorPartnerDelivery.HEADER);
		if (partner.isPresent()) {
			this.platformSecrets.forEach((secret) -> serving.add(new WebhookSecret("", "platform", secret)));
		}
		if (serving.isEmpty()) {
			return new Verification.Refused("no_secret");
		}
		if (partner.isPresent()) {
			return TeamtailorPartnerDelivery.verify(request, partner.get(), serving);
		}
		return request.single(TeamtailorCompanyDelivery.HEADER)
			.map((header) -> TeamtailorCompanyDelivery.verify(request, header, serving))
			.orElseGet(() -> new Verification.Refused("signature_missing"));
	}

	@Override
	public Decoding decode(WebhookRequest request) {
		JsonBody body = TeamtailorBody.read(request.body());
		if (body == null || !body.isObject()) {
			return new Decoding.Malformed("body");
		}
		return body.at("partner-event").isPresent()
				? TeamtailorPartnerDelivery.decode(request, body.at("partner-event"))
				: TeamtailorCompanyDelivery.decode(body);
	}

	/** The Integration Key that the trigger's call carries. */
	@Override
	public Optional<Secret> connectionToken(WebhookRequest request) {
		return request.single("authorization").flatMap(this.bearer::integrationKey);
	}

}
