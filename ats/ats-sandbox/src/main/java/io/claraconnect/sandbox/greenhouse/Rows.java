package io.claraconnect.sandbox.greenhouse;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Application;
import io.claraconnect.sandbox.world.Application.Status;
import io.claraconnect.sandbox.world.AppliedTag;
import io.claraconnect.sandbox.world.Candidate;
import io.claraconnect.sandbox.world.Job;
import io.claraconnect.sandbox.world.Note;
import io.claraconnect.sandbox.world.Recruiting;
import io.claraconnect.sandbox.world.Stage;
import io.claraconnect.sandbox.world.StageVisit;
import io.claraconnect.sandbox.world.Tag;
import io.claraconnect.sandbox.world.User;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The records in their v3 form. */
final class Rows {

	private static final Map<String, String> VISIBILITY = Map.of("public", "publicly_visible", "private",
			"privately_visible", "admin_only", "admin_only_visible");

	private Rows() {
	}

	static ObjectNode job(Job job) {
		ObjectNode row = start(job.id()).put("name", job.title())
			.put("requisition_id", job.attributes().get("requisitionId"))
			.putNull("notes")
			.put("confidential", false);
		stamp(row, job.createdAt(), job.updatedAt());
		row.put("is_template", false)
			.putNull("copied_from_id")
			.put("opened_at", job.status().equals("draft") ? null : time(job.createdAt()))
			.put("closed_at", job.status().equals("closed") ? time(job.updatedAt()) : null)
			.put("status", job.status());
		row.putArray("office_ids");
		row.putNull("department_id");
		row.putObject("custom_fields");
		return row;
	}

	static ObjectNode jobPost(Job job, String base) {
		String postId = job.attributes().getOrDefault("postId", job.id());
		ObjectNode row = start(postId).put("title", job.title())
			.put("content", job.descriptionHtml())
			.put("internal_content", "")
			.put("active", !job.status().equals("closed"))
			.put("live", job.published() && job.status().equals("open"))
			.put("internal", false)
			.put("featured", false)
			.put("first_published_at", job.published() ? time(job.createdAt()) : null)
			.put("language", "en")
			.put("public_url", base + "/board/jobs/" + postId)
			.put("job_id", number(job.id()))
			.putNull("job_board_id");
		row.putArray("questions");
		row.putNull("demographic_question_set_id");
		return stamp(row, job.createdAt(), job.updatedAt());
	}

	static ObjectNode stage(Job job, Stage stage) {
		ObjectNode row = start(stage.id()).put("job_id", number(job.id()))
			.put("name", stage.name())
			.put("sort_order", job.stages().indexOf(stage))
			.put("active", true);
		return stamp(row, job.createdAt(), job.updatedAt());
	}

	static ObjectNode application(Account account, Application application) {
		Job job = account.jobs().get(application.jobId());
		boolean hired = application.status() == Status.HIRED;
		ObjectNode row = stamp(start(application.id()), application.createdAt(), application.updatedAt());
		row.put("candidate_id", number(application.candidateId()))
			.put("job_id", number(application.jobId()))
			.put("job_post_id", number(job.attributes().get("postId")))
			.putNull("recruiter_id")
			.putNull("coordinator_id")
			.putNull("referrer_id")
			.putNull("source_id")
			.put("stage_id", hired ? null : number(application.visit().id()))
			.put("stage_name", hired ? null : stageName(job, application))
			.put("job_interview_stage_id", hired ? null : number(application.stageId()))
			.put("status", status(application))
			.put("needs_decision", false)
			.put("prospect", false)
			.put("rejected_at", time(application.rejectedAt()))
			.put("last_activity_at", time(application.updatedAt()))
			.putNull("location_address");
		row.set("answers", Json.tree(application.answers()));
		row.putArray("prospective_job_ids");
		row.putObject("custom_fields");
		return row.putNull("agency_note_id");
	}

	static ObjectNode visit(Application application, StageVisit visit, Instant now) {
		Instant end = (visit.exitedAt() != null) ? visit.exitedAt() : now;
		ObjectNode row = start(visit.id()).put("application_id", number(application.id()))
			.put("job_interview_stage_id", number(visit.stageId()))
			.put("entered_at", time(visit.enteredAt()))
			.put("exited_at", time(visit.exitedAt()))
			.put("days_in_stage", ChronoUnit.DAYS.between(visit.enteredAt(), end))
			.put("current", visit.exitedAt() == null);
		return stamp(row, visit.enteredAt(), (visit.exitedAt() != null) ? visit.exitedAt() : visit.enteredAt());
	}

