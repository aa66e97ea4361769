package io.claraconnect.sandbox.greenhouse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.http.Reply;
import io.claraconnect.sandbox.http.Router;
import io.claraconnect.sandbox.vendor.Workbench;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.AppliedTag;
import io.claraconnect.sandbox.world.Candidate;
import io.claraconnect.sandbox.world.Ids;
import io.claraconnect.sandbox.world.Note;
import io.claraconnect.sandbox.world.Recruiting;
import io.claraconnect.sandbox.world.Tag;
import io.claraconnect.sandbox.world.User;
import tools.jackson.databind.node.ObjectNode;

/**
 * Notes and tags. Notes are for ever: no path changes or deletes one, and posting the
 * same twice makes two.
 */
final class Writes {

	private static final Ids.Style STYLE = Ids.Style.SILO_NUMBER;

	private final Workbench bench;

	Writes(Workbench bench) {
		this.bench = bench;
	}

	void register(Router<Endpoint> router) {
		router.on("POST", "/v3/notes", new Endpoint("harvest:notes:create", false, this::createNote))
			.on("POST", "/v3/candidate_tags", new Endpoint("harvest:candidate_tags:create", false, this::createTag))
			.on("DELETE", "/v3/candidate_tags/{id}",
					new Endpoint("harvest:candidate_tags:destroy", false, this::deleteTag))
			.on("POST", "/v3/applied_candidate_tags",
					new Endpoint("harvest:applied_candidate_tags:create", false, this::applyTag))
			.on("DELETE", "/v3/applied_candidate_tags/{id}",
					new Endpoint("harvest:applied_candidate_tags:destroy", false, this::removeTag));
	}

	private Reply createNote(Caller caller) {
		ObjectNode body = caller.body();
		String text = required(body, "body");
		String visibility = word(body, "visibility", List.of("public", "private", "admin_only"));
		String type = word(body, "note_type", List.of("NOTE", "ACTIVITY", "EMAIL"));
		Candidate candidate = candidate(caller.account(), required(body, "candidate_id"));
		Optional<String> application = application(caller.account(), candidate, body);
		Map<String, String> attributes = new LinkedHashMap<>(Map.of("type", type));
		checkMail(body, type.equals("EMAIL"), attributes);
		User author = body.hasNonNull("user_id") ? caller.account()
			.users()
			.find(Json.text(body, "user_id", ""))
			.orElseThrow(() -> Refused.invalid("user_id", "is invalid")) : caller.user();
		Note note = this.bench.recruiting()
			.note(caller.account(), STYLE, candidate.id(), application.orElse(null), text, visibility, author,
					attributes);
		this.bench.wrote(caller.account(), "note", candidate.id(), application.orElse(null), null);
		return Greenhouse.ok(201, Rows.note(note));
	}

	private static Optional<String> application(Account account, Candidate candidate, ObjectNode body) {
		if (!body.hasNonNull("application_id")) {
			return Optional.empty();
		}
		String id = Json.text(body, "application_id", "");
		return Optional.of(account.applications()
			.find(id)
			.filter((it) -> it.candidateId().equals(candidate.id()))
			.orElseThrow(() -> Refused.invalid("application_id", "does not belong to the candidate"))
			.id());
	}

	private static void checkMail(ObjectNode body, boolean mail, Map<String, String> attributes) {
		for (String property : List.of("subject", "email_from", "email_to", "email_cc")) {
			if (mail && !body.has(property)) {
				throw Refused.invalid(property, "is missing");
			}
			if (!mail && body.hasNonNull(property)) {
				throw Refused.invalid(property, "is only allowed for EMAIL");
			}
		}
		if (mail) {
			attributes.put("subject", Json.text(body, "subject", ""));
		}
	}

	private Reply createTag(Caller caller) {
		String name = required(caller.body(), "name");
		Optional<Tag> present = caller.account()
			.tags()
			.all()
			.stream()
			.filter((tag) -> tag.name().equalsIgnoreCase(name))
			.findFirst();
		if (present.isPresent()) {
			return again(caller, Rows.tag(present.get()), "name", "has already been taken");
		}
		Tag tag = this.bench.recruiting().tagNamed(caller.account(), STYLE, name);
		this.bench.wrote(caller.account(), "tag-create", (String) null, null, name);
		return Greenhouse.ok(201, Rows.tag(tag));
	}

	private Reply deleteTag(Caller caller) {
		Account account = caller.account();
		if (!account.tags().remove(caller.id())) {
			throw Refused.notFound();
		}
		account.appliedTags().removeIf((tag) -> tag.tagId().equals(caller.id()));
		return Reply.empty(204);
	}

	private Reply applyTag(Caller caller) {
		ObjectNode body = caller.body();
		Account account = caller.account();
		Candidate candidate = candidate(account, required(body, "candidate_id"));
		Tag tag = account.tags()
			.find(required(body, "candidate_tag_id"))
			.orElseThrow(() -> Refused.invalid("candidate_tag_id", "is invalid"));
		Optional<AppliedTag> present = Recruiting.tagsOf(account, candidate.id())
			.stream()
			.filter((it) -> it.tagId().equals(tag.id()))
			.findFirst();
		if (present.isPresent()) {
			return again(caller, Rows.appliedTag(present.get()), "candidate_tag_id", "has already been taken");
		}
		AppliedTag applied = this.bench.recruiting().tag(account, STYLE, candidate.id(), null, tag.name());
		this.bench.wrote(account, "tag", candidate, tag.name());
		return Greenhouse.ok(201, Rows.appliedTag(applied));
	}

	private Reply removeTag(Caller caller) {
		AppliedTag tag = caller.account().appliedTags().find(caller.id()).orElseThrow(Refused::notFound);
		this.bench.recruiting().untag(caller.account(), tag);
		this.bench.wrote(caller.account(), "untag", tag.candidateId(), null, tag.name());
		return Reply.empty(204);
	}

	/**
	 * What Greenhouse answers to a duplicate is not known, so the account option
	 * {@code duplicateTag} decides: existing (200 with the row that is there) or refuse
	 * (422).
	 */
	private static Reply again(Caller caller, ObjectNode existing, String field, String text) {
		if (caller.account().settings().option("duplicateTag", "existing").equals("refuse")) {
			throw Refused.invalid(field, text);
		}
		return Greenhouse.ok(200, existing);
	}

	private static Candidate candidate(Account account, String id) {
		return account.candidates().find(id).orElseThrow(Refused::notFound);
	}

	static String required(ObjectNode body, String property) {
		String value = Json.text(body, property, "");
		if (value.isBlank()) {
			throw Refused.invalid(property, "is missing");
		}
		return value;
	}

	private static String word(ObjectNode body, String property, List<String> words) {
		String value = required(body, property);
		if (!words.contains(value)) {
			throw Refused.invalid(property, "must be one of: " + String.join(", ", words).toLowerCase(Locale.ROOT));
		}
		return value;
	}

}
