package io.claraconnect.ats.greenhouse;

import java.util.List;
import java.util.Optional;

import io.claraconnect.ats.api.AtsId;
import io.claraconnect.ats.api.AtsReader;
import io.claraconnect.ats.api.AtsWriter;
import io.claraconnect.ats.api.CheckReport;
import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.Connector;
import io.claraconnect.ats.api.ConnectorContext;
import io.claraconnect.ats.api.ConnectorDescriptor;
import io.claraconnect.ats.api.Consent;
import io.claraconnect.ats.api.Credentials;
import io.claraconnect.ats.api.WebhookReceiver;
import io.claraconnect.ats.http.AtsHttp;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Greenhouse Recruiting by its Harvest API v3 and its recruiting webhooks. See
 * <a href="https://harvestdocs.greenhouse.io">Harvest v3</a> and
 * <a href="https://developers.greenhouse.io/webhooks.html">webhooks</a>, checked
 * 2026-11-21.
 */
public final class GreenhouseConnector implements Connector {

	/** The id of this kind of ATS. */
	public static final AtsId ID = new AtsId("greenhouse");

	private static final List<String> API_HOSTS = List.of("harvest.greenhouse.io", "auth.greenhouse.io");

	/** Where the signed links of attachments lead; no credentials go there. */
	private static final List<String> DOCUMENT_HOSTS = List.of(".greenhouse.io", ".amazonaws.com");

	private final GreenhouseTokens tokens;

	private final GreenhouseClient client;

	private final @Nullable GreenhouseConsent consent;

	private final ConnectorDescriptor descriptor;

	GreenhouseConnector(ConnectorContext context) {
		AtsHttp http = AtsHttp.create(context, API_HOSTS);
		this.tokens = new GreenhouseTokens(http, context.clock());
		this.client = new GreenhouseClient(http, AtsHttp.create(context, DOCUMENT_HOSTS), this.tokens);
		Credentials app = context.platformCredentials().get(ID);
		this.consent = (app != null) ? new GreenhouseConsent(http, app, context.clock()) : null;
		this.descriptor = GreenhouseDescriptor.describe(app != null);
	}

	@Override
	public AtsId id() {
		return ID;
	}

	@Override
	public ConnectorDescriptor descriptor() {
		return this.descriptor;
	}

	@Override
	public WebhookReceiver webhooks() {
		return new GreenhouseWebhooks();
	}

	@Override
	public AtsReader reader(Connection connection) {
		return new GreenhouseReader(this.client, connection);
	}

	@Override
	public AtsWriter writer(Connection connection) {
		return new GreenhouseWriter(this.client, connection);
	}

	@Override
	public Mono<CheckReport> check(Connection connection) {
		return new GreenhouseCheck(this.client, this.tokens, connection).run();
	}

	@Override
	public Optional<Consent> consent() {
		return Optional.ofNullable(this.consent);
	}

}
