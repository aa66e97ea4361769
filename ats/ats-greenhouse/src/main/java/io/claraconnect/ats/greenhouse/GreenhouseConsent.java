package io.claraconnect.ats.greenhouse;

import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.Consent;
import io.claraconnect.ats.api.CredentialSource;
import io.claraconnect.ats.api.Credentials;
import io.claraconnect.ats.api.PermissionNeed;
import io.claraconnect.ats.api.Priority;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.http.AtsHttp;
import io.claraconnect.ats.http.Authorizer;
import io.claraconnect.ats.http.BaseUrl;
import io.claraconnect.ats.http.HttpCall;
import io.claraconnect.ats.http.JsonBody;
import io.claraconnect.ats.http.TokenCache.Token;
import reactor.core.publisher.Mono;

/**
 * The partner's way in. A code lives one minute, an access token one hour, a refresh
 * token 24 hours and works once (partner guide, checked 2026-11-21).
 */
final class GreenhouseConsent implements Consent {

	private static final URI VENDOR = URI.create("https://auth.greenhouse.io");

	private static final String REFRESH_TOKEN = "refreshToken";

	private final AtsHttp http;

	private final Credentials app;

	private final Clock clock;

	GreenhouseConsent(AtsHttp http, Credentials app, Clock clock) {
		this.http = http;
		this.app = app;
		this.clock = clock;
	}

	@Override
	public URI consentPage(Map<String, String> settings, URI redirectUri, String state) {
		String scopes = GreenhouseDescriptor.describe(true)
			.permissions()
			.stream()
			.filter(PermissionNeed::required)
			.map(PermissionNeed::id)
			.collect(Collectors.joining(" "));
		return HttpCall.get(base(settings), "authorize")
			.query("response_type", "code")
			.query("client_id", this.app.require(GreenhouseDescriptor.CLIENT_ID).reveal())
			.query("redirect_uri", redirectUri.toString())
			.query("scope", scopes)
			.query("state", state)
			.uri();
	}

	@Override
	public Mono<Credentials> exchange(Map<String, String> settings, URI redirectUri, Secret code) {
		Map<String, String> form = new LinkedHashMap<>();
		form.put("grant_type", "authorization_code");
		form.put("code", code.reveal());
		form.put("redirect_uri", redirectUri.toString());
		return ask(settings, form, 0);
	}

	@Override
	public Mono<Credentials> renew(Map<String, String> settings, Credentials credentials) {
		return ask(settings,
				Map.of("grant_type", "refresh_token", "refresh_token", credentials.require(REFRESH_TOKEN).reveal()),
				credentials.revision() + 1);
	}

	/**
	 * A write, because what is sent works once: an answer that did not come leaves it
	 * open whether the token was used up.
	 */
	private Mono<Credentials> ask(Map<String, String> settings, Map<String, String> form, long revision) {
		HttpCall call = HttpCall.write("POST", base(settings), "token")
			.as(Authorizer.of((_) -> Authorizer.basicHeader(this.app.require(GreenhouseDescriptor.CLIENT_ID).reveal(),
					this.app.require(GreenhouseDescriptor.CLIENT_SECRET).reveal())))
			.form(form)
			.refusal((status, _) -> Optional.of(AtsException.unauthorized("grant_http_" + status)));
		return this.http.json(connection(settings), call).map((answer) -> credentials(answer, revision));
	}

	private Credentials credentials(JsonBody answer, long revision) {
		Token token = GreenhouseTokens.token(answer, this.clock.instant());
		return new Credentials(Map.of(GreenhouseTokens.ACCESS_TOKEN, token.value(), REFRESH_TOKEN,
				Secret.of(answer.requireText("refresh_token"))), token.expiresAt(), revision);
	}

	private static URI base(Map<String, String> settings) {
		String own = settings.getOrDefault(Connection.BASE_URL, "");
		return own.isBlank() ? VENDOR : BaseUrl.of(ofSettings(settings, CredentialsOfApp.NONE), VENDOR);
	}

	private Connection connection(Map<String, String> settings) {
		return ofSettings(settings, new CredentialsOfApp(this.app));
	}

	private static Connection ofSettings(Map<String, String> settings, CredentialSource source) {
		return new Connection("platform", GreenhouseConnector.ID.value(), settings, source, Priority.LIVE);
	}

	private record CredentialsOfApp(Credentials app) implements CredentialSource {

		static final CredentialsOfApp NONE = new CredentialsOfApp(new Credentials(Map.of(), null, 0));

		@Override
		public Mono<Credentials> current() {
			return Mono.just(this.app);
		}

		@Override
		public Mono<Credentials> renewed(Credentials refused) {
			return Mono.error(AtsException.unauthorized("app_refused"));
		}

	}

}
