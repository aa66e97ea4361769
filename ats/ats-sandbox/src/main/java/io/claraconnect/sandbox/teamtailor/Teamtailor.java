package io.claraconnect.sandbox.teamtailor;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.http.Reply;
import io.claraconnect.sandbox.http.Request;
import io.claraconnect.sandbox.vendor.Vendor;
import io.claraconnect.sandbox.vendor.Workbench;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Application;
import io.claraconnect.sandbox.world.Change;
import io.claraconnect.sandbox.world.Delivery;
import io.claraconnect.sandbox.world.Doc;
import io.claraconnect.sandbox.world.Ids;
import io.claraconnect.sandbox.world.User;
import io.claraconnect.sandbox.world.Webhook;
import tools.jackson.databind.node.ObjectNode;

/** The Teamtailor stand-in. */
public final class Teamtailor implements Vendor {

	static final String NAME = "teamtailor";

	private static final int CALLS = 50;

	private final Workbench bench;

	private final Window window = new Window();

	private final Files files;

	private final PublicApi publicApi;

	private final PartnerApi partnerApi;

	private final CompanyHooks hooks;

	private final Partner partner;

	private final Moves moves;

	private final Actions actions;

	public Teamtailor(Workbench bench) {
		this.bench = bench;
		this.files = new Files(bench);
		this.hooks = new CompanyHooks(bench);
		this.moves = new Moves(bench);
		PartnerResults results = new PartnerResults(bench);
		this.partner = new Partner(bench, results);
		this.partnerApi = new PartnerApi(results);
		Catalogue catalogue = new Catalogue(this.files);
		Documents documents = new Documents(catalogue);
		this.publicApi = new PublicApi(catalogue, documents, new Writes(bench, documents, catalogue, this.hooks),
				this.moves);
		this.actions = new Actions(bench, this.partner);
	}

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public Ids.Style ids() {
		return Ids.Style.NUMBER;
	}

	@Override
	public Optional<Account> identify(Request request) {
		String[] segments = request.path().split("/", -1);
		if (request.path().startsWith("/files/") && segments.length > 3) {
			return this.bench.world().find(NAME, segments[2]);
		}
		return isPartner(request) ? partnerAccount(request) : companyAccount(request);
	}

	private static boolean isPartner(Request request) {
		return request.path().startsWith("/partner/v1/");
	}

	private Optional<Account> companyAccount(Request request) {
		return request.authorization("Token")
			.filter((it) -> it.startsWith("token="))
			.flatMap((it) -> this.bench.world().byCredential(NAME, "apiKey", it.substring("token=".length())));
	}

	/** The partner's key comes without {@code token=}, under either scheme. */
	private Optional<Account> partnerAccount(Request request) {
		return request.authorization("Token")
			.or(() -> request.authorization("Bearer"))
			.flatMap((key) -> this.bench.world().byCredential(NAME, "partnerKey", key));
	}

	@Override
	public Reply handle(Request request) {
		try {
			return request.path().startsWith("/files/") ? this.files.download(request) : api(request);
		}
		catch (Refused ex) {
			return ex.reply();
		}
	}

	/** The version comes first, then the token, the rate, the scope, the route. */
	private Reply api(Request request) {
		String version = request.header("X-Api-Version").orElse("");
		if (!Version.isKnown(version)) {
			throw Refused.version();
		}
		Account account = (isPartner(request) ? partnerAccount(request) : companyAccount(request))
			.orElseThrow(Refused::unauthorized);
		int limit = (account.settings().rateLimit() > 0) ? account.settings().rateLimit() : CALLS;
		Window.Usage usage = this.window.hit(account.id(), limit, this.bench.now());
		boolean admin = account.settings().option("apiKeyScope", "Admin").equals("Admin");
		View view = new View(account, this.bench, request.base(), version.equals(Version.CURRENT), admin);
		Reply reply = answer(view, request, usage);
		return usage.describe((reply.status() < 300) ? reply.header("X-Api-Version", version) : reply);
	}

	private Reply answer(View view, Request request, Window.Usage usage) {
		try {
			if (usage.exceeded()) {
				throw Refused.tooMany();
			}
			if (isPartner(request)) {
				return this.partnerApi.answer(view, request);
			}
			if (request.path().startsWith("/v1/")) {
				return this.publicApi.answer(view, request);
			}
			throw Refused.notFound();
		}
		catch (Refused ex) {
			return ex.reply();
		}
	}

