package io.claraconnect.sandbox.lever;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.http.Reply;
import io.claraconnect.sandbox.http.Request;
import io.claraconnect.sandbox.http.Router;
import io.claraconnect.sandbox.vendor.Vendor;
import io.claraconnect.sandbox.vendor.Workbench;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Application;
import io.claraconnect.sandbox.world.Change;
import io.claraconnect.sandbox.world.Doc;
import io.claraconnect.sandbox.world.Grant;
import io.claraconnect.sandbox.world.Ids;
import io.claraconnect.sandbox.world.Job;
import io.claraconnect.sandbox.world.Recruiting;
import io.claraconnect.sandbox.world.Stage;
import io.claraconnect.sandbox.world.User;
import io.claraconnect.sandbox.world.Webhook;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The Lever stand-in. */
public final class Lever implements Vendor {

	static final String NAME = "lever";

	private static final int CALLS_PER_SECOND = 10;

	private final Workbench bench;

	private final Router<Endpoint> router = new Router<>();

	private final Bucket bucket = new Bucket();

	private final OAuth oauth;

	private final Consent consent;

	private final Hooks hooks;

	private final Mutations mutations;

	private final Actions actions;

	public Lever(Workbench bench) {
		this.bench = bench;
		this.oauth = new OAuth(bench);
		this.consent = new Consent(bench);
		this.hooks = new Hooks(bench);
		this.mutations = new Mutations(bench);
		this.actions = new Actions(bench, this.consent);
		Pages pages = new Pages();
		new Postings(pages).register(this.router);
		new Opportunities(pages).register(this.router);
		this.mutations.register(this.router);
		new Notes(bench, this.mutations, pages).register(this.router);
		new Resumes(bench, pages).register(this.router);
		new Catalogues(bench, pages, this.hooks).register(this.router);
		new WebhookAdmin(bench, this.hooks).register(this.router);
	}

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public Ids.Style ids() {
		return Ids.Style.UUID;
	}

	@Override
	public Optional<Account> identify(Request request) {
		return request.authorization("Bearer")
			.flatMap((token) -> this.bench.world().byGrant(NAME, token))
			.or(() -> request.basic().flatMap((it) -> this.bench.world().byCredential(NAME, "apiKey", it[0])))
			.or(() -> this.consent.account(request))
			.or(() -> request.path().equals("/oauth/token") ? this.oauth.account(OAuth.form(request))
					: Optional.empty());
	}

	@Override
	public Reply handle(Request request) {
		try {
			return switch (request.method() + " " + request.path()) {
				case "GET /authorize" -> this.consent.page(request);
				case "POST /oauth/token" -> this.oauth.token(request);
				default -> data(request);
			};
		}
		catch (Refused ex) {
			return described(ex.reply());
		}
	}

	/** The credential comes first, then the rate, the route, the scope. */
	private Reply data(Request request) {
		Access access = request.authorization("Bearer").map(this::bearer).orElseGet(() -> key(request));
		Account account = access.account();
		int limit = (account.settings().rateLimit() > 0) ? account.settings().rateLimit() : CALLS_PER_SECOND;
		if (!this.bucket.take(access.credential(), limit, this.bench.now())) {
			throw Refused.tooMany();
		}
		Router.Match<Endpoint> match = this.router.find(request.method(), request.path())
			.orElseThrow(() -> Refused.noRoute(request.path()));
		if (!Scopes.allow(access.scopes(), match.handler().scope())) {
			throw Refused.forbidden("The scope " + match.handler().scope() + ":admin is required.");
		}
		Caller caller = new Caller(request, match.variables(), account, access.scopes(), access.credential());
		return match.handler().action().perform(caller);
	}

	private Access bearer(String token) {
		Account account = this.bench.world().byGrant(NAME, token).orElseThrow(Refused::unauthorized);
		Grant grant = account.grants().get(token);
		if (grant.kind() != Grant.Kind.ACCESS || !grant.expiresAt().isAfter(this.bench.now())) {
			throw Refused.unauthorized();
		}
		return new Access(account, Scopes.effective(account, grant.scopes()), account.id() + ":app");
	}

	private Access key(Request request) {
		Account account = request.basic()
			.filter((it) -> it[1].isEmpty())
			.flatMap((it) -> this.bench.world().byCredential(NAME, "apiKey", it[0]))
			.orElseThrow(Refused::unauthorized);
		String ticked = account.settings().option("apiKeyScopes", Scopes.usualForKey());
		return new Access(account, Scopes.effective(account, Scopes.split(ticked)), account.id() + ":key");
	}

	static Reply ok(int status, JsonNode body) {
		return described(Reply.json(status, body));
	}

