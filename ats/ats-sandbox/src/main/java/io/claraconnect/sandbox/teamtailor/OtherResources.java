package io.claraconnect.sandbox.teamtailor;

import java.util.List;
import java.util.Optional;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Application;
import io.claraconnect.sandbox.world.Attachment;
import io.claraconnect.sandbox.world.Doc;
import io.claraconnect.sandbox.world.User;
import tools.jackson.databind.node.ObjectNode;

/** Users, the company, reject reasons, uploads and what partners reported. */
final class OtherResources {

	private OtherResources() {
	}

	static void register(Catalogue catalogue, Files files) {
		catalogue.add(new Resource<User>("users", User::id, (view) -> view.account().users().listed(),
				(view, id) -> view.account().users().find(id), OtherResources::user)
			.none(false, "department", "location")
			.none(true, "activities")
			.filter("email", (view, user, value) -> user.email().equals(value))
			.filter("external-id", (view, user, value) -> false));
		catalogue.add(new Resource<Account>("companies", (account) -> account.credential("companyUuid"),
				(view) -> List.of(view.account()),
				(view, id) -> Optional.of(view.account()).filter((it) -> it.credential("companyUuid").equals(id)),
				(view, account) -> Json.object()
					.put("name", account.name())
					.put("locale", "en")
					.put("website", "https://northwind.example"))
			.one("manager", "users", (view, account) -> List.of(account.credential("adminUserId"))));
		catalogue.add(new Resource<Doc>(Docs.REASON, Doc::id, (view) -> Docs.of(view.account(), Docs.REASON),
				(view, id) -> Docs.find(view.account(), Docs.REASON, id),
				(view, doc) -> Json.object()
					.put("reason", doc.body().path("reason").asString())
					.put("rejected-by-company", doc.body().path("rejected-by-company").asBoolean()))
			.many("job-applications", "job-applications",
					(view, doc) -> view.account()
						.applications()
						.listed()
						.stream()
						.filter((it) -> doc.id().equals(it.rejectionReasonId()))
						.map(Application::id)
						.toList()));
		catalogue.add(uploads(files));
		catalogue.add(results());
	}

	private static Resource<Attachment> uploads(Files files) {
		return new Resource<Attachment>("uploads", Attachment::id,
				(view) -> view.account().attachments().listed().stream().filter((it) -> !isResume(it)).toList(),
				(view, id) -> view.account().attachments().find(id).filter((it) -> !isResume(it)),
				(view, file) -> Json.object()
					.put("url", files.address(view, file))
					.put("file-name", file.fileName())
					.put("internal", false))
			.one("candidate", "candidates", (view, file) -> List.of(file.candidateId()))
			.one("job", "jobs",
					(view, file) -> view.account()
						.applications()
						.find(file.applicationId())
						.map(Application::jobId)
						.stream()
						.toList())
			.filter("job",
					(view, file, value) -> view.account()
						.applications()
						.find(file.applicationId())
						.filter((it) -> it.jobId().equals(value))
						.isPresent());
	}

	private static boolean isResume(Attachment file) {
		return file.type().equals("resume");
	}

	static List<String> uploads(Account account, String candidateId) {
		return account.attachments()
			.listed()
			.stream()
			.filter((file) -> file.candidateId().equals(candidateId) && !isResume(file))
			.map(Attachment::id)
			.toList();
	}

	private static ObjectNode user(View view, User user) {
		ObjectNode result = Json.object().put("name", user.name()).put("email", user.email());
		if (view.admin()) {
			result.put("login-email", user.email());
		}
		result.put("role", !user.active() ? "no_access" : user.siteAdmin() ? "admin" : "recruiter")
			.put("title", "")
			.put("phone", "")
			.put("username", user.email().replaceAll("@.*", ""))
			.putNull("external-id")
			.put("visible", true)
			.put("signature", "");
		result.putObject("picture").putNull("standard");
		return result;
	}

	/** The public API shows what partners wrote, and writes nothing. */
	private static Resource<Doc> results() {
		return new Resource<Doc>(Docs.RESULT, Doc::id, (view) -> Docs.of(view.account(), Docs.RESULT),
				(view, id) -> Docs.find(view.account(), Docs.RESULT, id), (view, doc) -> result(doc))
			.one("candidate", "candidates", (view, doc) -> List.of(doc.body().path("candidateId").asString()))
			.one("job", "jobs", (view, doc) -> {
				String job = doc.body().path("jobId").asString("");
				return job.isEmpty() ? List.of() : List.of(job);
			})
			.filter("candidate", (view, doc, value) -> doc.body().path("candidateId").asString().equals(value));
	}

	private static ObjectNode result(Doc doc) {
		ObjectNode attributes = (ObjectNode) doc.body().path("attributes");
		ObjectNode result = Json.object();
		result.set("assessment-score", attributes.path("assessment").path("score").deepCopy());
		result.set("attachments", attributes.path("attachments").deepCopy());
		return result.put("created-at", Docs.time(doc.createdAt()))
			.put("details", attributes.path("details").isMissingNode() ? "" : attributes.path("details").toString())
			.put("partner-name", "CLARA")
			.put("status", Json.text(attributes, "status", ""))
			.put("summary", Json.text(attributes, "summary", ""))
			.put("url", attributes.path("url").asString(null));
	}

}
