package io.claraconnect.sandbox.lever;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.http.Reply;
import io.claraconnect.sandbox.http.Router;
import io.claraconnect.sandbox.vendor.Workbench;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Application;
import io.claraconnect.sandbox.world.Ids;
import io.claraconnect.sandbox.world.Note;
import io.claraconnect.sandbox.world.User;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Notes. Posting the same twice makes two; only notes made over the API can be replaced
 * or deleted over it. A comment is a note of its own that names the note it belongs to.
 */
final class Notes {

	private static final String THREAD = "thread";

	private static final String API = "api";

	private final Workbench bench;

	private final Mutations mutations;

	private final Pages pages;

	Notes(Workbench bench, Mutations mutations, Pages pages) {
		this.bench = bench;
		this.mutations = mutations;
		this.pages = pages;
	}

	void register(Router<Endpoint> router) {
		String notes = "/v1/opportunities/{id}/notes";
		router.on("GET", notes, new Endpoint("notes:read", this::list))
			.on("POST", notes, new Endpoint("notes:write", this::create))
			.on("GET", notes + "/{note}", new Endpoint("notes:read", this::one))
			.on("PUT", notes + "/{note}", new Endpoint("notes:write", this::replace))
			.on("DELETE", notes + "/{note}", new Endpoint("notes:write", this::delete));
	}

	private Reply list(Caller caller) {
		Application application = caller.opportunity();
		List<Note> notes = caller.account()
			.notes()
			.listed()
			.stream()
			.filter((note) -> application.id().equals(note.applicationId()) && !note.attributes().containsKey(THREAD))
			.toList();
		return this.pages.page(caller.request(), notes,
				(note) -> new Pages.Place(0, note.createdAt().toEpochMilli(), note.id()),
				(note) -> row(caller.account(), note, application));
	}

	private Reply one(Caller caller) {
		Application application = caller.opportunity();
		return Lever.ok(200, Json.object().set("data", row(caller.account(), note(caller, application), application)));
	}

	private Reply create(Caller caller) {
		Application application = caller.opportunity();
		ObjectNode body = caller.body();
		String value = Json.text(body, "value", "");
		if (value.isBlank()) {
			throw Refused.bad("value is missing");
		}
		Optional<Note> thread = caller.request().query("note_id").map((id) -> find(caller.account(), application, id));
		Note note = write(caller, application, value, body, thread.map(Note::id).orElse(null));
		this.bench.wrote(caller.account(), "note", application, note.id());
		Note shown = thread.orElse(note);
		return Lever.ok(201,
				Json.object().set("data", row(caller.account(), shown, application).put("noteId", shown.id())));
	}

	private Note write(Caller caller, Application application, String value, ObjectNode body, @Nullable String thread) {
		boolean secret = body.path("secret").asBoolean(false);
		Map<String, String> attributes = new HashMap<>(Map.of(API, "true", "stage", application.stageId()));
		if (thread != null) {
			attributes.put(THREAD, thread);
		}
		if (body.path("score").isNumber()) {
			attributes.put("score", body.path("score").asString());
		}
		User author = caller.performAs();
		Account account = caller.account();
		Note note = this.bench.recruiting()
			.note(account, Ids.Style.UUID, application.candidateId(), application.id(), value,
					secret ? "secret" : "public", author, Map.copyOf(attributes));
		this.mutations.touch(account, application);
		return note;
	}

	/** Replaces the whole note with all its comments. */
	private Reply replace(Caller caller) {
		Application application = caller.opportunity();
		Note note = ownNote(caller, application);
		JsonNode values = caller.body().path("values");
		if (!values.isArray() || values.isEmpty() || Json.text(values.get(0), "value", "").isBlank()) {
			throw Refused.bad("values must hold at least one value");
		}
		Account account = caller.account();
		dropComments(account, note);
		account.notes().put(note.edited(values.get(0).path("value").asString(), this.bench.now()));
		for (int i = 1; i < values.size(); i++) {
			write(caller, application, values.get(i).path("value").asString(), caller.body(), note.id());
		}
		this.mutations.touch(account, application);
		this.bench.wrote(account, "note-update", application, note.id());
		return Lever.ok(200, Json.object().set("data", Json.object().put("noteId", note.id())));
	}

	private Reply delete(Caller caller) {
		Application application = caller.opportunity();
		Note note = ownNote(caller, application);
		dropComments(caller.account(), note);
		caller.account().notes().remove(note.id());
		this.mutations.touch(caller.account(), application);
		this.bench.wrote(caller.account(), "note-delete", application, note.id());
		return Reply.empty(204);
	}

	private static void dropComments(Account account, Note note) {
		account.notes().removeIf((it) -> note.id().equals(it.attributes().get(THREAD)));
	}

	private static Note ownNote(Caller caller, Application application) {
		Note note = note(caller, application);
		if (!note.attributes().containsKey(API)) {
			throw Refused.forbidden("Only notes that were created with the API can be changed with it.");
		}
		return note;
	}

	private static Note note(Caller caller, Application application) {
		return find(caller.account(), application, caller.variable("note"));
	}

	private static Note find(Account account, Application application, String id) {
		return account.notes()
			.find(id)
			.filter((note) -> application.id().equals(note.applicationId()))
			.orElseThrow(() -> Refused.notFound("notes", id));
	}

	private static ObjectNode row(Account account, Note note, Application application) {
		long created = note.createdAt().toEpochMilli();
		ObjectNode row = Json.object().put("id", note.id()).put("text", "Note");
		ArrayNode fields = row.putArray("fields").add(field(note, application));
		account.notes()
			.all()
			.stream()
			.filter((it) -> note.id().equals(it.attributes().get(THREAD)))
			.forEach((comment) -> fields.add(field(comment, application)));
		return row.put("user", note.authorId())
			.put("secret", note.visibility().equals("secret"))
			.put("completedAt", created)
			.putNull("deletedAt")
			.put("createdAt", created);
	}

	private static ObjectNode field(Note note, Application application) {
		String score = note.attributes().get("score");
		return Json.object()
			.put("createdAt", note.createdAt().toEpochMilli())
			.put("score", (score != null) ? Integer.valueOf(score) : null)
			.put("stage", note.attributes().getOrDefault("stage", application.stageId()))
			.put("text", "Comment")
			.put("type", "note")
			.put("user", note.authorId())
			.put("value", note.body());
	}

}
