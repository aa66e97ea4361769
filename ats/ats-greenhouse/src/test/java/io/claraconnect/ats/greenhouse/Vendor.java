package io.claraconnect.ats.greenhouse;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.claraconnect.ats.api.AtsId;
import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.Connector;
import io.claraconnect.ats.api.ConnectorContext;
import io.claraconnect.ats.api.CredentialSource;
import io.claraconnect.ats.api.Credentials;
import io.claraconnect.ats.api.Priority;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.testkit.Answer;
import io.claraconnect.ats.testkit.FixedCredentials;
import io.claraconnect.ats.testkit.RecordingBudget;
import io.claraconnect.ats.testkit.ScriptedServer;

/** A scripted Greenhouse and a connection to it. */
final class Vendor implements AutoCloseable {

	static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

	final ScriptedServer server = new ScriptedServer();

	Vendor() {
		this.server.on("POST /token", Answer.ok("""
				{"token_type":"Bearer","access_token":"jwt","expires_at":"2026-11-21T13:00:00Z"}"""));
	}

	Connector connector(Map<AtsId, Credentials> platform) {
		return new GreenhouseProvider().create(new ConnectorContext(Clock.fixed(NOW, ZoneOffset.UTC),
				new RecordingBudget(), Set.of(this.server.origin()), platform));
	}

	Connection connection(Map<String, String> settings) {
		return connection(settings,
				new FixedCredentials(Map.of("clientId", Secret.of("client-9"), "clientSecret", Secret.of("shh"))));
	}

	Connection connection(Map<String, String> settings, CredentialSource credentials) {
		Map<String, String> all = new HashMap<>(settings);
		all.put(Connection.BASE_URL, this.server.origin().toString());
		return new Connection("o", "i", all, credentials, Priority.LIVE);
	}

	void list(String resource, String body) {
		this.server.on("GET /v3/" + resource, Answer.ok(body));
	}

	@Override
	public void close() {
		this.server.close();
	}

}
