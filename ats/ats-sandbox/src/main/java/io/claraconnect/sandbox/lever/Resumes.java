package io.claraconnect.sandbox.lever;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.http.Reply;
import io.claraconnect.sandbox.http.Router;
import io.claraconnect.sandbox.vendor.Workbench;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Application;
import io.claraconnect.sandbox.world.Attachment;
import tools.jackson.databind.node.ObjectNode;

/**
 * Resumes, which are being processed for a while before their parsed data is there, and
 * the other files. The candidate attribute {@code resumeStatus} makes processing end in
 * error or unsupported; what ended in error cannot be downloaded.
 */
final class Resumes {

	private static final Set<String> SUPPORTED = Set.of("pdf", "doc", "docx", "txt", "rtf");

	private final Workbench bench;

	private final Pages pages;

	Resumes(Workbench bench, Pages pages) {
		this.bench = bench;
		this.pages = pages;
	}

	void register(Router<Endpoint> router) {
		for (Map.Entry<String, Boolean> kind : Map.of("resumes", true, "files", false).entrySet()) {
			String scope = kind.getKey() + ":read";
			boolean resume = kind.getValue();
			String path = "/v1/opportunities/{id}/" + kind.getKey();
			router.on("GET", path, new Endpoint(scope, (caller) -> list(caller, resume)))
				.on("GET", path + "/{file}", new Endpoint(scope, (caller) -> one(caller, resume)))
				.on("GET", path + "/{file}/download", new Endpoint(scope, (caller) -> download(caller, resume)));
		}
	}

	private Reply list(Caller caller, boolean resume) {
		Query query = new Query(caller.request());
		List<Attachment> files = of(caller, resume, caller.account().attachments().listed()).stream()
			.filter((file) -> query.within("uploaded_at", file.createdAt()))
			.toList();
		return this.pages.page(caller.request(), files,
				(file) -> new Pages.Place(0, file.createdAt().toEpochMilli(), file.id()),
				(file) -> resume ? resume(caller.account(), file) : file(file, "."));
	}

	private Reply one(Caller caller, boolean resume) {
		Attachment file = find(caller, resume);
		return Lever.ok(200, Json.object().set("data", resume ? resume(caller.account(), file) : file(file, ".")));
	}

	private Reply download(Caller caller, boolean resume) {
		Attachment file = find(caller, resume);
		if (resume && status(caller.account(), file).equals("error")) {
			throw Refused.unprocessable("The file could not be processed.");
		}
		return this.bench.world()
			.blobs()
			.get(file.blobId())
			.map((bytes) -> Reply.bytes(200, file.contentType(), bytes)
				.header("Content-Disposition", "attachment; filename=\"" + file.fileName().replace("\"", "") + "\""))
			.orElseThrow(() -> Refused.notFound("files", file.id()));
	}

	private static Attachment find(Caller caller, boolean resume) {
		String id = caller.variable("file");
		return of(caller, resume, caller.account().attachments().all()).stream()
			.filter((file) -> file.id().equals(id))
			.findFirst()
			.orElseThrow(() -> Refused.notFound(resume ? "resumes" : "files", id));
	}

	private static List<Attachment> of(Caller caller, boolean resume, List<Attachment> all) {
		Application application = caller.opportunity();
		return all.stream()
			.filter((file) -> file.applicationId().equals(application.id()) && file.type().equals("resume") == resume)
			.toList();
	}

	private ObjectNode resume(Account account, Attachment attachment) {
		String status = status(account, attachment);
		ObjectNode row = Json.object()
			.put("id", attachment.id())
			.put("createdAt", attachment.createdAt().toEpochMilli());
		row.set("file", file(attachment, "").put("status", status));
		if (status.equals("processed")) {
			ObjectNode parsed = row.putObject("parsedData");
			parsed.putArray("positions");
			parsed.putArray("schools");
		}
		return row;
	}

	private String status(Account account, Attachment attachment) {
		long needed = Long.parseLong(account.settings().option("resumeProcessingMs", "1000"));
		if (this.bench.now().isBefore(attachment.createdAt().plusMillis(needed))) {
			return "processing";
		}
		return account.candidates()
			.find(attachment.candidateId())
			.map((person) -> person.attributes().get("resumeStatus"))
			.orElse(SUPPORTED.contains(extension(attachment)) ? "processed" : "unsupported");
	}

	private ObjectNode file(Attachment attachment, String dot) {
		return Json.object()
			.put("id", attachment.id())
			.put("name", attachment.fileName())
			.put("ext", dot + extension(attachment))
			.put("downloadUrl",
					"https://hire.lever.co/candidates/" + attachment.applicationId() + "/files/" + attachment.id())
			.put("uploadedAt", attachment.createdAt().toEpochMilli())
			.put("size", this.bench.world().blobs().get(attachment.blobId()).map((it) -> it.length).orElse(0));
	}

	private static String extension(Attachment attachment) {
		return attachment.fileName().replaceAll("^.*\\.", "").toLowerCase(Locale.ROOT);
	}

}
