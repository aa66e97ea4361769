package io.claraconnect.sandbox.greenhouse;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.http.Reply;
import io.claraconnect.sandbox.http.Request;
import io.claraconnect.sandbox.http.Router;
import io.claraconnect.sandbox.vendor.Vendor;
import io.claraconnect.sandbox.vendor.Workbench;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Application;
import io.claraconnect.sandbox.world.Change;
import io.claraconnect.sandbox.world.Grant;
import io.claraconnect.sandbox.world.Ids;
import io.claraconnect.sandbox.world.User;
import io.claraconnect.sandbox.world.Webhook;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The Greenhouse stand-in. */
public final class Greenhouse implements Vendor {

	static final String NAME = "greenhouse";

	private static final int CALLS = 150;

	private final Workbench bench;

	private final Router<Endpoint> router = new Router<>();

	private final RateWindow window = new RateWindow(Duration.ofSeconds(30));

	private final Files files;

	private final Tokens tokens;

	private final Consent consent;

	private final Hooks hooks;

	private final Legacy legacy = new Legacy();

	public Greenhouse(Workbench bench) {
		this.bench = bench;
		this.files = new Files(bench);
		this.tokens = new Tokens(bench);
		this.consent = new Consent(bench, this.tokens);
		this.hooks = new Hooks(bench, this.files);
		new Lists(bench, this.files, this.router).register();
		new Writes(bench).register(this.router);
		new Lifecycle(bench).register(this.router);
	}

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public Ids.Style ids() {
		return Ids.Style.SILO_NUMBER;
	}

	@Override
	public Optional<Account> identify(Request request) {
		if (request.path().startsWith("/files/")) {
			return this.bench.world().find(NAME, segment(request, 2));
		}
		return request.authorization("Bearer")
			.flatMap((token) -> this.bench.world().byGrant(NAME, token))
			.or(() -> request.basic().flatMap((it) -> this.bench.world().byCredential(NAME, "clientId", it[0])))
			.or(() -> request.form()
				.getOrDefault("refresh_token", request.form().getOrDefault("code", List.of()))
				.stream()
				.findFirst()
				.flatMap((token) -> this.bench.world().byGrant(NAME, token)));
	}

	@Override
	public Reply handle(Request request) {
		try {
			return switch (request.method() + " " + request.path()) {
				case "POST /token" -> this.tokens.token(request);
				case "POST /introspect" -> this.tokens.introspect(request);
				case "GET /authorize" -> this.consent.page(request);
				default -> other(request);
			};
		}
		catch (Refused ex) {
			return ex.reply();
		}
	}

	private Reply other(Request request) {
		if (request.path().startsWith("/v1/") || request.path().startsWith("/v2/")) {
			return this.legacy.answer();
		}
		if (request.path().startsWith("/files/") && request.method().equals("GET")) {
			Account account = this.bench.world().find(NAME, segment(request, 2)).orElseThrow(Refused::notFound);
			return this.files.download(account, segment(request, 3), request);
		}
		return harvest(request);
	}

	/** Routing comes first, then the token, the rate, the scope, the acting user. */
	private Reply harvest(Request request) {
		Router.Match<Endpoint> match = this.router.find(request.method(), request.path())
			.orElseThrow(Refused::notFound);
		String token = request.authorization("Bearer").orElseThrow(Refused::unauthorized);
		Account account = this.bench.world().byGrant(NAME, token).orElseThrow(Refused::unauthorized);
		Grant grant = account.grants().get(token);
		if (grant.kind() != Grant.Kind.ACCESS || !grant.expiresAt().isAfter(this.bench.now())) {
			throw Refused.unauthorized();
		}
		boolean partner = grant.attributes().getOrDefault("partner", "false").equals("true");
		int limit = (account.settings().rateLimit() > 0) ? account.settings().rateLimit() : CALLS;
		RateWindow.Usage usage = this.window.hit(account.id() + partner, limit, this.bench.now());
		return usage.describe(common(answer(request, match, account, grant, partner, usage)));
	}

	private static Reply answer(Request request, Router.Match<Endpoint> match, Account account, Grant grant,
			boolean partner, RateWindow.Usage usage) {
		try {
			if (usage.exceeded()) {
				throw Refused.with(429, "Too Many Requests");
			}
			Endpoint endpoint = match.handler();
			User user = account.users().find(grant.userId()).filter(User::active).orElseThrow(Refused::unauthorized);
			if (!grant.scopes().contains(endpoint.scope()) || !Scopes.granted(account).contains(endpoint.scope())
					|| (endpoint.siteAdminOnly() && !user.siteAdmin())) {
				throw Refused.forbidden();
			}
			return endpoint.action().perform(new Caller(request, match.variables(), account, user, partner));
		}
		catch (Refused ex) {
			return ex.reply();
		}
	}

