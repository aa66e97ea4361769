package io.claraconnect.sandbox.lever;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.http.Reply;
import io.claraconnect.sandbox.http.Request;
import io.claraconnect.sandbox.vendor.Workbench;
import io.claraconnect.sandbox.webhook.Signatures;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Grant;
import io.claraconnect.sandbox.world.Grant.Kind;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tokens, for an app of the account's own or the one that all accounts share. A refresh
 * token works once and brings the next.
 */
final class OAuth {

	private static final Duration ACCESS_LIFE = Duration.ofSeconds(3600);

	private static final Duration UNUSED_REFRESH_LIFE = Duration.ofDays(90);

	private static final Duration REFRESH_LIFE = Duration.ofDays(365);

	/** The app that all accounts share, as a product has it at the real vendor. */
	static final String APP_ID = "clara-connect-sandbox-lever-app";

	static final String APP_SECRET = "sandbox-lever-app-secret";

	private final Workbench bench;

	OAuth(Workbench bench) {
		this.bench = bench;
	}

	/** Returns the account that a token request is about, as far as one can tell. */
	Optional<Account> account(Map<String, String> form) {
		String client = form.getOrDefault("client_id", "");
		if (!client.equals(APP_ID)) {
			return this.bench.world().byCredential(Lever.NAME, "clientId", client);
		}
		String token = form.getOrDefault("refresh_token", form.getOrDefault("code", ""));
		return this.bench.world().byGrant(Lever.NAME, token);
	}

	Reply token(Request request) {
		Map<String, String> form = form(request);
		String client = form.getOrDefault("client_id", "");
		String secret = form.getOrDefault("client_secret", "");
		boolean shared = client.equals(APP_ID) && secret.equals(APP_SECRET);
		Optional<Account> account = account(form);
		if (!shared && account.filter((it) -> !client.equals(APP_ID) && it.credential("clientSecret").equals(secret))
			.isEmpty()) {
			throw Refused.oauth(401, "access_denied", "Unauthorized");
		}
		return switch (form.getOrDefault("grant_type", "")) {
			case "authorization_code" -> exchange(account.orElseThrow(OAuth::badCode), form);
			case "refresh_token" -> refresh(account.orElseThrow(OAuth::badRefresh), form);
			default -> throw Refused.oauth(403, "unsupported_grant_type", "Grant type not supported");
		};
	}

	private static Refused badCode() {
		return Refused.oauth(403, "invalid_grant", "Invalid authorization code");
	}

	private static Refused badRefresh() {
		return Refused.oauth(403, "invalid_grant", "Unknown or invalid refresh token.");
	}

	private Reply exchange(Account account, Map<String, String> form) {
		Grant code = live(account, form, "code", Kind.CODE).orElseThrow(OAuth::badCode);
		account.grants().remove(code.id());
		if (!form.getOrDefault("redirect_uri", "").equals(code.attributes().get("redirect"))) {
			throw Refused.oauth(403, "invalid_grant", "The redirect URI is wrong.");
		}
		return issue(account, code, this.bench.now());
	}

	private Reply refresh(Account account, Map<String, String> form) {
		Grant old = live(account, form, "refresh_token", Kind.REFRESH).orElseThrow(OAuth::badRefresh);
		account.grants().remove(old.id());
		return issue(account, old, Instant.parse(old.attributes().getOrDefault("born", this.bench.now().toString())));
	}

	private Optional<Grant> live(Account account, Map<String, String> form, String name, Kind kind) {
		return account.grants()
			.find(form.getOrDefault(name, ""))
			.filter((grant) -> grant.kind() == kind && grant.expiresAt().isAfter(this.bench.now()))
			.filter((grant) -> form.getOrDefault("client_id", "").equals(grant.attributes().get("client")));
	}

	private Reply issue(Account account, Grant source, Instant born) {
		Instant now = this.bench.now();
		String access = jwt(account, source, now);
		account.grants().removeIf((grant) -> grant.expiresAt().isBefore(now));
		account.grants()
			.put(new Grant(access, Kind.ACCESS, source.userId(), source.scopes(), Map.of(), now.plus(ACCESS_LIFE)));
		ObjectNode answer = Json.object().put("access_token", access);
		if (source.scopes().contains(Scopes.OFFLINE)) {
			Instant unused = now.plus(UNUSED_REFRESH_LIFE);
			Instant last = born.plus(REFRESH_LIFE);
			String refresh = "v1." + this.bench.ids().hex(32);
			account.grants()
				.put(new Grant(refresh, Kind.REFRESH, source.userId(), source.scopes(),
						Map.of("born", born.toString(), "client", client(source)),
						unused.isBefore(last) ? unused : last));
			answer.put("refresh_token", refresh);
		}
		return Reply.json(200,
				answer.put("scope", String.join(" ", source.scopes()))
					.put("expires_in", ACCESS_LIFE.toSeconds())
					.put("token_type", "Bearer"));
	}

	private static String client(Grant grant) {
		return grant.attributes().getOrDefault("client", "");
	}

	private String jwt(Account account, Grant source, Instant now) {
		ObjectNode claims = Json.object()
			.put("https://oauth.lever.co/userId", source.userId())
			.put("https://oauth.lever.co/accountId", account.credential("accountId"))
			.put("https://oauth.lever.co/clientId", client(source))
			.put("iss", "https://auth.lever.co/")
			.put("sub", "oauth2|lever|" + source.userId());
		claims.putArray("aud").add("https://api.lever.co/v1/");
		claims.put("iat", now.getEpochSecond())
			.put("exp", now.plus(ACCESS_LIFE).getEpochSecond())
			.put("scope", String.join(" ", source.scopes()))
			.put("jti", this.bench.ids().hex(8));
		String head = base64(Json.object().put("alg", "RS256").put("typ", "JWT").toString()) + "."
				+ base64(claims.toString());
		return head + "." + base64(Signatures.hmacSha256Hex(account.credential("clientSecret"), head));
	}

	/** Lever's own example app sends JSON, so both are taken. */
	static Map<String, String> form(Request request) {
		Map<String, String> result = new LinkedHashMap<>();
		if (request.header("Content-Type").orElse("").startsWith("application/json")) {
			Json.parseObject(request.body())
				.ifPresent(
						(body) -> body.properties().forEach((it) -> result.put(it.getKey(), it.getValue().asString())));
		}
		else {
			request.form().forEach((name, values) -> result.put(name, values.getFirst()));
		}
		return result;
	}

	private static String base64(String text) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

}
