package io.claraconnect.sandbox.teamtailor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.http.Reply;
import io.claraconnect.sandbox.http.Request;
import io.claraconnect.sandbox.vendor.Workbench;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.AppliedTag;
import io.claraconnect.sandbox.world.Candidate;
import io.claraconnect.sandbox.world.Ids;
import io.claraconnect.sandbox.world.Note;
import io.claraconnect.sandbox.world.Recruiting;
import io.claraconnect.sandbox.world.Tag;
import io.claraconnect.sandbox.world.User;
import org.jspecify.annotations.Nullable;

/** Writes on candidates and notes. The tags of a candidate are replaced as a whole. */
final class Writes {

	private static final int PITCH = 140;

	private final Workbench bench;

	private final Documents documents;

	private final Catalogue catalogue;

	private final CompanyHooks hooks;

	Writes(Workbench bench, Documents documents, Catalogue catalogue, CompanyHooks hooks) {
		this.bench = bench;
		this.documents = documents;
		this.catalogue = catalogue;
		this.hooks = hooks;
	}

	Reply patchCandidate(View view, String id, Request request) {
		Account account = view.account();
		Candidate old = account.candidates().find(id).orElseThrow(Refused::notFound);
		Input input = Input.of(request);
		Candidate edited = edited(account, old, input);
		boolean changed = !edited.equals(old);
		if (input.attribute("tags").isArray()) {
			List<String> tags = new ArrayList<>();
			input.attribute("tags").forEach((tag) -> tags.add(tag.asString()));
			replaceTags(account, old, tags);
		}
		account.candidates().put(edited.touched(this.bench.now()));
		if (changed) {
			this.hooks.candidate(account, "candidate.update", account.candidates().get(id));
			this.bench.wrote(account, "candidate-update", edited, null);
		}
		return shown("candidates", view, id, request, 200);
	}

	private static Candidate edited(Account account, Candidate old, Input input) {
		String email = input.attribute("email").asString("").toLowerCase(Locale.ROOT);
		boolean taken = !email.isEmpty() && account.candidates()
			.all()
			.stream()
			.anyMatch((it) -> !it.id().equals(old.id())
					&& it.emails().stream().anyMatch((mail) -> mail.equalsIgnoreCase(email)));
		if (taken) {
			throw Refused.invalid("email", "has already been taken");
		}
		Map<String, String> attributes = new LinkedHashMap<>(old.attributes());
		if (input.attribute("pitch").isString()) {
			String pitch = input.attribute("pitch").asString();
			if (pitch.length() > PITCH) {
				throw Refused.invalid("pitch", "is too long (maximum is 140 characters)");
			}
			attributes.put("pitch", pitch);
		}
		String phone = input.attribute("phone").asString("");
		return new Candidate(old.id(), input.attribute("first-name").asString(old.firstName()),
				input.attribute("last-name").asString(old.lastName()), email.isEmpty() ? old.emails() : List.of(email),
				phone.isEmpty() ? old.phones() : List.of(phone), attributes, old.createdAt(), old.updatedAt());
	}

	private void replaceTags(Account account, Candidate person, List<String> wanted) {
		List<AppliedTag> present = Recruiting.tagsOf(account, person.id());
		present.stream().filter((tag) -> !wanted.contains(tag.name())).forEach((tag) -> {
			account.appliedTags().remove(tag.id());
			this.bench.wrote(account, "untag", person, tag.name());
		});
		List<String> names = present.stream().map(AppliedTag::name).toList();
		wanted.stream().distinct().filter((name) -> !names.contains(name)).forEach((name) -> {
			Tag tag = account.tags()
				.all()
				.stream()
				.filter((it) -> it.name().equals(name))
				.findFirst()
				.orElseGet(() -> account.tags().put(new Tag(next(), name, this.bench.now())));
			account.appliedTags().put(new AppliedTag(next(), person.id(), null, tag.id(), name, this.bench.now()));
			this.bench.wrote(account, "tag", person, name);
		});
	}

	/**
	 * A note without a user is refused, unless the account is one of those that take it.
	 */
	Reply createNote(View view, Request request) {
		Account account = view.account();
		Input input = Input.of(request);
		Candidate person = input.related("candidate")
			.flatMap((id) -> account.candidates().find(id))
			.orElseThrow(() -> Refused.invalid("candidate", "must exist"));
		Optional<String> userId = input.related("user");
		if (userId.isEmpty() && account.settings().option("noteUserRequired", "true").equals("true")) {
			throw Refused.bad();
		}
		@Nullable User user = userId
			.map((id) -> account.users().find(id).orElseThrow(() -> Refused.invalid("user", "must exist")))
			.orElse(null);
		Note note = this.bench.recruiting()
			.note(account, Ids.Style.NUMBER, person.id(), null, text(input), visibility(input), user, Map.of());
		this.bench.wrote(account, "note", person, note.id());
		return shown("notes", view, note.id(), request, 201);
	}

	Reply patchNote(View view, String id, Request request) {
		Account account = view.account();
		Note note = account.notes().find(id).orElseThrow(Refused::notFound);
		Input input = Input.of(request);
		String visibility = input.attributes().has("private-note") ? visibility(input) : note.visibility();
		account.notes().put(note.edited(text(input), this.bench.now()).shownTo(visibility));
		this.bench.wrote(account, "note-update", note.candidateId(), null, id);
		return shown("notes", view, id, request, 200);
	}

	Reply deleteNote(View view, String id) {
		Note note = view.account().notes().find(id).orElseThrow(Refused::notFound);
		view.account().notes().remove(id);
		this.bench.wrote(view.account(), "note-delete", note.candidateId(), null, id);
		return Reply.empty(204);
	}

	private static String visibility(Input input) {
		return input.attribute("private-note").asBoolean(false) ? "private" : "public";
	}

	private static String text(Input input) {
		String text = Json.text(input.attributes(), "note", "");
		if (text.isBlank()) {
			throw Refused.invalid("note", "can't be blank");
		}
		return text;
	}

	private Reply shown(String type, View view, String id, Request request, int status) {
		return shown(this.catalogue.find(type).orElseThrow(), view, id, request, status);
	}

	private <T> Reply shown(Resource<T> resource, View view, String id, Request request, int status) {
		return this.documents.one(resource, view, resource.find(view, id).orElseThrow(), request, status);
	}

	private String next() {
		return this.bench.ids().next(Ids.Style.NUMBER);
	}

}
