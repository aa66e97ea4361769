package io.claraconnect.config.webhooks;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.claraconnect.ats.api.ConnectorDescriptor;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.api.WebhookSlot;
import io.claraconnect.config.integrations.Integrations;
import io.claraconnect.config.integrations.StoredIntegration;
import io.claraconnect.config.security.Caller;
import io.claraconnect.config.webhooks.SlotRows.Seen;
import io.claraconnect.config.webhooks.WebhookSecretStore.Address;
import io.claraconnect.config.webhooks.WebhookSecretStore.KnownSecret;
import io.claraconnect.kit.db.Database;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Webhook set-up over HTTP. */
@RestController
@RequestMapping("/api/v1/integrations/{id}")
final class WebhookController {

	private final Database database;

	private final Integrations integrations;

	private final SetUpWebhooks setUp;

	private final WebhookSecretStore secrets;

	private final SlotRows slots;

	private final IngressReplicas ingress;

	private final WebhookProperties properties;

	WebhookController(Database database, Integrations integrations, SetUpWebhooks setUp, WebhookSecretStore secrets,
			SlotRows slots, IngressReplicas ingress, WebhookProperties properties) {
		this.database = database;
		this.integrations = integrations;
		this.setUp = setUp;
		this.secrets = secrets;
		this.slots = slots;
		this.ingress = ingress;
		this.properties = properties;
	}

	/**
	 * The slots with their state; with addresses once every ingress replica can verify
	 * what comes to them.
	 */
	@GetMapping("/webhooks")
	Mono<ResponseEntity<WebhooksJson>> webhooks(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
		return this.integrations.findOpen(caller.organisationId(), id)
			.flatMap((integration) -> this.database
				.inOrganisation(caller.organisationId(),
						(client) -> Mono.zip(this.secrets.address(client, integration),
								this.secrets.known(client, integration), this.slots.seen(client, integration)))
				.flatMap((found) -> this.ingress.know(id, found.getT1().revision())
					.map((ready) -> answer(integration, ready, found.getT1(), found.getT2(), found.getT3()))));
	}

	/** Makes a secret and shows it this once. */
	@PostMapping("/webhooks/{slot}/secret")
	@ResponseStatus(HttpStatus.CREATED)
	Mono<MadeSecretJson> make(@AuthenticationPrincipal Caller caller, @PathVariable String id,
			@PathVariable String slot) {
		return this.integrations.findOpen(caller.organisationId(), id)
			.flatMap((integration) -> this.setUp.make(integration, slot))
			.map((made) -> new MadeSecretJson(made.secretId(), made.value().reveal(),
					"Shown this once. Secrets before it stay valid for " + this.properties.overlap().toHours()
							+ " hours."));
	}

	/** Takes a secret that the vendor or the customer made. */
	@PutMapping("/webhooks/{slot}/secret")
	Mono<WarningsJson> take(@AuthenticationPrincipal Caller caller, @PathVariable String id, @PathVariable String slot,
			@RequestBody SecretJson body) {
		return this.integrations.findOpen(caller.organisationId(), id)
			.flatMap((integration) -> this.setUp.take(integration, slot, Secret.of(body.secret().strip())))
			.map(WarningsJson::new);
	}

	/** Has the vendor's API set up every webhook. */
	@PostMapping("/webhooks/register")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	Mono<Void> register(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
		return this.integrations.findOpen(caller.organisationId(), id).flatMap(this.setUp::register);
	}

	/**
	 * Takes the token by which the vendor names this connection on the shared address.
	 */
	@PutMapping("/connection-token")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	Mono<Void> connectionToken(@AuthenticationPrincipal Caller caller, @PathVariable String id,
			@RequestBody TokenJson body) {
		return this.integrations.findOpen(caller.organisationId(), id)
			.flatMap((integration) -> this.setUp.takeConnectionToken(integration, Secret.of(body.token().strip())));
	}

	private ResponseEntity<WebhooksJson> answer(StoredIntegration integration, boolean ready, Address address,
			List<KnownSecret> known, Map<String, Seen> seen) {
		ConnectorDescriptor descriptor = this.integrations.connector(integration).descriptor();
		List<SlotJson> slots = descriptor.webhooks()
			.stream()
			.map((slot) -> slot(integration, slot, ready, address, known,
					seen.getOrDefault(slot.name(), Seen.nothing())))
			.toList();
		Seen shared = seen.getOrDefault("", Seen.nothing());
		WebhooksJson body = new WebhooksJson(ready,
				ready ? "" : "Not every webhook receiver knows this connection yet; ask again in a moment.", slots,
				new SharedJson(ready ? this.properties.sharedAddress(integration.ats().value()).toString() : null,
						shared.state(), shared.deliveredAt(), shared.deliveries()),
				descriptor.instructions());
		return ready ? ResponseEntity.ok(body)
				: ResponseEntity.accepted().header(HttpHeaders.RETRY_AFTER, "1").body(body);
	}

	private SlotJson slot(StoredIntegration integration, WebhookSlot slot, boolean ready, Address address,
			List<KnownSecret> known, Seen seen) {
		return new SlotJson(slot.name(), slot.vendorEvent(), slot.required(), slot.secretMadeBy().name(),
				ready ? this.properties.address(integration.integrationId(), address.token().reveal(), slot.name())
					.toString() : null,
				seen.state(), seen.testedAt(), seen.deliveredAt(), seen.deliveries(),
				known.stream()
					.filter((secret) -> secret.slot().isEmpty() || secret.slot().equals(slot.name()))
					.map((secret) -> new KnownSecretJson(secret.secretId(), secret.madeBy(), secret.createdAt(),
							secret.validUntil()))
					.toList());
	}

	record WebhooksJson(boolean ready, String advice, List<SlotJson> slots, SharedJson shared, String instructions) {

	}

	record SlotJson(String slot, String vendorEvent, boolean required, String secretMadeBy, @Nullable String address,
			String state, @Nullable Instant testedAt, @Nullable Instant lastDeliveryAt, long deliveries,
			List<KnownSecretJson> secrets) {

	}

	record SharedJson(@Nullable String address, String state, @Nullable Instant lastDeliveryAt, long deliveries) {

	}

	record KnownSecretJson(String secretId, String madeBy, Instant createdAt, @Nullable Instant validUntil) {

	}

	record MadeSecretJson(String secretId, String secret, String note) {

		@Override
		public String toString() {
			return "MadeSecretJson[" + this.secretId + "]";
		}

	}

	record SecretJson(String secret) {

		SecretJson {
			Objects.requireNonNull(secret);
		}

		@Override
		public String toString() {
			return "SecretJson[]";
		}

	}

	record TokenJson(String token) {

		TokenJson {
			Objects.requireNonNull(token);
		}

		@Override
		public String toString() {
			return "TokenJson[]";
		}

	}

	record WarningsJson(List<String> warnings) {

	}

}
