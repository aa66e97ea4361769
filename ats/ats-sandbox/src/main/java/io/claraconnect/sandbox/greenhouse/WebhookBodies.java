package io.claraconnect.sandbox.greenhouse;

import java.util.List;
import java.util.function.Function;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Application;
import io.claraconnect.sandbox.world.Application.Status;
import io.claraconnect.sandbox.world.Attachment;
import io.claraconnect.sandbox.world.Candidate;
import io.claraconnect.sandbox.world.Change;
import io.claraconnect.sandbox.world.Job;
import io.claraconnect.sandbox.world.Recruiting;
import io.claraconnect.sandbox.world.Webhook;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What webhooks carry: still in the shapes of Harvest v1, whatever the API. */
final class WebhookBodies {

	private static final String APP = "https://app.greenhouse.io/people/";

	private final Function<Attachment, String> address;

	WebhookBodies(Function<Attachment, String> address) {
		this.address = address;
	}

	static ObjectNode ping(Webhook hook, String label) {
		return Json.object()
			.put("web_hook_id", Rows.number(hook.id()))
			.put("endpoint_url", hook.url())
			.put("created_at", Rows.time(hook.createdAt()))
			.put("updated_at", Rows.time(hook.updatedAt()))
			.put("name", hook.name())
			.put("event", label)
			.put("active", hook.enabled())
			.put("content-type", "application/json");
	}

	static ObjectNode row(Webhook hook) {
		ObjectNode row = Rows.start(hook.id())
			.put("name", hook.name())
			.put("event_action_type", hook.event())
			.put("url", hook.url())
			.put("deactivated", !hook.enabled());
		return Rows.stamp(row, hook.createdAt(), hook.updatedAt());
	}

	ObjectNode payload(Account account, String event, Change change) {
		Application application = change.application();
		if (event.equals("delete_candidate")) {
			return Json.object().set("person", person(change.candidate(), application));
		}
		if (event.equals("update_candidate") || application == null) {
			return Json.object().set("candidate", candidate(account, change.candidate()));
		}
		ObjectNode shape = event.equals("hire_candidate") ? hire(account, change.candidate(), application)
				: application(account, change.candidate(), application);
		return Json.object().set("application", shape);
	}

	private ObjectNode application(Account account, Candidate candidate, Application application) {
		Job job = account.jobs().get(application.jobId());
		boolean rejected = application.status() == Status.REJECTED;
		ObjectNode result = Rows.start(application.id())
			.put("rejected_at", Rows.time(application.rejectedAt()))
			.put("prospect", false)
			.put("status", (application.status() == Status.ACTIVE) ? "active" : Rows.status(application))
			.put("applied_at", Rows.time(application.createdAt()))
			.put("last_activity_at", Rows.time(application.updatedAt()))
			.put("url", APP + candidate.id() + "?application_id=" + application.id());
		String sourceName = account.settings().option("sourceNameKey", "name");
		result.set("source", Json.object().put("id", 2).put(sourceName, "Jobs page on your website"));
		result.putNull("credited_to");
		result.set("rejection_reason", rejected ? reason(account, application) : null);
		result.set("rejection_details", rejected ? Json.object().set("custom_fields", Json.object()) : null);
		result.set("current_stage", stage(job, application));
		result.putObject("custom_fields");
		result.set("candidate", candidate(account, candidate).put("is_private", false).put("can_email", true));
		result.putArray("jobs").add(job(job));
		return result;
	}

