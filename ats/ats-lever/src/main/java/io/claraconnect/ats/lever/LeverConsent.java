package io.claraconnect.ats.lever;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.AtsException.Category;
import io.claraconnect.ats.api.Consent;
import io.claraconnect.ats.api.Credentials;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.http.AtsHttp;
import io.claraconnect.ats.http.HttpCall;
import io.claraconnect.ats.http.JsonBody;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Lever's consent page: OAuth 2.0 authorization code with a refresh token that changes
 * with every renewal, access tokens of one hour. Needs the platform's own app. Checked
 * 2026-11-21 against <a href="https://hire.lever.co/developer/oauth">Lever's page</a>.
 */
final class LeverConsent implements Consent {

	static final String ACCESS_TOKEN = "accessToken";

	static final String REFRESH_TOKEN = "refreshToken";

	/**
	 * The scopes that were granted, as Lever wrote them; no secret, but kept with them.
	 */
	static final String SCOPE = "scope";

	static final String CLIENT_ID = "clientId";

	static final String CLIENT_SECRET = "clientSecret";

	private static final Duration LIFETIME = Duration.ofHours(1);

	private final AtsHttp http;

	private final Clock clock;

	private final @Nullable Credentials app;

	LeverConsent(AtsHttp http, Clock clock, @Nullable Credentials app) {
		this.http = http;
		this.clock = clock;
		this.app = app;
	}

	@Override
	public URI consentPage(Map<String, String> settings, URI redirectUri, String state) {
		LeverHosts hosts = LeverHosts.of(LeverHosts.unconnected(settings));
		return HttpCall.get(hosts.authorize())
			.query("client_id", app().require(CLIENT_ID).reveal())
			.query("redirect_uri", redirectUri.toString())
			.query("response_type", "code")
			.query("state", state)
			.query("scope", LeverDescriptor.scopes(LeverDescriptor.includesConfidential(settings)))
			.query("audience", hosts.audience())
			.uri();
	}

	@Override
	public Mono<Credentials> exchange(Map<String, String> settings, URI redirectUri, Secret code) {
		return token(settings, 0, (form) -> {
			form.put("grant_type", "authorization_code");
			form.put("code", code.reveal());
			form.put("redirect_uri", redirectUri.toString());
		}, null);
	}

	@Override
	public Mono<Credentials> renew(Map<String, String> settings, Credentials credentials) {
		return Mono.defer(() -> {
			Secret refreshToken = credentials.require(REFRESH_TOKEN);
			return token(settings, credentials.revision() + 1, (form) -> {
				form.put("grant_type", "refresh_token");
				form.put("refresh_token", refreshToken.reveal());
			}, credentials);
		});
	}

	/**
	 * Asks once: the code and the refresh token are single use, so an answer that did not
	 * come leaves the outcome unknown.
	 */
	private Mono<Credentials> token(Map<String, String> settings, long revision, Grant grant,
			@Nullable Credentials before) {
		return Mono.defer(() -> {
			Map<String, String> form = new LinkedHashMap<>();
			form.put("client_id", app().require(CLIENT_ID).reveal());
			form.put("client_secret", app().require(CLIENT_SECRET).reveal());
			grant.fill(form);
			HttpCall call = HttpCall.write("POST", LeverHosts.of(LeverHosts.unconnected(settings)).token())
				.form(form)
				.refusal(LeverConsent::explain);
			Instant asked = this.clock.instant();
			return this.http.json(LeverHosts.unconnected(settings), call)
				.map((answer) -> credentials(answer.as(LeverJson.TokenAnswer.class), asked, revision, before));
		});
	}

	private static Credentials credentials(LeverJson.TokenAnswer answer, Instant asked, long revision,
			@Nullable Credentials before) {
		if (answer.access_token() == null) {
			throw AtsException.malformed("access_token_missing");
		}
		Map<String, Secret> values = new LinkedHashMap<>();
		if (before != null) {
			values.putAll(before.values());
		}
		values.put(ACCESS_TOKEN, Secret.of(answer.access_token()));
		if (answer.refresh_token() != null) {
			values.put(REFRESH_TOKEN, Secret.of(answer.refresh_token()));
		}
		if (answer.scope() != null) {
			values.put(SCOPE, Secret.of(answer.scope()));
		}
		Duration lifetime = (answer.expires_in() != null) ? Duration.ofSeconds(answer.expires_in()) : LIFETIME;
		return new Credentials(values, asked.plus(lifetime), revision);
	}

	private static Optional<AtsException> explain(int status, JsonBody body) {
		boolean grant = body.text("error").filter("invalid_grant"::equals).isPresent();
		return (grant || status == 403) ? Optional.of(AtsException.unauthorized("grant_refused")) : Optional.empty();
	}

	private Credentials app() {
		if (this.app == null) {
			throw new AtsException(Category.UNAUTHORIZED, "platform_app_missing");
		}
		return this.app;
	}

	/** Fills in what a kind of grant adds to the form. */
	@FunctionalInterface
	private interface Grant {

		void fill(Map<String, String> form);

	}

}
