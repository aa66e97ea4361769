package io.claraconnect.sandbox.teamtailor;

import java.util.Optional;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.http.Reply;
import io.claraconnect.sandbox.http.Request;
import io.claraconnect.sandbox.vendor.Workbench;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Application;
import io.claraconnect.sandbox.world.Doc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The cards that partners put on candidates. */
final class PartnerResults {

	private final Workbench bench;

	PartnerResults(Workbench bench) {
		this.bench = bench;
	}

	/** Makes the result that a trigger announces to the partner. */
	Doc sending(Account account, Application application) {
		ObjectNode body = Json.object()
			.put("candidateId", application.candidateId())
			.put("jobId", application.jobId())
			.put("applicationId", application.id());
		body.set("attributes", blank().put("status", "sending"));
		return Docs.put(account, this.bench.ids().uuid(), Docs.RESULT, body, this.bench.now());
	}

	private static ObjectNode blank() {
		ObjectNode attributes = Json.object();
		attributes.putObject("assessment").putNull("score").putNull("grade").putNull("duration");
		attributes.putObject("details");
		attributes.putNull("attachments").putNull("summary").putNull("url");
		return attributes;
	}

	Reply list(View view, Request request) {
		ObjectNode document = Json.object();
		ArrayNode data = document.putArray("data");
		new Pages(request, false).cut(Docs.of(view.account(), Docs.RESULT), Doc::id, document)
			.forEach((doc) -> data.add(row(view, doc)));
		return Documents.reply(200, document);
	}

	Reply show(View view, String id) {
		return answer(view, find(view.account(), id), 200);
	}

	Reply create(View view, Request request) {
		Account account = view.account();
		JsonNode attributes = Input.of(request).attributes();
		String candidate = attributes.path("candidate-id").asString("");
		if (account.candidates().find(candidate).isEmpty()) {
			throw Refused.invalid("candidate-id", "must exist");
		}
		if (!attributes.hasNonNull("status")) {
			throw Refused.invalid("status", "can't be blank");
		}
		ObjectNode body = Json.object().put("candidateId", candidate);
		if (attributes.hasNonNull("job-id")) {
			body.put("jobId", attributes.path("job-id").asString());
		}
		body.set("attributes", ResultRules.merged(blank(), attributes));
		Doc doc = Docs.put(account, this.bench.ids().uuid(), Docs.RESULT, body, this.bench.now());
		this.bench.wrote(account, "partner-result", candidate, null, Json.text(attributes, "status", ""));
		return answer(view, doc, 201);
	}

	/** Sending the candidate again is refused, he cannot change. */
	Reply update(View view, String id, Request request) {
		Doc doc = find(view.account(), id);
		JsonNode attributes = Input.of(request).attributes();
		if (attributes.has("candidate-id")) {
			throw Refused.bad();
		}
		Doc updated = merge(view.account(), doc, attributes);
		this.bench.wrote(view.account(), "partner-result", Json.text(doc.body(), "candidateId", ""),
				doc.body().path("applicationId").asString(null), Json.text(attributes, "status", ""));
		return answer(view, updated, 200);
	}

	private static Doc merge(Account account, Doc doc, JsonNode attributes) {
		ObjectNode body = doc.body().deepCopy();
		body.set("attributes", ResultRules.merged((ObjectNode) body.path("attributes"), attributes));
		return account.docs().put(new Doc(doc.id(), doc.kind(), body, doc.createdAt()));
	}

	Reply delete(View view, String id) {
		view.account().docs().remove(find(view.account(), id).id());
		return Reply.empty(204);
	}

	private static Doc find(Account account, String id) {
		return Docs.find(account, Docs.RESULT, id).orElseThrow(Refused::notFound);
	}

	/** The partner answered the webhook; of the assessment only the score is read. */
	void answered(Account account, String id, JsonNode attributes) {
		ObjectNode read = Json.object();
		for (String name : new String[] { "status", "summary", "details", "attachments", "criteria" }) {
			Optional.ofNullable(attributes.get(name)).ifPresent((value) -> read.set(name, value));
		}
		if (attributes.path("assessment").has("score")) {
			read.putObject("assessment").set("score", attributes.path("assessment").path("score"));
		}
		Docs.find(account, Docs.RESULT, id).ifPresent((doc) -> {
			try {
				merge(account, doc, read);
			}
			catch (Refused ex) {
				failed(account, id, "The answer was not valid");
			}
		});
	}

	/** The partner refused the webhook; nothing is sent again. */
	void failed(Account account, String id, String text) {
		Docs.find(account, Docs.RESULT, id).ifPresent((doc) -> {
			ObjectNode body = doc.body().deepCopy();
			((ObjectNode) body.path("attributes")).put("status", "failed").put("summary", text);
			account.docs().put(new Doc(doc.id(), doc.kind(), body, doc.createdAt()));
		});
	}

	private static Reply answer(View view, Doc doc, int status) {
		return Documents.reply(status, Json.object().set("data", row(view, doc)));
	}

	private static ObjectNode row(View view, Doc doc) {
		ObjectNode row = Json.object().put("id", doc.id()).put("type", Docs.RESULT);
		row.putObject("links").put("self", view.base() + "/partner/v1/partner-results/" + doc.id());
		ObjectNode attributes = ((ObjectNode) doc.body().path("attributes")).deepCopy();
		attributes.remove("criteria");
		attributes.put("candidate-id", Long.valueOf(Json.text(doc.body(), "candidateId", "0")));
		if (doc.body().has("jobId")) {
			attributes.put("job-id", Long.valueOf(Json.text(doc.body(), "jobId", "0")));
		}
		row.set("attributes", attributes);
		return row;
	}

}