	/** The odd one: no status, no stage, no dates of the application. */
	private ObjectNode hire(Account account, Candidate candidate, Application application) {
		Job job = account.jobs().get(application.jobId());
		ObjectNode result = Rows.start(application.id());
		ObjectNode opening = result.putObject("opening").put("opening_id", "1-" + job.id());
		opening.putArray("custom_fields");
		result.putNull("credited_to");
		result.set("source", Json.object().put("id", 2).put("public_name", "Jobs page on your website"));
		result.put("url", APP + candidate.id() + "?application_id=" + application.id());
		ObjectNode person = candidate(account, candidate).put("is_private", false).put("can_email", true);
		person.remove(List.of("tags", "created_at", "company"));
		result.set("candidate", person);
		result.putArray("jobs").add(job(job));
		ObjectNode deprecated = job(job).put("open_date", Rows.time(job.createdAt())).putNull("close_date");
		deprecated.remove(List.of("opened_at", "closed_at", "status", "job_post_id", "notes", "confidential"));
		result.set("job", deprecated);
		result.putObject("custom_fields");
		ObjectNode offer = result.putObject("offer")
			.put("id", Rows.number(application.visit().id()))
			.put("version", 1)
			.put("created_at", Rows.time(application.hiredAt()))
			.putNull("sent_at")
			.put("resolved_at", Rows.time(application.hiredAt()))
			.putNull("starts_at");
		offer.putObject("custom_fields");
		return result;
	}

	private ObjectNode candidate(Account account, Candidate candidate) {
		ObjectNode rest = Rows.candidate(account, candidate);
		ObjectNode result = Rows.start(candidate.id())
			.put("first_name", candidate.firstName())
			.put("last_name", candidate.lastName())
			.put("title", candidate.attributes().get("title"))
			.put("company", candidate.attributes().get("company"))
			.put("created_at", Rows.time(candidate.createdAt()))
			.putNull("external_id")
			.putNull("photo_url")
			.put("url", APP + candidate.id());
		for (String list : List.of("phone_numbers", "email_addresses", "addresses", "website_addresses",
				"social_media_addresses")) {
			result.set(list, rest.get(list));
		}
		result.putArray("educations");
		result.putArray("employments");
		result.putNull("recruiter").putNull("coordinator");
		result.putArray("attachments");
		account.attachments()
			.all()
			.stream()
			.filter((file) -> file.candidateId().equals(candidate.id()))
			.forEach((file) -> result.withArray("attachments")
				.addObject()
				.put("filename", file.fileName())
				.put("url", this.address.apply(file))
				.put("type", file.type()));
		result.set("tags",
				Json.texts(Recruiting.tagsOf(account, candidate.id()).stream().map((it) -> it.name()).toList()));
		result.putObject("custom_fields");
		return result;
	}

	private static ObjectNode person(Candidate candidate, @Nullable Application application) {
		ObjectNode result = Rows.start(candidate.id())
			.put("first_name", candidate.firstName())
			.put("last_name", candidate.lastName())
			.put("company", candidate.attributes().get("company"))
			.put("title", candidate.attributes().get("title"))
			.put("created_at", Rows.time(candidate.createdAt()))
			.putNull("headline")
			.put("is_private", false)
			.putNull("recruiter_user_id")
			.putNull("coordinator_user_id")
			.put("can_email", true);
		result.putArray("deleted_application_ids");
		if (application != null) {
			result.withArray("deleted_application_ids").add(Rows.number(application.id()));
		}
		return result;
	}

	private static ObjectNode stage(Job job, Application application) {
		ObjectNode result = Rows.start(application.stageId()).put("name", Rows.stageName(job, application));
		result.putArray("interviews");
		return result;
	}

	private static ObjectNode reason(Account account, Application application) {
		ObjectNode result = Json.object().put("id", 1).put("name", "Other");
		account.docs().find(application.rejectionReasonId()).ifPresent((doc) -> {
			result.set("id", doc.body().get("id"));
			result.set("name", doc.body().get("name"));
		});
		result.set("type", Json.object().put("id", 2).put("name", "We rejected them"));
		return result;
	}

	private static ObjectNode job(Job job) {
		ObjectNode result = Rows.start(job.id())
			.put("name", job.title())
			.putNull("requisition_id")
			.putNull("notes")
			.put("confidential", false)
			.put("job_post_id", Rows.number(job.attributes().get("postId")))
			.put("status", job.status())
			.putNull("created_by_id")
			.put("created_at", Rows.time(job.createdAt()))
			.put("opened_at", Rows.time(job.createdAt()))
			.put("closed_at", job.status().equals("closed") ? Rows.time(job.updatedAt()) : null);
		result.putArray("departments");
		result.putArray("offices");
		result.putObject("custom_fields");
		return result;
	}

}
