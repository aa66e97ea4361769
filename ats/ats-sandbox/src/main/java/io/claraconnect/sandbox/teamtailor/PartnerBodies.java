package io.claraconnect.sandbox.teamtailor;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Application;
import io.claraconnect.sandbox.world.AppliedTag;
import io.claraconnect.sandbox.world.Candidate;
import io.claraconnect.sandbox.world.Doc;
import io.claraconnect.sandbox.world.Ids;
import io.claraconnect.sandbox.world.Job;
import io.claraconnect.sandbox.world.Recruiting;
import io.claraconnect.sandbox.world.Stage;
import io.claraconnect.sandbox.world.User;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the partner is told: no application id, no job text, no resume. In bulk mode
 * (account option {@code bulk}) the job is missing as well.
 */
final class PartnerBodies {

	private PartnerBodies() {
	}

	static ObjectNode event(Account account, Application application, @Nullable Doc trigger, String resultId, Ids ids) {
		ObjectNode body = Json.object();
		ObjectNode event = body.putObject("partner-event").put("id", ids.uuid());
		event.set("webhook-data", (trigger != null) ? dashed(trigger.body()) : Json.object());
		event.putObject("partner-result")
			.put("id", resultId)
			.put("status", "sending")
			.put("update-url", account.credential("partnerUrl") + "/partner-results/" + resultId);
		event.set("candidate", candidate(account, application, trigger));
		body.putObject("company")
			.put("uuid", account.credential("companyUuid"))
			.put("name", account.name())
			.put("url", "https://career.northwind.example")
			.putNull("logotype");
		return body;
	}

	/** Field ids come with dashes, values as texts. */
	private static ObjectNode dashed(ObjectNode trigger) {
		ObjectNode result = Json.object();
		trigger.path("data")
			.properties()
			.forEach((it) -> result.put(it.getKey().replace('_', '-'), it.getValue().asString()));
		return result;
	}

	private static ObjectNode candidate(Account account, Application application, @Nullable Doc trigger) {
		Candidate person = account.candidates().get(application.candidateId());
		ObjectNode result = Json.object()
			.put("id", Long.valueOf(person.id()))
			.put("uuid", UUID.nameUUIDFromBytes(person.id().getBytes(StandardCharsets.UTF_8)).toString())
			.put("first-name", person.firstName())
			.put("last-name", person.lastName())
			.put("email", person.emails().isEmpty() ? null : person.emails().getFirst())
			.put("phone", person.phones().isEmpty() ? null : person.phones().getFirst())
			.putNull("picture-url");
		result.set("tags", Json.texts(Recruiting.tagsOf(account, person.id()).stream().map(AppliedTag::name).toList()));
		result.putNull("department").putNull("role");
		result.putArray("referrals");
		result.putArray("onboardings");
		User recruiter = account.users().get(account.credential("recruiterId"));
		if (!account.settings().option("bulk", "false").equals("true")) {
			result.set("job", job(account, application, trigger, recruiter));
		}
		result.putObject("recruiter").put("name", recruiter.name()).put("email", recruiter.email()).putNull("phone");
		result.putArray("locations");
		ArrayNode questions = result.putArray("questions");
		application.answers()
			.forEach((it) -> questions.addObject().put("question", it.question()).put("answer", it.answer()));
		result.putArray("custom-fields");
		return result;
	}

	private static ObjectNode job(Account account, Application application, @Nullable Doc trigger, User recruiter) {
		Job job = account.jobs().get(application.jobId());
		ObjectNode result = Json.object()
			.put("id", Long.valueOf(job.id()))
			.put("title", job.title())
			.put("stage", job.stage(application.stageId()).map(Stage::name).orElse(""));
		result.putArray("tags");
		result.putArray("custom-fields");
		if (trigger != null) {
			result.put("stage-id", Long.valueOf(application.stageId())).put("trigger-id", Long.valueOf(trigger.id()));
			result.putObject("status").put("rejected", application.status() == Application.Status.REJECTED);
			result.putObject("triggered-by")
				.put("id", Long.valueOf(recruiter.id()))
				.put("email", recruiter.email())
				.put("name", recruiter.name());
		}
		return result;
	}

}