	/** A person who is private or still processed comes as a mere message, at times. */
	static ObjectNode listedCandidate(Account account, Candidate candidate) {
		return candidate.attributes().getOrDefault("stub", "false").equals("true")
				? start(candidate.id()).put("message", "Candidate is private or still being processed")
				: candidate(account, candidate);
	}

	static ObjectNode candidate(Account account, Candidate candidate) {
		ObjectNode row = start(candidate.id()).put("first_name", candidate.firstName())
			.put("last_name", candidate.lastName())
			.putNull("preferred_name")
			.put("company", candidate.attributes().get("company"))
			.put("title", candidate.attributes().get("title"));
		stamp(row, candidate.createdAt(), candidate.updatedAt());
		row.put("last_activity_at", time(candidate.updatedAt()))
			.put("private", candidate.attributes().getOrDefault("private", "false").equals("true"))
			.put("can_email", true);
		row.set("tags", Json.texts(tags(account, candidate)));
		row.putArray("linked_user_ids");
		candidate.phones()
			.forEach((phone) -> row.withArray("phone_numbers").addObject().put("value", phone).put("type", "mobile"));
		candidate.emails()
			.forEach((mail) -> row.withArray("email_addresses").addObject().put("value", mail).put("type", "personal"));
		for (String list : List.of("phone_numbers", "email_addresses", "addresses", "website_addresses",
				"social_media_addresses")) {
			row.withArray(list);
		}
		row.putNull("time_zone");
		row.putObject("custom_fields");
		return row;
	}

	static ObjectNode note(Note note) {
		ObjectNode row = start(note.id()).put("candidate_id", number(note.candidateId()))
			.put("application_id", number(note.applicationId()))
			.put("user_id", number(note.authorId()))
			.put("type", note.attributes().getOrDefault("type", "NOTE"))
			.put("visibility", VISIBILITY.getOrDefault(note.visibility(), "publicly_visible"))
			.put("subject", note.attributes().get("subject"))
			.put("body", note.body())
			.put("body_with_tags", note.body());
		return stamp(row, note.createdAt(), note.updatedAt());
	}

	static ObjectNode tag(Tag tag) {
		return stamp(start(tag.id()).put("name", tag.name()), tag.createdAt(), tag.createdAt());
	}

	static ObjectNode appliedTag(AppliedTag tag) {
		ObjectNode row = start(tag.id()).put("candidate_id", number(tag.candidateId()))
			.put("candidate_tag_id", number(tag.tagId()));
		return stamp(row, tag.createdAt(), tag.createdAt());
	}

	static ObjectNode user(Account account, User user) {
		ObjectNode row = start(user.id()).put("first_name", user.firstName())
			.put("last_name", user.lastName())
			.put("name", user.name())
			.put("primary_email", user.email());
		row.putArray("emails").add(user.email());
		row.put("deactivated", !user.active())
			.put("site_admin", user.siteAdmin())
			.putNull("employee_id")
			.putNull("job_title")
			.putNull("agency_id");
		for (String list : List.of("office_ids", "department_ids", "interviewer_tags", "linked_candidate_ids")) {
			row.putArray(list);
		}
		row.putObject("custom_fields");
		return stamp(row, account.createdAt(), account.createdAt());
	}

	static ObjectNode rejection(Application application) {
		ObjectNode row = start(application.id()).put("application_id", number(application.id()))
			.put("rejection_reason_id", number(application.rejectionReasonId()))
			.putNull("rejected_by_id")
			.put("rejected_at", time(application.rejectedAt()))
			.putNull("rejection_note_id");
		row.putObject("question_custom_fields");
		return stamp(row, application.updatedAt(), application.updatedAt());
	}

	static List<String> tags(Account account, Candidate candidate) {
		return Recruiting.tagsOf(account, candidate.id()).stream().map(AppliedTag::name).toList();
	}

	static String status(Application application) {
		return switch (application.status()) {
			case ACTIVE -> "in_process";
			case REJECTED -> "rejected";
			case HIRED -> "hired";
		};
	}

	static String stageName(Job job, Application application) {
		return job.stage(application.stageId()).map(Stage::name).orElse("");
	}

	static ObjectNode start(String id) {
		return Json.object().put("id", number(id));
	}

	static ObjectNode stamp(ObjectNode row, Instant createdAt, Instant updatedAt) {
		return row.put("created_at", time(createdAt)).put("updated_at", time(updatedAt));
	}

	static @Nullable Long number(@Nullable String id) {
		return (id != null && id.matches("\\d{1,18}")) ? Long.valueOf(id) : null;
	}

	static @Nullable String time(@Nullable Instant time) {
		return (time != null) ? time.truncatedTo(ChronoUnit.MILLIS).toString() : null;
	}

}
