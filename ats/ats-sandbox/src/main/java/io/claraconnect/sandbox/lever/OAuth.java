package io.claraconnect.sandbox.lever;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
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
import io.claraconnect.sandbox.world.User;
import tools.jackson.databind.node.ObjectNode;

/**
 * Consent and tokens. The consent page answers by itself, as the account option
 * {@code consent} says: allow or deny. A refresh token works once and brings the next.
 */
final class OAuth {

	private static final Duration ACCESS_LIFE = Duration.ofSeconds(3600);

	private static final Duration UNUSED_REFRESH_LIFE = Duration.ofDays(90);

	private static final Duration REFRESH_LIFE = Duration.ofDays(365);

	private static final List<String> AUDIENCES = List.of("https://api.lever.co/v1/",
			"https://api.sandbox.lever.co/v1/");

	private final Workbench bench;

	OAuth(Workbench bench) {
		this.bench = bench;
	}

	Reply authorize(Request request) {
		Account account = this.bench.world()
			.byCredential(Lever.NAME, "clientId", request.query("client_id").orElse(""))
			.orElseThrow(() -> Refused.oauth(403, "access_denied", "Unknown client"));
		String redirect = request.query("redirect_uri").orElse("");
		List<String> registered = Scopes.split(account.settings().option("redirectUris", ""));
		if (redirect.isEmpty() || !(registered.isEmpty() || registered.contains(redirect))) {
			return Reply.text(403, "text/html; charset=utf-8",
					"<html><body><h1>Callback URL mismatch.</h1></body></html>");
		}
		String state = request.query("state").map((it) -> "&state=" + encode(it)).orElse("");
		String audience = request.query("audience").orElse("");
		if (account.settings().option("consent", "allow").equals("deny")) {
			return back(redirect,
					"error=access_denied&error_description=" + encode("User did not authorize the request") + state);
		}
		if (!audience.isEmpty() && !isAudience(audience, request)) {
			return back(redirect,
					"error=access_denied&error_description=" + encode("Service not found: " + audience) + state);
		}
		if (!request.query("response_type").orElse("").equals("code")) {
			return back(redirect, "error=unsupported_response_type" + state);
		}
		return back(redirect, "code=" + code(account, request, redirect, !audience.isEmpty()) + state);
	}

	/** Without an audience nothing but offline_access is granted. */
	private String code(Account account, Request request, String redirect, boolean audience) {
		List<String> scopes = Scopes.split(request.query("scope").orElse(""))
			.stream()
			.filter((scope) -> scope.equals(Scopes.OFFLINE) || (audience && Scopes.ALL.contains(scope)))
			.toList();
		String user = account.users().all().stream().filter(User::siteAdmin).findFirst().map(User::id).orElse("");
		return account.exclusively(() -> account.grants()
			.put(new Grant("lc_" + this.bench.ids().hex(20), Kind.CODE, user, scopes, Map.of("redirect", redirect),
					this.bench.now().plus(Duration.ofMinutes(10))))
			.id());
	}

	private static boolean isAudience(String audience, Request request) {
		return AUDIENCES.contains(audience) || audience.equals(request.base() + "/v1/");
	}

	private static Reply back(String redirect, String query) {
		return Reply.empty(302).header("Location", redirect + (redirect.contains("?") ? "&" : "?") + query);
	}

	Reply token(Request request) {
		Map<String, String> form = form(request);
		Account account = this.bench.world()
			.byCredential(Lever.NAME, "clientId", form.getOrDefault("client_id", ""))
			.filter((it) -> it.credential("clientSecret").equals(form.getOrDefault("client_secret", "")))
			.orElseThrow(() -> Refused.oauth(401, "access_denied", "Unauthorized"));
		return switch (form.getOrDefault("grant_type", "")) {
			case "authorization_code" -> exchange(account, form);
			case "refresh_token" -> refresh(account, form);
			default -> throw Refused.oauth(403, "unsupported_grant_type", "Grant type not supported");
		};
	}

	private Reply exchange(Account account, Map<String, String> form) {
		Grant code = live(account, form.getOrDefault("code", ""), Kind.CODE)
			.orElseThrow(() -> Refused.oauth(403, "invalid_grant", "Invalid authorization code"));
		account.grants().remove(code.id());
		if (!form.getOrDefault("redirect_uri", "").equals(code.attributes().get("redirect"))) {
			throw Refused.oauth(403, "invalid_grant", "The redirect URI is wrong.");
		}
		return issue(account, code, this.bench.now());
	}

	private Reply refresh(Account account, Map<String, String> form) {
		Grant old = live(account, form.getOrDefault("refresh_token", ""), Kind.REFRESH)
			.orElseThrow(() -> Refused.oauth(403, "invalid_grant", "Unknown or invalid refresh token."));
		account.grants().remove(old.id());
		return issue(account, old, Instant.parse(old.attributes().getOrDefault("born", this.bench.now().toString())));
	}

	private Optional<Grant> live(Account account, String token, Kind kind) {
		return account.grants()
			.find(token)
			.filter((grant) -> grant.kind() == kind && grant.expiresAt().isAfter(this.bench.now()));
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
				.put(new Grant(refresh, Kind.REFRESH, source.userId(), source.scopes(), Map.of("born", born.toString()),
						unused.isBefore(last) ? unused : last));
			answer.put("refresh_token", refresh);
		}
		return Reply.json(200,
				answer.put("scope", String.join(" ", source.scopes()))
					.put("expires_in", ACCESS_LIFE.toSeconds())
					.put("token_type", "Bearer"));
	}

	private String jwt(Account account, Grant source, Instant now) {
		ObjectNode claims = Json.object()
			.put("https://oauth.lever.co/userId", source.userId())
			.put("https://oauth.lever.co/accountId", account.credential("accountId"))
			.put("https://oauth.lever.co/clientId", account.credential("clientId"))
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

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

}