	@Override
	public void furnish(Account account) {
		Ids ids = this.bench.ids();
		Map<String, String> credentials = account.credentials();
		credentials.put("apiKey", ids.hex(20));
		credentials.put("integrationKey", ids.uuid());
		credentials.put("activationId", ids.next(Ids.Style.NUMBER));
		credentials.put("partnerId", ids.next(Ids.Style.NUMBER));
		credentials.put("partnerKey", ids.hex(20));
		credentials.put("partnerSecret", ids.hex(32));
		credentials.put("webhookKey", ids.hex(32));
		credentials.put("fileKey", ids.hex(16));
		credentials.put("companyUuid", ids.hex(8));
		credentials.put("adminUserId", user(account, "Ines", "Calder", true));
		credentials.put("recruiterId", user(account, "Tomas", "Brandvold", false));
		FormResources.furnish(account, this.bench);
		for (String reason : List.of("Not a fit", "Position filled")) {
			Docs.put(account, ids.next(Ids.Style.NUMBER), Docs.REASON,
					Json.object().put("reason", reason).put("rejected-by-company", true), this.bench.now());
		}
	}

	private String user(Account account, String first, String last, boolean admin) {
		String email = (first + "." + last).toLowerCase(Locale.ROOT) + "@northwind.example";
		String id = this.bench.ids().next(Ids.Style.NUMBER);
		account.users().put(new User(id, first, last, email, admin, true, false));
		return id;
	}

	@Override
	public ObjectNode connection(Account account, String base) {
		account.credentials().put("partnerUrl", base + "/partner/v1");
		ObjectNode result = Json.object().put("apiUrl", base).put("partnerUrl", base + "/partner/v1");
		for (String name : List.of("apiKey", "integrationKey", "partnerId", "partnerKey", "partnerSecret",
				"companyUuid", "adminUserId", "recruiterId")) {
			result.put(name, account.credential(name));
		}
		result.put("webhookSignatureKey", account.credential("webhookKey"));
		result.set("webhookEvents", Json.texts(CompanyHooks.EVENTS));
		return result;
	}

	@Override
	public Optional<String> rejectionReason(Account account, String idOrName) {
		return Docs.find(account, Docs.REASON, idOrName)
			.map(Doc::id)
			.or(() -> Docs.ids(account, Docs.REASON, "reason", idOrName).stream().findFirst());
	}

	@Override
	public List<String> usualStages() {
		return List.of("Inbox", "Screening", "Interview", "Offer", "Hired");
	}

	@Override
	public void changed(Account account, Change change) {
		Application application = change.application();
		switch (change.kind()) {
			case APPLIED -> {
				this.hooks.candidate(account, "candidate.create", change.candidate());
				if (application != null) {
					FormResources.applied(account, this.bench, change.candidate(), application);
					this.hooks.application(account, "job_application.create", application);
					this.partner.entered(account, application);
				}
			}
			case CANDIDATE_DELETED -> {
				FormResources.deleted(account, change.candidate());
				if (application != null) {
					this.hooks.application(account, "job_application.destroy", application);
				}
				this.hooks.candidate(account, "candidate.destroy", change.candidate());
			}
			case CANDIDATE_UPDATED -> {
			}
			default -> {
				if (application != null) {
					progressed(account, application, change);
				}
			}
		}
	}

	/** Tags, notes and answers fire nothing; stages and rejections do. */
	private void progressed(Account account, Application application, Change change) {
		String from = (change.fromStageId() != null) ? change.fromStageId() : "";
		Application settled = this.moves.settled(account, application, change.kind(), from);
		this.hooks.application(account, "job_application.update", settled);
		if (!settled.stageId().equals(from)) {
			this.partner.entered(account, settled);
		}
	}

	@Override
	public Webhook configure(Account account, Optional<Webhook> before, ObjectNode form) {
		String event = Json.text(form, "event", before.map(Webhook::event).orElse("*"));
		if (!form.has("secret") && before.isEmpty()) {
			form.put("secret", account.credential(event.equals(Partner.EVENT) ? "partnerSecret" : "webhookKey"));
		}
		return account.exclusively(() -> event.equals(Partner.EVENT) ? this.partner.configure(account, before, form)
				: this.hooks.configure(account, before, form));
	}

	@Override
	public void answered(Account account, Delivery delivery, int status, String body) {
		if (delivery.event().equals(Partner.EVENT)) {
			this.partner.answered(account, delivery, status, body);
		}
	}

	@Override
	public void timePasses(Account account) {
		this.moves.applyDue(account);
	}

	@Override
	public ObjectNode addresses(Account account, Application application, String base) {
		String candidate = base + "/v1/candidates/" + application.candidateId();
		return Json.object()
			.put("candidate", candidate)
			.put("application", base + "/v1/job-applications/" + application.id() + "?include=candidate,job,stage")
			.put("notes", base + "/v1/notes?filter[candidate]=" + application.candidateId())
			.put("tags", candidate + "?fields[candidates]=tags")
			.put("partnerResults", candidate + "/partner-results");
	}

	@Override
	public Optional<Reply> action(Account account, String name, ObjectNode body) {
		return account.exclusively(() -> this.actions.perform(account, name, body));
	}

}
