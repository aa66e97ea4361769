package io.claraconnect.ats.lever;

import java.time.Clock;
import java.util.Optional;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.AtsId;
import io.claraconnect.ats.api.AtsReader;
import io.claraconnect.ats.api.AtsWriter;
import io.claraconnect.ats.api.CheckReport;
import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.Connector;
import io.claraconnect.ats.api.ConnectorContext;
import io.claraconnect.ats.api.ConnectorDescriptor;
import io.claraconnect.ats.api.Consent;
import io.claraconnect.ats.api.WebhookAdmin;
import io.claraconnect.ats.api.WebhookReceiver;
import io.claraconnect.ats.http.AtsHttp;
import reactor.core.publisher.Mono;

/**
 * Lever: {@link LeverWebhooks} verifies deliveries, {@link LeverReader} reads,
 * {@link LeverWriter} writes notes and tags. Checked 2026-11-21 against
 * <a href="https://hire.lever.co/developer/documentation">Lever's documentation</a>.
 */
public final class LeverConnector implements Connector {

	private final Clock clock;

	private final AtsHttp http;

	private final LeverConsent consent;

	private final ConnectorDescriptor descriptor = LeverDescriptor.create();

	private final LeverWebhooks webhooks = new LeverWebhooks();

	private final LeverWebhookAdmin webhookAdmin = new LeverWebhookAdmin(this::client);

	/**
	 * Makes the connector.
	 * @param context its platform credentials for {@code lever} are {@code clientId} and
	 * {@code clientSecret} of our OAuth app; without them only API keys work
	 */
	public LeverConnector(ConnectorContext context) {
		this.clock = context.clock();
		this.http = AtsHttp.create(context, LeverHosts.PUBLIC);
		this.consent = new LeverConsent(this.http, this.clock, context.platformCredentials().get(LeverDescriptor.ID));
	}

	@Override
	public AtsId id() {
		return LeverDescriptor.ID;
	}

	@Override
	public ConnectorDescriptor descriptor() {
		return this.descriptor;
	}

	@Override
	public WebhookReceiver webhooks() {
		return this.webhooks;
	}

	@Override
	public AtsReader reader(Connection connection) {
		return new LeverReader(client(connection), this.clock,
				LeverDescriptor.includesConfidential(connection.settings()));
	}

	@Override
	public AtsWriter writer(Connection connection) {
		return new LeverWriter(client(connection));
	}

	@Override
	public Mono<CheckReport> check(Connection connection) {
		return Mono.defer(() -> new LeverCheck(client(connection), connection).report())
			.onErrorResume(AtsException.class, (failure) -> Mono.just(LeverCheck.broken(failure)));
	}

	@Override
	public Optional<WebhookAdmin> webhookAdmin() {
		return Optional.of(this.webhookAdmin);
	}

	@Override
	public Optional<Consent> consent() {
		return Optional.of(this.consent);
	}

	private LeverClient client(Connection connection) {
		return new LeverClient(this.http, connection);
	}

}
