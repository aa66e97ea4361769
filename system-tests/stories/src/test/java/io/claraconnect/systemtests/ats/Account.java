package io.claraconnect.systemtests.ats;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.claraconnect.ats.api.AtsReader;
import io.claraconnect.ats.api.AtsWriter;
import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.Connector;
import io.claraconnect.ats.api.ConnectorContext;
import io.claraconnect.ats.api.Connectors;
import io.claraconnect.ats.api.Credentials;
import io.claraconnect.ats.api.Priority;
import io.claraconnect.ats.api.RateBudget;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.api.WebhookSecret;
import io.claraconnect.ats.http.LocalRateBudget;
import io.claraconnect.sandbox.SandboxServer;
import tools.jackson.databind.JsonNode;

/** An account of a vendor in a sandbox of its own, connected. */
final class Account implements AutoCloseable {

	static final Duration WAIT = Duration.ofSeconds(60);

	final MovingClock clock = new MovingClock();

	final SandboxServer server;

	final Control control;

	final Endpoint endpoint;

	final Vendor vendor;

	final Connector connector;

	final StoredSecrets secrets;

	final Connection connection;

	private final JsonNode opened;

	private Account(Vendor vendor) throws IOException {
		this.vendor = vendor;
		this.server = SandboxServer.start("127.0.0.1", 0, null, this.clock);
		this.control = new Control(this.server.port());
		this.endpoint = new Endpoint(this.clock);
		this.opened = this.control.post("/" + vendor.id() + "/accounts", Map.of("options", vendor.options()));
		this.connector = connector(new LocalRateBudget(this.clock));
		Map<String, String> settings = settings();
		this.secrets = vendor.byConsent()
				? new StoredSecrets(Consenting.credentials(this, settings), this.connector.consent(), settings)
				: new StoredSecrets(new Credentials(Vendor.copied(vendor.credentials(), screen()), null, 1),
						java.util.Optional.empty(), settings);
		this.connection = connection(this.secrets);
	}

	static Account open(Vendor vendor) throws IOException {
		return new Account(vendor);
	}

	/** The connector as a process has it that may call the sandbox. */
	Connector connector(RateBudget budget) {
		URI origin = URI.create("http://127.0.0.1:" + this.server.port());
		return Connectors.load(new ConnectorContext(this.clock, budget, Set.of(origin), this.vendor.app(screen())))
			.get(this.vendor.id());
	}

	Connection connection(StoredSecrets source) {
		return new Connection("org-1", "int-1", settings(), source, Priority.LIVE);
	}

	/** The same connection with one more setting. */
	Connection connectionWith(String name, String value) {
		Map<String, String> settings = settings();
		settings.put(name, value);
		return new Connection("org-1", "int-1", settings, this.secrets, Priority.LIVE);
	}

	/** What the vendor's screens show of the connection. */
	JsonNode screen() {
		return this.opened.path("connection");
	}

	String path(String below) {
		return "/" + this.vendor.id() + "/accounts/" + id() + below;
	}

	String id() {
		return this.opened.path("id").asString();
	}

	JsonNode job() {
		return this.opened.path("jobs").path(0);
	}

	String jobId() {
		return job().path("id").asString();
	}

	JsonNode users() {
		return this.opened.path("users");
	}

	AtsReader reader() {
		return this.connector.reader(this.connection);
	}

	AtsWriter writer() {
		return this.connector.writer(this.connection);
	}

	/** Somebody applies with everything. */
	Applied apply(String name, byte[] resume) {
		return Applied.of(this, name, resume);
	}

	void fault(String kind, String method, String path, int times, Map<String, ?> more) {
		Map<String, Object> body = new HashMap<>(more);
		body.putAll(Map.of("kind", kind, "vendor", this.vendor.id().value(), "method", method, "pathRegex", path,
				"times", times));
		this.control.post("/faults", body);
	}

	/** Saves every webhook; gives the secrets. */
	List<WebhookSecret> saveWebhooks() {
		List<WebhookSecret> saved = new ArrayList<>();
		for (Vendor.Hook hook : this.vendor.hooks()) {
			Map<String, Object> body = new HashMap<>(
					Map.of("url", this.endpoint.url(hook.slot()), "event", hook.event()));
			if (hook.secret().isEmpty()) {
				body.put("secret", "secret-of-" + hook.slot());
			}
			JsonNode made = this.control.post(path("/webhooks"), body);
			String secret = hook.secret().isEmpty() ? made.path("secret").asString()
					: screen().path(hook.secret()).asString();
			saved.add(new WebhookSecret(hook.slot(), hook.slot(), Secret.of(secret)));
		}
		return saved;
	}

	private Map<String, String> settings() {
		Map<String, String> settings = new HashMap<>();
		this.vendor.settings().forEach((field, shown) -> settings.put(field, screen().path(shown).asString()));
		settings.put(Connection.BASE_URL, "http://127.0.0.1:" + this.server.port() + "/" + this.vendor.id());
		return settings;
	}

	@Override
	public void close() {
		this.endpoint.close();
		this.control.close();
		this.server.close();
	}

}