	private Reply common(Reply reply) {
		return reply.header("X-Request-Id", this.bench.ids().hex(16))
			.header("Cache-Control", "max-age=0, private, must-revalidate");
	}

	@Override
	public void furnish(Account account) {
		Map<String, String> credentials = account.credentials();
		credentials.put("clientId", this.bench.ids().hex(12) + "-" + (1 + this.bench.ids().below(9)));
		credentials.put("clientSecret", this.bench.ids().hex(24));
		credentials.put("fileKey", this.bench.ids().hex(16));
		User service = user(account, "CLARA", "integration", true, true);
		credentials.put("serviceUserId", service.id());
		credentials.put("adminUserId", user(account, "Ines", "Calder", true, false).id());
		user(account, "Tomas", "Brandvold", false, false);
		Instant now = this.bench.now();
		Dictionary.create(account, this.bench.ids(), now);
	}

	private User user(Account account, String first, String last, boolean siteAdmin, boolean service) {
		String email = (first + "." + last).toLowerCase(Locale.ROOT) + "@northwind.example";
		return account.users()
			.put(new User(this.bench.ids().next(ids()), first, last, email, siteAdmin, true, service));
	}

	@Override
	public ObjectNode connection(Account account, String base) {
		this.hooks.reachedAt(base);
		ObjectNode result = Json.object()
			.put("clientId", account.credential("clientId"))
			.put("clientSecret", account.credential("clientSecret"))
			.put("adminUserId", account.credential("adminUserId"))
			.put("serviceUserId", account.credential("serviceUserId"))
			.put("tokenUrl", base + "/token")
			.put("authorizeUrl", base + "/authorize")
			.put("partnerClientId", Tokens.PARTNER_ID)
			.put("partnerClientSecret", Tokens.PARTNER_SECRET);
		result.set("webhookEvents", Json.texts(Hooks.LABELS.keySet()));
		return result;
	}

	@Override
	public Optional<String> rejectionReason(Account account, String idOrName) {
		return Dictionary.rejectionReason(account, idOrName);
	}

	@Override
	public boolean keepsLettersAsText() {
		return false;
	}

	@Override
	public List<String> usualStages() {
		return List.of("Application Review", "Preliminary Phone Screen", "Phone Interview", "Face to Face", "Offer");
	}

	@Override
	public void changed(Account account, Change change) {
		this.hooks.changed(account, change);
	}

	@Override
	public Webhook configure(Account account, Optional<Webhook> before, ObjectNode form) {
		return this.hooks.configure(account, before, form);
	}

	@Override
	public ObjectNode addresses(Account account, Application application, String base) {
		return Json.object()
			.put("candidate", base + "/v3/candidates?ids=" + application.candidateId())
			.put("application", base + "/v3/applications?ids=" + application.id())
			.put("notes", base + "/v3/notes?application_ids=" + application.id())
			.put("tags", base + "/v3/applied_candidate_tags?candidate_ids=" + application.candidateId());
	}

	@Override
	public Optional<Reply> action(Account account, String name, ObjectNode body) {
		return switch (name) {
			case "legacy" -> Optional.of(this.legacy.set(Json.text(body, "mode", "")));
			case "consent" -> Optional.of(consent(account, body));
			default -> Optional.empty();
		};
	}

	private Reply consent(Account account, ObjectNode body) {
		List<String> scopes = Scopes.split(Json.text(body, "scope", String.join(" ", Scopes.ALL)));
		String user = Json.text(body, "userId", account.credential("serviceUserId"));
		return Reply.json(200, Json.object()
			.put("code", this.tokens.consent(account, user, scopes, Json.text(body, "redirectUri", ""))));
	}

	/** Answers v3 JSON: escaped as Rails does, with a newline at the end. */
	static Reply ok(int status, JsonNode body) {
		String text = Json.rails(body) + "\n";
		String tag = Integer.toHexString(Arrays.hashCode(text.getBytes(StandardCharsets.UTF_8)));
		return Reply.text(status, "application/json;charset=utf-8", text).header("ETag", "W/\"" + tag + "\"");
	}

	private static String segment(Request request, int index) {
		String[] segments = request.path().split("/", -1);
		return (segments.length > index) ? segments[index] : "";
	}

}
