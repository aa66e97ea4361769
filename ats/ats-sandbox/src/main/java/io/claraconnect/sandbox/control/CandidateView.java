package io.claraconnect.sandbox.control;

import java.util.List;

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
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a recruiter sees of a candidate, in the same form for every vendor. */
final class CandidateView {

	private CandidateView() {
	}

	static ObjectNode of(Account account, Candidate candidate) {
		ObjectNode result = Json.object().put("candidateId", candidate.id()).put("name", candidate.name());
		result.set("emails", Json.texts(candidate.emails()));
		result.set("phones", Json.texts(candidate.phones()));
		ArrayNode applications = result.putArray("applications");
		Recruiting.applicationsOf(account, candidate.id()).forEach((it) -> applications.add(application(account, it)));
		ArrayNode notes = result.putArray("notes");
		account.notes()
			.all()
			.stream()
			.filter((note) -> note.candidateId().equals(candidate.id()))
			.forEach((note) -> notes.add(note(note)));
		List<String> tags = Recruiting.tagsOf(account, candidate.id()).stream().map(AppliedTag::name).toList();
		result.set("tags", Json.texts(tags));
		result.set("attributes", Json.tree(candidate.attributes()));
		ArrayNode files = result.putArray("attachments");
		account.attachments()
			.all()
			.stream()
			.filter((file) -> file.candidateId().equals(candidate.id()))
			.forEach((file) -> files.add(Json.object().put("type", file.type()).put("fileName", file.fileName())));
		return result;
	}

	private static ObjectNode application(Account account, Application application) {
		Job job = account.jobs().get(application.jobId());
		return Json.object()
			.put("id", application.id())
			.put("jobId", job.id())
			.put("jobTitle", job.title())
			.put("stage", job.stage(application.stageId()).map(Stage::name).orElse(""))
			.put("rejected", application.status() == Status.REJECTED)
			.put("hired", application.status() == Status.HIRED)
			.put("createdAt", application.createdAt().toString())
			.put("updatedAt", application.updatedAt().toString());
	}

	private static ObjectNode note(Note note) {
		return Json.object()
			.put("id", note.id())
			.put("applicationId", note.applicationId())
			.put("body", note.body())
			.put("createdAt", note.createdAt().toString())
			.put("updatedAt", note.updatedAt().toString())
			.put("author", note.authorName())
			.put("visibility", note.visibility());
	}

}
