package io.claraconnect.ats.teamtailor;

import java.time.Clock;
import java.util.List;
import java.util.Map;
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
import io.claraconnect.ats.api.Credentials;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.api.VendorCalls;
import io.claraconnect.ats.api.WebhookReceiver;
import io.claraconnect.ats.http.AtsHttp;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Teamtailor: {@link TeamtailorWebhooks} verifies deliveries, {@link TeamtailorReader}
 * reads, {@link TeamtailorWriter} writes notes and tags. Checked 2026-11-21 against
 * <a href="https://docs.teamtailor.com">docs.teamtailor.com</a> and
 * <a href="https://partner.teamtailor.com">partner.teamtailor.com</a>.
 */
public final class TeamtailorConnector implements Connector {

	private final Clock clock;

	private final AtsHttp http;

	private final AtsHttp documents;

	private final TeamtailorWebhooks webhooks;

	private final ConnectorDescriptor descriptor = TeamtailorDescriptor.create();

	private final VendorCalls vendorCalls = new TeamtailorCalls();

	/**
	 * Makes the connector.
	 * @param context its platform credentials for {@code teamtailor} are those of our
	 * marketplace app, one pair per region: every field whose name begins with
	 * {@code webhookSecret} and every field whose name begins with {@code partnerApiKey};
	 * without them triggers are verified by the connection's own secret only
	 */
	public TeamtailorConnector(ConnectorContext context) {
		this.clock = context.clock();
		this.http = AtsHttp.create(context, TeamtailorHosts.API);
		this.documents = AtsHttp.create(context, TeamtailorHosts.DOCUMENTS);
		Credentials app = context.platformCredentials().get(TeamtailorDescriptor.ID);
		this.webhooks = new TeamtailorWebhooks(secrets(app, "webhookSecret"), secrets(app, "partnerApiKey"));
	}

	@Override
	public AtsId id() {
		return TeamtailorDescriptor.ID;
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
		return new TeamtailorReader(client(connection));
	}

	@Override
	public AtsWriter writer(Connection connection) {
		return new TeamtailorWriter(client(connection), this.clock,
				connection.setting(TeamtailorDescriptor.NOTE_USER_ID),
				connection.setting(TeamtailorDescriptor.NOTE_VISIBILITY)
					.filter((visibility) -> visibility.strip().equalsIgnoreCase("team"))
					.isEmpty());
	}

	@Override
	public Mono<CheckReport> check(Connection connection) {
		return Mono.defer(() -> new TeamtailorCheck(this::client, connection).report())
			.onErrorResume(AtsException.class,
					(failure) -> Mono.just(TeamtailorCheck.broken(TeamtailorCheck.unreachable(failure))));
	}

	@Override
	public Optional<VendorCalls> vendorCalls() {
		return Optional.of(this.vendorCalls);
	}

	private TeamtailorClient client(Connection connection) {
		return new TeamtailorClient(this.http, this.documents, connection);
	}

	private static List<Secret> secrets(@Nullable Credentials app, String prefix) {
		return (app == null) ? List.of()
				: app.values()
					.entrySet()
					.stream()
					.filter((field) -> field.getKey().startsWith(prefix) && !field.getValue().isEmpty())
					.map(Map.Entry::getValue)
					.toList();
	}

}