	private static Reply described(Reply reply) {
		return reply.header("Server", "lever-data-api")
			.header("x-lever-region", "global")
			.header("x-stream-path", "dapi");
	}

	@Override
	public void furnish(Account account) {
		Ids ids = this.bench.ids();
		Map<String, String> credentials = account.credentials();
		credentials.put("accountId", ids.uuid());
		credentials.put("clientId", ids.hex(16));
		credentials.put("clientSecret", ids.hex(32));
		credentials.put("apiKey", ids.hex(24));
		credentials.put("adminUserId", user(account, "Ines", "Calder", true, true));
		credentials.put("hiringManagerId", user(account, "Tomas", "Brandvold", false, true));
		user(account, "Odile", "Ferrante", false, false);
		Pipeline.create(account, ids, this.bench.now());
	}

	private String user(Account account, String first, String last, boolean superAdmin, boolean active) {
		String email = (first + "." + last).toLowerCase(Locale.ROOT) + "@northwind.example";
		String id = this.bench.ids().uuid();
		account.users().put(new User(id, first, last, email, superAdmin, active, false));
		return id;
	}

	@Override
	public ObjectNode connection(Account account, String base) {
		ObjectNode result = Json.object()
			.put("clientId", account.credential("clientId"))
			.put("clientSecret", account.credential("clientSecret"))
			.put("apiKey", account.credential("apiKey"))
			.put("partnerClientId", OAuth.APP_ID)
			.put("partnerClientSecret", OAuth.APP_SECRET)
			.put("accountId", account.credential("accountId"))
			.put("adminUserId", account.credential("adminUserId"))
			.put("hiringManagerId", account.credential("hiringManagerId"))
			.put("apiUrl", base + "/v1")
			.put("authorizeUrl", base + "/authorize")
			.put("tokenUrl", base + "/oauth/token")
			.put("audience", base + "/v1/");
		result.set("webhookEvents", Json.texts(Hooks.EVENTS));
		return result;
	}

	@Override
	public Optional<String> rejectionReason(Account account, String idOrName) {
		return Pipeline.findReason(account, idOrName)
			.or(() -> Pipeline.reasons(account)
				.stream()
				.filter((it) -> it.path("text").asString().equals(idOrName))
				.findFirst())
			.map((it) -> it.path("id").asString());
	}

	@Override
	public List<String> usualStages() {
		return Pipeline.USUAL;
	}

	@Override
	public List<Stage> pipeline(Account account, Ids ids, List<String> names) {
		return Pipeline.of(account, ids, names, this.bench.now());
	}

	@Override
	public void changed(Account account, Change change) {
		Application application = change.application();
		switch (change.kind()) {
			case APPLIED -> followPosting(account, change);
			case CANDIDATE_UPDATED -> Recruiting.applicationsOf(account, change.candidate().id())
				.forEach((it) -> this.mutations.touch(account, it));
			case CANDIDATE_DELETED -> {
				if (application != null) {
					ObjectNode body = Json.object()
						.put("id", application.id())
						.put("deletedBy", account.credential("adminUserId"))
						.put("deletedAt", this.bench.now().toEpochMilli());
					account.docs().put(new Doc(application.id(), Opportunities.DELETED, body, this.bench.now()));
				}
			}
			default -> {
			}
		}
		this.hooks.changed(account, change);
	}

	/** The posting's title and categories become tags of a new opportunity. */
	private void followPosting(Account account, Change change) {
		Application application = change.application();
		if (application == null || Rows.isLead(change.candidate())) {
			return;
		}
		Job job = account.jobs().get(application.jobId());
		List.of(job.title(), Postings.category(job, "department"), Postings.category(job, "team"), job.location(),
				Postings.category(job, "commitment"))
			.forEach((tag) -> this.mutations.attach(account, application, tag));
	}

	@Override
	public Webhook configure(Account account, Optional<Webhook> before, ObjectNode form) {
		return this.hooks.configure(account, before, form);
	}

	@Override
	public ObjectNode addresses(Account account, Application application, String base) {
		String opportunity = base + "/v1/opportunities/" + application.id();
		return Json.object()
			.put("candidate", base + "/v1/contacts/" + application.candidateId())
			.put("application", opportunity + "?expand=applications")
			.put("notes", opportunity + "/notes")
			.put("tags", opportunity + "?include=tags")
			.put("resumes", opportunity + "/resumes");
	}

	@Override
	public Optional<Reply> action(Account account, String name, ObjectNode body) {
		return account.exclusively(() -> this.actions.perform(account, name, body));
	}

	private record Access(Account account, Set<String> scopes, String credential) {
	}

}
