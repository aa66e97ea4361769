package io.claraconnect.sandbox.teamtailor;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Application;
import io.claraconnect.sandbox.world.AppliedTag;
import io.claraconnect.sandbox.world.Attachment;
import io.claraconnect.sandbox.world.Candidate;
import io.claraconnect.sandbox.world.Note;
import io.claraconnect.sandbox.world.Recruiting;
import io.claraconnect.sandbox.world.Stage;
import tools.jackson.databind.node.ObjectNode;

/** Candidates, their applications and the notes on them. */
final class PeopleResources {

	private PeopleResources() {
	}

	static void register(Catalogue catalogue, Files files) {
		catalogue.add(candidates(files));
		catalogue.add(applications());
		catalogue.add(new Resource<Note>("notes", Note::id, (view) -> view.account().notes().listed(),
				(view, id) -> view.account().notes().find(id), (view, note) -> note(note))
			.one("candidate", "candidates", (view, note) -> List.of(note.candidateId()))
			.one("user", "users", (view, note) -> Optional.ofNullable(note.authorId()).stream().toList())
			.filter("candidate", (view, note, value) -> note.candidateId().equals(value))
			.filter("user", (view, note, value) -> value.equals(note.authorId())));
	}

	private static Resource<Candidate> candidates(Files files) {
		return new Resource<Candidate>("candidates", Candidate::id, (view) -> view.account().candidates().listed(),
				(view, id) -> view.account().candidates().find(id), (view, it) -> candidate(view, it, files))
			.many("job-applications", "job-applications",
					(view, it) -> view.account()
						.applications()
						.listed()
						.stream()
						.filter((row) -> row.candidateId().equals(it.id()))
						.map(Application::id)
						.toList())
			.many("answers", Docs.ANSWER, (view, it) -> Docs.ids(view.account(), Docs.ANSWER, "candidateId", it.id()))
			.many("questions", Docs.QUESTION, (view, it) -> questions(view.account(), it.id()))
			.many("uploads", "uploads", (view, it) -> OtherResources.uploads(view.account(), it.id()))
			.many("custom-field-values", Docs.VALUE,
					(view, it) -> Docs.ids(view.account(), Docs.VALUE, "candidateId", it.id()))
			.many("partner-results", Docs.RESULT,
					(view, it) -> Docs.ids(view.account(), Docs.RESULT, "candidateId", it.id()))
			.none(false, "department", "role", "division")
			.none(true, "activities", "locations", "regions", "nps-responses")
			.filter("email",
					(view, it, value) -> it.emails().stream().map(PeopleResources::lower).anyMatch(value::equals))
			.filter("phone", (view, it, value) -> it.phones().contains(value))
			.filter("connected", (view, it, value) -> value.equals("false"));
	}

	private static List<String> questions(Account account, String candidateId) {
		return Docs.of(account, Docs.ANSWER)
			.stream()
			.filter((doc) -> doc.body().path("candidateId").asString().equals(candidateId))
			.map((doc) -> doc.body().path("questionId").asString())
			.toList();
	}

	private static String lower(String text) {
		return text.toLowerCase(Locale.ROOT);
	}

	private static ObjectNode candidate(View view, Candidate it, Files files) {
		Map<String, String> attributes = it.attributes();
		ObjectNode result = Json.object()
			.put("first-name", it.firstName())
			.put("last-name", it.lastName())
			.put("email", it.emails().isEmpty() ? null : lower(it.emails().getFirst()))
			.put("phone", it.phones().isEmpty() ? null : it.phones().getFirst())
			.put("pitch", attributes.get("pitch"))
			.putNull("picture")
			.putNull("linkedin-url")
			.putNull("linkedin-uid")
			.putNull("linkedin-profile")
			.putNull("facebook-id")
			.putNull("facebook-profile")
			.put("referring-site", attributes.get("referring-site"))
			.putNull("referring-url");
		for (String name : List.of("sourced", "referred", "internal", "connected", "unsubscribed")) {
			result.put(name, attributes.getOrDefault(name, "false").equals("true"));
		}
		result.set("tags",
				Json.texts(Recruiting.tagsOf(view.account(), it.id()).stream().map(AppliedTag::name).toList()));
		String resume = view.account()
			.attachments()
			.all()
			.stream()
			.filter((file) -> file.candidateId().equals(it.id()) && file.type().equals("resume"))
			.reduce((a, b) -> b)
			.map((Attachment file) -> files.address(view, file))
			.orElse(null);
		return result.put("resume", resume)
			.put("original-resume", resume)
			.put("created-at", Docs.time(it.createdAt()))
			.put("updated-at", Docs.time(it.updatedAt()));
	}

	private static Resource<Application> applications() {
		return new Resource<Application>("job-applications", Application::id,
				(view) -> view.account().applications().listed(), (view, id) -> view.account().applications().find(id),
				PeopleResources::application)
			.one("candidate", "candidates", (view, it) -> List.of(it.candidateId()))
			.one("job", "jobs", (view, it) -> List.of(it.jobId()))
			.one("stage", "stages", (view, it) -> List.of(it.stageId()))
			.one("reject-reason", Docs.REASON,
					(view, it) -> Optional.ofNullable(it.rejectionReasonId()).stream().toList())
			.filter("job", (view, it, value) -> it.jobId().equals(value))
			.filter("stage", (view, it, value) -> it.stageId().equals(value))
			.filter("candidate", (view, it, value) -> it.candidateId().equals(value))
			.filter("stage-type", (view, it, value) -> stage(view, it).equalsIgnoreCase(value));
	}

	private static String stage(View view, Application it) {
		return view.account()
			.jobs()
			.find(it.jobId())
			.flatMap((job) -> job.stage(it.stageId()).map((Stage stage) -> JobResources.type(job, stage)))
			.orElse("");
	}

	private static ObjectNode application(View view, Application it) {
		Candidate person = view.account().candidates().get(it.candidateId());
		ObjectNode result = Json.object()
			.put("cover-letter", it.coverLetter())
			.put("created-at", Docs.time(it.createdAt()))
			.put("updated-at", Docs.time(it.updatedAt()))
			.put("changed-stage-at", Docs.time(it.visit().enteredAt()))
			.put("rejected-at", Docs.time(it.rejectedAt()))
			.putNull("referring-url")
			.put("referring-site", person.attributes().get("referring-site"))
			.put("sourced", person.attributes().getOrDefault("sourced", "false").equals("true"))
			.put("send-user-notifications", false);
		if (view.modern()) {
			result.put("row-order", 0);
		}
		return result;
	}

	private static ObjectNode note(Note note) {
		ObjectNode result = Json.object().put("note", note.body());
		if (note.authorId() != null) {
			result.put("user-id", Long.valueOf(note.authorId()));
		}
		else {
			result.putNull("user-id");
		}
		result.put("candidate-id", Long.valueOf(note.candidateId()))
			.put("private-note", note.visibility().equals("private"));
		result.putArray("mentioned-user-ids");
		return result.put("created-by-trigger", false)
			.put("created-at", Docs.time(note.createdAt()))
			.put("updated-at", Docs.time(note.updatedAt()));
	}

}
