package io.claraconnect.sandbox.greenhouse;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.http.Reply;
import io.claraconnect.sandbox.http.Request;
import io.claraconnect.sandbox.vendor.Workbench;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Grant;
import io.claraconnect.sandbox.world.Grant.Kind;
import io.claraconnect.sandbox.world.User;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The token endpoint: client credentials of a customer, authorization code and refresh of
 * the partner app.
 */
final class Tokens {

	/** The one partner app that is registered at this Greenhouse. */
	static final String PARTNER_ID = "clara-connect-sandbox-partner-7";

	static final String PARTNER_SECRET = "sandbox-partner-secret";

	private static final Duration ACCESS = Duration.ofHours(1);

	private static final Duration REFRESH = Duration.ofHours(24);

	private static final Duration CODE = Duration.ofMinutes(1);

	private static final int CALLS = 60;

	private static final String GRANT_TYPES = "authorization_code, refresh_token, client_credentials, "
			+ "urn:ietf:params:oauth:grant-type:token-exchange";

	private final Workbench bench;

	private final RateWindow window = new RateWindow(Duration.ofSeconds(60));

	Tokens(Workbench bench) {
		this.bench = bench;
	}

	Reply token(Request request) {
		String[] client = request.basic().orElseThrow(() -> Refused.with(401, error("Unauthorized")));
		if (!client[0].matches(".*-\\d+")) {
			throw Refused.with(400, error("client_id=" + client[0] + " does not contain a valid client ID suffix"));
		}
		RateWindow.Usage usage = this.window.hit(client[0], CALLS, this.bench.now());
		if (usage.exceeded()) {
			return usage.describe(Reply.json(429, Json.object().put("message", "Too Many Requests")));
		}
		try {
			return usage.describe(Reply.json(200, grant(request, client)).header("Cache-Control", "private, no-store"));
		}
		catch (Refused ex) {
			return usage.describe(ex.reply());
		}
	}

	private ObjectNode grant(Request request, String[] client) {
		Optional<Account> customer = customer(client);
		boolean partner = client[0].equals(PARTNER_ID) && client[1].equals(PARTNER_SECRET);
		if (customer.isEmpty() && !partner) {
			throw Refused.with(401, Json.object().put("error", "invalid_client"));
		}
		String type = parameter(request, "grant_type")
			.orElseThrow(() -> Refused.with(400, "Must include `grant_type` parameter in /token request"));
		return switch (type) {
			case "client_credentials" -> clientCredentials(request, customer.orElseThrow(Tokens::unauthorizedClient));
			case "authorization_code" -> exchange(request, Kind.CODE, "code", partner);
			case "refresh_token" -> exchange(request, Kind.REFRESH, "refresh_token", partner);
			default -> throw Refused.with(400, "grant_type=" + type + " is invalid, please use one of: " + GRANT_TYPES);
		};
	}

	private ObjectNode clientCredentials(Request request, Account account) {
		String subject = parameter(request, "sub").orElse(account.credential("serviceUserId"));
		User user = account.users()
			.find(subject)
			.orElseThrow(() -> Refused.with(400, Json.object().put("error", "invalid_request")));
		return access(account, user.id(), List.copyOf(Scopes.granted(account)), false);
	}

	private ObjectNode exchange(Request request, Kind kind, String name, boolean partner) {
		if (!partner) {
			throw unauthorizedClient();
		}
		String value = parameter(request, name).orElse("");
		Account account = this.bench.world().byGrant(Greenhouse.NAME, value).orElseThrow(Tokens::invalidGrant);
		Grant grant = account.grants().get(value);
		if (grant.kind() != kind || grant.expiresAt().isBefore(this.bench.now())) {
			throw invalidGrant();
		}
		account.grants().remove(value);
		String userId = String.valueOf(grant.userId());
		ObjectNode result = access(account, userId, grant.scopes(), true);
		return result.put("refresh_token", put(account, Kind.REFRESH, userId, grant.scopes(), REFRESH, Map.of()));
	}

	/** The user consents: returns the code with which the browser comes back. */
	String consent(Account account, String userId, List<String> scopes, String redirectUri) {
		return put(account, Kind.CODE, userId, scopes, CODE, Map.of("redirectUri", redirectUri));
	}

	/** Tells what a token is; fields as in RFC 7662, since the vendor's are not known. */
	Reply introspect(Request request) {
		String[] client = request.basic().orElseThrow(() -> Refused.with(401, error("Unauthorized")));
		if (customer(client).isEmpty() && !client[0].equals(PARTNER_ID)) {
			throw Refused.with(401, Json.object().put("error", "invalid_client"));
		}
		String token = parameter(request, "token").orElse("");
		Optional<Account> account = this.bench.world().byGrant(Greenhouse.NAME, token);
		Optional<Grant> grant = account.flatMap((it) -> it.grants().find(token))
			.filter((it) -> it.expiresAt().isAfter(this.bench.now()));
		if (account.isEmpty() || grant.isEmpty()) {
			return Reply.json(200, Json.object().put("active", false));
		}
		List<String> scopes = grant.get().scopes().stream().filter(Scopes.granted(account.get())::contains).toList();
		return Reply.json(200,
				Json.object()
					.put("active", true)
					.put("scope", String.join(" ", scopes))
					.put("sub", grant.get().userId())
					.put("client_id", client[0])
					.put("token_type", "Bearer")
					.put("exp", grant.get().expiresAt().getEpochSecond()));
	}

	private ObjectNode access(Account account, String userId, List<String> scopes, boolean partner) {
		Instant now = this.bench.now();
		account.grants().removeIf((grant) -> grant.expiresAt().isBefore(now));
		String token = put(account, Kind.ACCESS, userId, scopes, ACCESS, Map.of("partner", Boolean.toString(partner)));
		return Json.object()
			.put("token_type", "Bearer")
			.put("access_token", token)
			.put("expires_at", now.plus(ACCESS).truncatedTo(ChronoUnit.SECONDS).toString());
	}

	private String put(Account account, Kind kind, @Nullable String userId, List<String> scopes, Duration life,
			Map<String, String> attributes) {
		Instant end = this.bench.now().plus(life);
		String random = this.bench.ids().hex(24);
		String value = (kind == Kind.ACCESS) ? jwt(userId, end, random) : random;
		return account.grants().put(new Grant(value, kind, userId, scopes, attributes, end)).id();
	}

	private static String jwt(@Nullable String userId, Instant end, String random) {
		ObjectNode claims = Json.object().put("sub", userId).put("exp", end.getEpochSecond()).put("jti", random);
		return encode("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + encode(claims.toString()) + "." + encode(random);
	}

	private static String encode(String text) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

	private Optional<Account> customer(String[] client) {
		return this.bench.world()
			.byCredential(Greenhouse.NAME, "clientId", client[0])
			.filter((account) -> account.credential("clientSecret").equals(client[1]));
	}

	private static Optional<String> parameter(Request request, String name) {
		return request.form().getOrDefault(name, List.of()).stream().findFirst().or(() -> request.query(name));
	}

	private ObjectNode error(String message) {
		return Json.object().put("message", message).put("errorId", "err-" + this.bench.ids().hex(8));
	}

	private static Refused invalidGrant() {
		return Refused.with(400, Json.object().put("error", "invalid_grant"));
	}

	private static Refused unauthorizedClient() {
		return Refused.with(400, Json.object().put("error", "unauthorized_client"));
	}

}
