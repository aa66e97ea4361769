package io.claraconnect.ats.greenhouse;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.AtsException.Category;
import io.claraconnect.ats.api.Capability;
import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.Credentials;
import io.claraconnect.ats.api.RateRule;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.http.AtsHttp;
import io.claraconnect.ats.http.Authorizer;
import io.claraconnect.ats.http.BaseUrl;
import io.claraconnect.ats.http.HttpCall;
import io.claraconnect.ats.http.JsonBody;
import io.claraconnect.ats.http.TokenCache;
import io.claraconnect.ats.http.TokenCache.Token;
import reactor.core.publisher.Mono;

/**
 * Access tokens: of a customer's own credential by client credentials, with the acting
 * user as {@code sub}; or the one that the consent page gave. The answer carries
 * {@code expires_at} and no {@code expires_in} (recorded 2026-05-11).
 */
final class GreenhouseTokens {

	static final RateRule RATE = new RateRule("token", 60, Duration.ofSeconds(60));

	static final String ACCESS_TOKEN = "accessToken";

	private static final URI VENDOR = URI.create("https://auth.greenhouse.io");

	private static final Duration HOUR = Duration.ofHours(1);

	private final AtsHttp http;

	private final Clock clock;

	private final TokenCache cache;

	GreenhouseTokens(AtsHttp http, Clock clock) {
		this.http = http;
		this.clock = clock;
		this.cache = new TokenCache(clock, Duration.ofSeconds(60));
	}

	/** Authorises as the connection's usual user. */
	Authorizer usual() {
		return new Tokens(Optional.empty());
	}

	/** Authorises as a certain user of the account. */
	Authorizer actingAs(String userId) {
		return new Tokens(Optional.of(userId));
	}

	/**
	 * What the token may do, as far as the vendor tells; best effort, as the answer is
	 * not documented in full.
	 */
	Mono<JsonBody> introspect(Connection connection) {
		return connection.credentials()
			.current()
			.flatMap((credentials) -> token(connection, credentials, actingUser(connection))
				.flatMap((token) -> this.http.json(connection,
						HttpCall.readByPost(BaseUrl.of(connection, VENDOR), "introspect")
							.as(client(credentials))
							.form(Map.of("token", token.reveal()))
							.rate(RATE))));
	}

	private Mono<Secret> token(Connection connection, Credentials credentials, String actingUser) {
		return this.cache.token(connection, credentials, actingUser, Mono.defer(() -> {
			Map<String, String> form = new LinkedHashMap<>();
			form.put("grant_type", "client_credentials");
			if (!actingUser.isEmpty()) {
				form.put("sub", actingUser);
			}
			HttpCall call = HttpCall.readByPost(BaseUrl.of(connection, VENDOR), "token")
				.as(client(credentials))
				.form(form)
				.rate(RATE)
				.refusal((status, body) -> Optional.of(refusal(status, connection, actingUser)));
			return this.http.json(connection, call).map((body) -> token(body, this.clock.instant()));
		}));
	}

	/** The client's own credentials; newer ones are asked for by who uses the token. */
	private static Authorizer client(Credentials credentials) {
		return new Authorizer() {

			@Override
			public Mono<Authorization> current(Connection connection) {
				return Mono.fromSupplier(() -> new Authorization(credentials,
						Authorizer.basicHeader(credentials.require(GreenhouseDescriptor.CLIENT_ID).reveal(),
								credentials.require(GreenhouseDescriptor.CLIENT_SECRET).reveal())));
			}

			@Override
			public Mono<Authorization> renewed(Connection connection, Authorization refused) {
				return Mono.error(AtsException.unauthorized("client_refused"));
			}

		};
	}

	/**
	 * A malformed client id is answered 400 with the id in it, measured 2026-08-11. With
	 * a user other than the usual one the refusal is about that user.
	 */
	private static AtsException refusal(int status, Connection connection, String actingUser) {
		boolean otherUser = !actingUser.isEmpty() && !actingUser.equals(actingUser(connection));
		return otherUser ? new AtsException(Category.REFUSED, "acting_user_refused")
				: AtsException.unauthorized("token_http_" + status);
	}

	static Token token(JsonBody answer, Instant now) {
		Instant expiresAt = answer.time("expires_at")
			.or(() -> answer.number("expires_in").map(now::plusSeconds))
			.orElse(now.plus(HOUR));
		return new Token(Secret.of(answer.requireText("access_token")), expiresAt);
	}

	private static boolean isUnauthorized(Throwable failure) {
		return failure instanceof AtsException known && known.category() == Category.UNAUTHORIZED;
	}

	private static String actingUser(Connection connection) {
		return connection.setting(GreenhouseDescriptor.ACTING_USER).map(String::strip).orElse("");
	}

	private final class Tokens implements Authorizer {

		private final Authorizer given = Authorizer.bearer(ACCESS_TOKEN);

		private final Optional<String> user;

		Tokens(Optional<String> user) {
			this.user = user;
		}

		@Override
		public Mono<Authorization> current(Connection connection) {
			return connection.credentials().current().flatMap((credentials) -> {
				if (!credentials.values().containsKey(ACCESS_TOKEN)) {
					return fresh(connection, credentials);
				}
				return this.user.isPresent() ? Mono.error(AtsException.unsupported(Capability.ACTING_USER))
						: this.given.current(connection);
			});
		}

		@Override
		public Mono<Authorization> renewed(Connection connection, Authorization refused) {
			Credentials credentials = refused.credentials();
			if (credentials.values().containsKey(ACCESS_TOKEN)) {
				return this.given.renewed(connection, refused);
			}
			String bearer = refused.headers().getOrDefault("Authorization", Secret.of("")).reveal();
			GreenhouseTokens.this.cache.forget(connection, credentials, who(connection),
					Secret.of(bearer.replaceFirst("^Bearer ", "")));
			return current(connection);
		}

		/**
		 * A refused client secret may have been replaced meanwhile, so that is asked
		 * once.
		 */
		private Mono<Authorization> fresh(Connection connection, Credentials credentials) {
			return bearer(connection, credentials).onErrorResume(GreenhouseTokens::isUnauthorized,
					(_) -> connection.credentials().renewed(credentials).flatMap((newer) -> bearer(connection, newer)));
		}

		private Mono<Authorization> bearer(Connection connection, Credentials credentials) {
			return token(connection, credentials, who(connection))
				.map((token) -> new Authorization(credentials, Authorizer.bearerHeader(token)));
		}

		private String who(Connection connection) {
			return this.user.orElseGet(() -> actingUser(connection));
		}

	}

}
