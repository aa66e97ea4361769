package io.claraconnect.sandbox.lever;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Answer;
import io.claraconnect.sandbox.world.Application;
import io.claraconnect.sandbox.world.Application.Status;
import io.claraconnect.sandbox.world.AppliedTag;
import io.claraconnect.sandbox.world.Candidate;
import io.claraconnect.sandbox.world.Job;
import io.claraconnect.sandbox.world.StageVisit;
import io.claraconnect.sandbox.world.User;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How records look on the wire. The candidate is Lever's contact, the application is its
 * opportunity; the application form has the id of the first stay in a stage.
 */
final class Rows {

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private Rows() {
	}

	static boolean isLead(Candidate person) {
		return person.attributes().getOrDefault("lead", "false").equals("true");
	}

	static boolean isAnonymized(Candidate person) {
		return person.attributes().getOrDefault("anonymized", "false").equals("true");
	}

	static String origin(Candidate person) {
		return person.attributes().getOrDefault("origin", isLead(person) ? "sourced" : "applied");
	}

	static String formId(Application application) {
		return application.visits().getFirst().id();
	}

	/** Records from before the field was introduced have none until they are touched. */
	static @Nullable Instant updatedAt(Application application, Candidate person) {
		boolean old = person.attributes().getOrDefault("legacy", "false").equals("true");
		return (old && application.updatedAt().equals(application.createdAt())) ? null : application.updatedAt();
	}

	static ObjectNode opportunity(Account account, Application application, Set<String> expand) {
		Candidate person = account.candidates().get(application.candidateId());
		Job job = account.jobs().get(application.jobId());
		ObjectNode row = Json.object().put("id", application.id());
		row.put("name", person.name());
		row.set("contact", expand.contains("contact") ? contact(person) : NODES.stringNode(person.id()));
		row.put("headline", person.attributes().getOrDefault("headline", ""));
		row.set("stage", expand.contains("stage") ? stage(account, application.stageId())
				: NODES.stringNode(application.stageId()));
		row.put("confidentiality", Postings.confidential(job) ? "confidential" : "non-confidential")
			.put("location", person.attributes().getOrDefault("location", ""));
		row.set("phones", phones(person));
		row.set("emails", Json.texts(person.emails()));
		row.putArray("links");
		row.set("archived", archived(account, application));
		row.set("tags", Json.texts(tags(account.appliedTags().all(), application)));
		row.putArray("sources").add(person.attributes().getOrDefault("source", "Job site"));
		row.set("stageChanges", stageChanges(account, application));
		row.put("origin", origin(person)).putNull("sourcedBy");
		String owner = account.credential("adminUserId");
		row.set("owner", user(account, owner, expand.contains("owner")));
		row.putArray("followers").add(user(account, owner, expand.contains("followers")));
		ArrayNode forms = row.putArray("applications");
		if (!isLead(person)) {
			forms.add(expand.contains("applications") ? form(account, application)
					: NODES.stringNode(formId(application)));
		}
		stamp(row, application, person);
		if (!isLead(person)) {
			row.put("opportunityLocation", job.location());
		}
		return row;
	}

	private static void stamp(ObjectNode row, Application application, Candidate person) {
		Instant updatedAt = updatedAt(application, person);
		row.put("createdAt", application.createdAt().toEpochMilli())
			.put("updatedAt", (updatedAt != null) ? updatedAt.toEpochMilli() : null)
			.put("lastInteractionAt", application.updatedAt().toEpochMilli())
			.put("lastAdvancedAt", application.visit().enteredAt().toEpochMilli())
			.putNull("snoozedUntil");
		row.putObject("urls")
			.put("list", "https://hire.lever.co/candidates")
			.put("show", "https://hire.lever.co/candidates/" + application.id());
		row.put("isAnonymized", isAnonymized(person));
		row.set("dataProtection",
				Optional.ofNullable(person.attributes().get("dataProtection"))
					.<JsonNode>map(Json.MAPPER::readTree)
					.orElseGet(NODES::nullNode));
	}

	/** What mutations answer: the fields of the person come back empty. */
	static ObjectNode blanked(ObjectNode row) {
		row.put("name", "").put("headline", "").put("location", "");
		row.putArray("phones");
		row.putArray("emails");
		row.putArray("links");
		row.remove("opportunityLocation");
		return row;
	}

	static List<String> tags(List<AppliedTag> tags, Application application) {
		return tags.stream()
			.filter((tag) -> application.id().equals(tag.applicationId()))
			.map(AppliedTag::name)
			.toList();
	}

