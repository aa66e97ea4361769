package io.claraconnect.sandbox.greenhouse;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.http.Reply;
import io.claraconnect.sandbox.http.Router;
import io.claraconnect.sandbox.vendor.Workbench;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Application.Status;
import io.claraconnect.sandbox.world.Doc;
import tools.jackson.databind.node.ObjectNode;

/** The lists of v3. Each needs its scope and a site admin as acting user. */
final class Lists {

	private static final List<String> NOTE_TYPES = List.of("NOTE", "ACTIVITY", "INTERVIEW", "EMAIL", "FOLLOW_UP",
			"TAKE_HOME_TEST", "LINKEDIN_NOTE", "LINKEDIN_INMAIL", "AVAILABILITY_REQUEST", "MIGRATION_ERROR",
			"TOUCHPOINT", "FORM", "FEEDBACK");

	private static final List<String> ATTACHMENT_TYPES = List.of("resume", "cover_letter", "take_home_test",
			"offer_packet", "offer_letter", "signed_offer_letter", "other", "form_attachment", "midfunnel_agreement",
			"automated_agreement");

	private final Workbench bench;

	private final Files files;

	private final Router<Endpoint> router;

	Lists(Workbench bench, Files files, Router<Endpoint> router) {
		this.bench = bench;
		this.files = files;
		this.router = router;
	}

	void register() {
		registerJobs();
		registerCandidacies();
		registerPeople();
		registerDictionaries();
	}

	private void registerJobs() {
		list("jobs",
				Map.of("status", Param.word("status", List.of("open", "draft", "closed")), "requisition_id",
						Param.text("requisition_id"), "confidential", Param.flag("confidential"), "opened_at",
						Param.time("opened_at"), "closed_at", Param.time("closed_at"), "department_id",
						Param.ids("department_id"), "office_id", Param.ids("office_id")),
				(caller, query) -> account(caller).jobs().listed().stream().map(Rows::job).toList());
		list("job_posts",
				Map.of("job_ids", Param.ids("job_id"), "active", Param.flag("active"), "live", Param.flag("live"),
						"internal", Param.flag("internal"), "featured", Param.flag("featured")),
				(caller, query) -> account(caller).jobs()
					.listed()
					.stream()
					.map((job) -> Rows.jobPost(job, caller.request().base()))
					.toList());
		list("job_interview_stages", Map.of("job_ids", Param.ids("job_id"), "active", Param.flag("active")),
				(caller, query) -> account(caller).jobs()
					.listed()
					.stream()
					.flatMap((job) -> job.stages().stream().map((stage) -> Rows.stage(job, stage)))
					.toList());
		list("job_owners",
				Map.of("job_ids", Param.ids("job_id"), "user_ids", Param.ids("user_id"), "type",
						Param.word("type", List.of("sourcer", "recruiter", "coordinator"))),
				(caller, query) -> List.of());
	}

	private void registerCandidacies() {
		list("applications",
				Map.of("candidate_ids", Param.ids("candidate_id"), "job_ids", Param.ids("job_id"), "job_post_ids",
						Param.ids("job_post_id"), "stage_ids", Param.ids("stage_id"), "job_interview_stage_ids",
						Param.ids("job_interview_stage_id"), "stage_name", Param.text("stage_name"), "status",
						Lists::status, "prospect", Param.flag("prospect"), "last_activity_at",
						Param.time("last_activity_at"), "source_ids", Param.ids("source_id")),
				(caller, query) -> account(caller).applications()
					.listed()
					.stream()
					.map((application) -> Rows.application(account(caller), application))
					.toList());
		list("application_stages",
				Map.of("application_ids", Param.ids("application_id"), "job_interview_stage_ids",
						Param.ids("job_interview_stage_id"), "current", Param.flag("current")),
				(caller, query) -> account(caller).applications()
					.listed()
					.stream()
					.flatMap((application) -> application.visits()
						.stream()
						.map((visit) -> Rows.visit(application, visit, this.bench.now())))
					.toList());
		list("rejection_details",
				Map.of("application_ids", Param.ids("application_id"), "rejection_reason_ids",
						Param.ids("rejection_reason_id")),
				(caller, query) -> account(caller).applications()
					.listed()
					.stream()
					.filter((application) -> application.status() == Status.REJECTED)
					.map(Rows::rejection)
					.toList());
		list("attachments",
				Map.of("application_ids", Param.ids("application_id"), "candidate_ids", Param.ids("candidate_id"),
						"type", Param.word("type", ATTACHMENT_TYPES)),
				(caller, query) -> account(caller).attachments()
					.listed()
					.stream()
					.map((file) -> this.files.row(account(caller), file, caller.request().base()))
					.toList());
		list("notes",
				Map.of("candidate_ids", Param.ids("candidate_id"), "application_ids", Param.ids("application_id"),
						"user_ids", Param.ids("user_id"), "type", Param.word("type", NOTE_TYPES), "visibility",
						Param.word("visibility",
								List.of("admin_only_visible", "privately_visible", "publicly_visible"))),
				(caller, query) -> account(caller).notes().listed().stream().map(Rows::note).toList());
	}

