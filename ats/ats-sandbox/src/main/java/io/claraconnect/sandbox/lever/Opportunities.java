package io.claraconnect.sandbox.lever;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.http.Reply;
import io.claraconnect.sandbox.http.Router;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Application;
import io.claraconnect.sandbox.world.Application.Status;
import io.claraconnect.sandbox.world.Candidate;
import io.claraconnect.sandbox.world.Doc;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Reads opportunities and their application forms. */
final class Opportunities {

	static final String DELETED = "deleted_opportunity";

	private final Pages pages;

	Opportunities(Pages pages) {
		this.pages = pages;
	}

	void register(Router<Endpoint> router) {
		router.on("GET", "/v1/opportunities", new Endpoint("opportunities:read", this::list))
			.on("GET", "/v1/opportunities/deleted", new Endpoint("opportunities:read", this::deleted))
			.on("GET", "/v1/opportunities/{id}", new Endpoint("opportunities:read", this::one))
			.on("GET", "/v1/opportunities/{id}/applications", new Endpoint("applications:read", this::forms))
			.on("GET", "/v1/opportunities/{id}/applications/{form}", new Endpoint("applications:read", this::form));
	}

	/** By stage, then by the time of the last move: neither by creation nor by change. */
	private Reply list(Caller caller) {
		Account account = caller.account();
		Query query = new Query(caller.request());
		query.requireEmail();
		List<Application> found = account.applications()
			.listed()
			.stream()
			.filter((it) -> account.candidates().find(it.candidateId()).isPresent())
			.filter((it) -> matches(caller, query, it))
			.toList();
		Set<String> expand = expand(caller);
		return this.pages.page(caller.request(), found, (it) -> new Pages.Place(Pipeline.rank(account, it.stageId()),
				it.visit().enteredAt().toEpochMilli(), it.id()), (it) -> Rows.opportunity(account, it, expand));
	}

	private static boolean matches(Caller caller, Query query, Application it) {
		Account account = caller.account();
		Candidate person = account.candidates().get(it.candidateId());
		Map<String, String> attributes = person.attributes();
		boolean active = it.status() == Status.ACTIVE;
		String reason = Rows.archived(account, it).path("reason").asString("");
		String posting = Rows.isLead(person) ? null : it.jobId();
		return query.confidentiality(caller, Postings.confidential(account.jobs().get(it.jobId())))
				&& query.matchesAny("tag", Rows.tags(account.appliedTags().listed(), it))
				&& query.matchesAny("email", person.emails()) && query.matches("origin", Rows.origin(person))
				&& query.matches("source", attributes.getOrDefault("source", "Job site"))
				&& query.matches("stage_id", it.stageId()) && query.matches("posting_id", posting)
				&& query.matches("archived_posting_id", active ? null : posting)
				&& query.matches("archived", Boolean.toString(!active)) && query.matches("archive_reason_id", reason)
				&& query.matches("contact_id", person.id()) && query.matches("snoozed", "false")
				&& query.matches("location", attributes.getOrDefault("location", ""))
				&& query.within("created_at", it.createdAt()) && query.within("updated_at", Rows.updatedAt(it, person))
				&& query.within("advanced_at", it.visit().enteredAt()) && query.within("archived_at", archivedAt(it));
	}

	private static @Nullable Instant archivedAt(Application it) {
		return (it.status() == Status.HIRED) ? it.hiredAt() : it.rejectedAt();
	}

	private Reply deleted(Caller caller) {
		Query query = new Query(caller.request());
		List<Doc> gone = caller.account()
			.docs()
			.all()
			.stream()
			.filter((doc) -> doc.kind().equals(DELETED) && query.within("deleted_at", doc.createdAt()))
			.toList();
		return this.pages.page(caller.request(), gone,
				(doc) -> new Pages.Place(0, doc.createdAt().toEpochMilli(), doc.id()), Doc::body);
	}

	private Reply one(Caller caller) {
		ObjectNode row = Rows.opportunity(caller.account(), caller.opportunity(), expand(caller));
		return Lever.ok(200, Json.object().set("data", Pages.selected(row, caller.request())));
	}

	private Reply forms(Caller caller) {
		Application application = caller.opportunity();
		Candidate person = caller.account().candidates().get(application.candidateId());
		return this.pages.page(caller.request(), Rows.isLead(person) ? List.of() : List.of(application),
				(it) -> new Pages.Place(0, it.createdAt().toEpochMilli(), it.id()),
				(it) -> Rows.form(caller.account(), it));
	}

	private Reply form(Caller caller) {
		Application application = caller.opportunity();
		if (!caller.variable("form").equals(Rows.formId(application))) {
			throw Refused.notFound("applications", caller.variable("form"));
		}
		return Lever.ok(200, Json.object().set("data", Rows.form(caller.account(), application)));
	}

	private static Set<String> expand(Caller caller) {
		return Set.copyOf(caller.request().query().getOrDefault("expand", List.of()));
	}

}