	static JsonNode archived(Account account, Application application) {
		Instant at = (application.status() == Status.HIRED) ? application.hiredAt() : application.rejectedAt();
		if (application.status() == Status.ACTIVE || at == null) {
			return NODES.nullNode();
		}
		String type = (application.status() == Status.HIRED) ? "hired" : "non-hired";
		String reason = Optional.ofNullable(application.rejectionReasonId()).orElse("");
		return Json.object()
			.put("reason", Pipeline.reasonId(account, reason, type))
			.put("archivedAt", at.toEpochMilli());
	}

	private static ArrayNode stageChanges(Account account, Application application) {
		ArrayNode result = Json.array();
		List<String> order = Pipeline.stages(account).stream().map((it) -> it.path("id").asString()).toList();
		for (StageVisit visit : application.visits()) {
			result.add(Json.object()
				.put("toStageId", visit.stageId())
				.put("toStageIndex", order.indexOf(visit.stageId()))
				.put("updatedAt", visit.enteredAt().toEpochMilli())
				.put("userId", account.credential("adminUserId")));
		}
		return result;
	}

	static ObjectNode stage(Account account, String id) {
		return Pipeline.findStage(account, id)
			.map((it) -> Json.object().put("id", id).put("text", it.path("text").asString()))
			.orElseGet(() -> Json.object().put("id", id).put("text", ""));
	}

	private static ArrayNode phones(Candidate person) {
		ArrayNode result = Json.array();
		person.phones().forEach((phone) -> result.add(Json.object().put("type", "mobile").put("value", phone)));
		return result;
	}

	/** The application form as filled in. */
	static ObjectNode form(Account account, Application application) {
		Candidate person = account.candidates().get(application.candidateId());
		ObjectNode row = Json.object()
			.put("id", formId(application))
			.put("type", "posting")
			.put("candidateId", application.id())
			.put("opportunityId", application.id())
			.put("posting", application.jobId())
			.putNull("postingHiringManager")
			.put("postingOwner", account.credential("adminUserId"))
			.put("name", person.name())
			.putNull("company");
		ArrayNode phones = phones(person);
		row.set("phone", phones.isEmpty() ? NODES.nullNode() : phones.get(0));
		row.put("email", person.emails().isEmpty() ? null : person.emails().getFirst());
		row.putArray("links");
		row.put("comments", application.coverLetter()).putNull("user");
		ArrayNode questions = row.putArray("customQuestions");
		if (!application.answers().isEmpty()) {
			questions.add(answers(application));
		}
		row.put("createdAt", application.createdAt().toEpochMilli());
		row.set("archived", archived(account, application));
		for (String name : List.of("requisitionForHire", "ipAddress", "referer", "userAgent", "acceptLanguage",
				"timezone")) {
			row.putNull(name);
		}
		return row;
	}

	private static ObjectNode answers(Application application) {
		long created = application.createdAt().toEpochMilli();
		ObjectNode form = Json.object().put("id", application.visits().getFirst().id()).put("type", "posting");
		ArrayNode fields = form.put("text", "Questions for applicants").put("description", "").putArray("fields");
		for (Answer answer : application.answers()) {
			boolean yesNo = answer.answer().equalsIgnoreCase("yes") || answer.answer().equalsIgnoreCase("no");
			fields.add(Json.object()
				.put("type", yesNo ? "yes-no" : "textarea")
				.put("text", answer.question())
				.put("description", "")
				.put("required", true)
				.put("value", yesNo ? answer.answer().toLowerCase(Locale.ROOT) : answer.answer()));
		}
		return form.putNull("baseTemplateId")
			.putNull("user")
			.putNull("stage")
			.put("createdAt", created)
			.put("completedAt", created);
	}

	static ObjectNode contact(Candidate person) {
		ObjectNode row = Json.object()
			.put("id", person.id())
			.put("name", person.name())
			.put("headline", person.attributes().getOrDefault("headline", ""))
			.put("isAnonymized", isAnonymized(person));
		row.putObject("location").put("name", person.attributes().getOrDefault("location", ""));
		row.set("emails", Json.texts(person.emails()));
		row.set("phones", phones(person));
		return row;
	}

	static JsonNode user(Account account, String id, boolean expanded) {
		return account.users()
			.find(id)
			.<JsonNode>map((user) -> expanded ? user(account, user) : NODES.stringNode(id))
			.orElseGet(NODES::nullNode);
	}

	static ObjectNode user(Account account, User user) {
		return Json.object()
			.put("id", user.id())
			.put("name", user.name())
			.put("username", user.email().replaceAll("@.*", ""))
			.put("email", user.email())
			.put("accessRole", user.siteAdmin() ? "super admin" : "team member")
			.putNull("photo")
			.put("createdAt", account.createdAt().toEpochMilli())
			.put("deactivatedAt", user.active() ? null : (Long) account.createdAt().toEpochMilli())
			.putNull("externalDirectoryId")
			.putNull("linkedContactIds")
			.putNull("jobTitle")
			.putNull("managerId");
	}

}