	private void registerPeople() {
		list("candidates",
				Map.of("email", Lists::email, "tag", Lists::tag, "private", Param.flag("private"), "last_activity_at",
						Param.time("last_activity_at")),
				(caller, query) -> account(caller).candidates()
					.listed()
					.stream()
					.map((candidate) -> Rows.listedCandidate(account(caller), candidate))
					.toList());
		list("users",
				Map.of("primary_email", Param.text("primary_email"), "deactivated", Param.flag("deactivated"),
						"employee_ids", Param.text("employee_id"), "show_service_accounts", Param.any()),
				(caller, query) -> account(caller).users()
					.listed()
					.stream()
					.filter((user) -> !user.serviceAccount()
							|| query.getOrDefault("show_service_accounts", "").equals("true"))
					.map((user) -> Rows.user(account(caller), user))
					.toList());
		documents("user_roles", Map.of());
	}

	private void registerDictionaries() {
		list("candidate_tags", Map.of(),
				(caller, query) -> account(caller).tags().listed().stream().map(Rows::tag).toList());
		list("applied_candidate_tags",
				Map.of("candidate_ids", Param.ids("candidate_id"), "candidate_tag_ids", Param.ids("candidate_tag_id")),
				(caller, query) -> account(caller).appliedTags().listed().stream().map(Rows::appliedTag).toList());
		documents("rejection_reasons", Map.of("include_defaults", Param.any()));
		documents("custom_fields", Map.of("field_type", Param.text("field_type"), "active", Param.flag("active"),
				"name", Param.text("name"), "name_key", Param.text("name_key")));
		documents("sources", Map.of());
		this.router.on("GET", "/v3/rejection_reasons/{id}",
				new Endpoint("harvest:rejection_reasons:list", true, Lists::rejectionReason));
		list("webhooks", Map.of("event_action_type", Param.text("event_action_type")), (caller, query) -> {
			if (!caller.partner()) {
				throw Refused.forbidden();
			}
			return account(caller).webhooks().listed().stream().map(WebhookBodies::row).toList();
		});
	}

	private void documents(String kind, Map<String, Param> params) {
		list(kind, params,
				(caller, query) -> account(caller).docs()
					.listed()
					.stream()
					.filter((doc) -> doc.kind().equals(kind))
					.map(Doc::body)
					.toList());
	}

	private void list(String name, Map<String, Param> params,
			BiFunction<Caller, Map<String, String>, List<ObjectNode>> rows) {
		this.router.on("GET", "/v3/" + name,
				new Endpoint("harvest:" + name + ":list", true, new Listing(this.bench.ids(), params, rows)));
	}

	private static Reply rejectionReason(Caller caller) {
		return caller.account()
			.docs()
			.find(caller.id())
			.filter((doc) -> doc.kind().equals("rejection_reasons"))
			.map((doc) -> Greenhouse.ok(200, doc.body()))
			.orElseThrow(Refused::notFound);
	}

	private static Account account(Caller caller) {
		return caller.account();
	}

	/** The filter says active where the answer says in_process. */
	private static Predicate<ObjectNode> status(String name, String value) {
		if (!List.of("active", "rejected", "hired", "converted").contains(value)) {
			throw Refused.invalid(name, "must be one of: rejected, hired, converted, active");
		}
		String shown = value.equals("active") ? "in_process" : value;
		return (row) -> Json.text(row, "status", "").equals(shown);
	}

	private static Predicate<ObjectNode> email(String name, String value) {
		return (row) -> row.path("email_addresses")
			.valueStream()
			.anyMatch((mail) -> Json.text(mail, "value", "").equalsIgnoreCase(value));
	}

	private static Predicate<ObjectNode> tag(String name, String value) {
		return (row) -> row.path("tags").valueStream().anyMatch((tag) -> tag.asString().equals(value));
	}

}
