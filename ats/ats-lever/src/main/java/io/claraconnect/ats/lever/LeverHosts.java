package io.claraconnect.ats.lever;

import java.net.URI;
import java.util.List;
import java.util.Map;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.CredentialSource;
import io.claraconnect.ats.api.Credentials;
import io.claraconnect.ats.api.Priority;
import io.claraconnect.ats.http.BaseUrl;
import reactor.core.publisher.Mono;

/**
 * Where Lever is for a connection. Production and sandbox are separate in everything:
 * app, hosts, audience, tokens. Checked 2026-11-21 against the
 * <a href="https://hire.lever.co/developer/oauth">OAuth page</a>.
 *
 * @param api base of the data API, without trailing slash
 * @param authorize the consent page
 * @param token the token endpoint
 */
record LeverHosts(URI api, URI authorize, URI token) {

	/** Setting that picks Lever's sandbox instead of production. */
	static final String ENVIRONMENT = "environment";

	static final List<String> PUBLIC = List.of("api.lever.co", "auth.lever.co", "api.sandbox.lever.co",
			"sandbox-lever.auth0.com");

	static LeverHosts of(Connection connection) {
		if (connection.setting(Connection.BASE_URL).isPresent()) {
			String base = BaseUrl.of(connection, URI.create("https://api.lever.co")).toString();
			return of(base + "/v1", base);
		}
		return connection.setting(ENVIRONMENT).filter("sandbox"::equals).isPresent()
				? of("https://api.sandbox.lever.co/v1", "https://sandbox-lever.auth0.com")
				: of("https://api.lever.co/v1", "https://auth.lever.co");
	}

	/** For calls made before there is a connection. */
	static Connection unconnected(Map<String, String> settings) {
		return new Connection("", "", settings, new NoCredentials(), Priority.LIVE);
	}

	/** What a token is for; without the trailing slash Lever grants nothing. */
	String audience() {
		return this.api + "/";
	}

	private static LeverHosts of(String api, String auth) {
		return new LeverHosts(URI.create(api), URI.create(auth + "/authorize"), URI.create(auth + "/oauth/token"));
	}

	private record NoCredentials() implements CredentialSource {

		@Override
		public Mono<Credentials> current() {
			return Mono.error(() -> AtsException.unauthorized("no_credentials_yet"));
		}

		@Override
		public Mono<Credentials> renewed(Credentials refused) {
			return current();
		}

	}

}
