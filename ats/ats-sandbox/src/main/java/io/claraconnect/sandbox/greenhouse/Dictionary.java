package io.claraconnect.sandbox.greenhouse;

import java.time.Instant;
import java.util.Optional;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Doc;
import io.claraconnect.sandbox.world.Ids;
import tools.jackson.databind.node.ObjectNode;

/**
 * What every account has before the first job: reasons, roles, sources, custom fields.
 */
final class Dictionary {

	private Dictionary() {
	}

	static void create(Account account, Ids ids, Instant now) {
		reason(account, ids, now, "Lacking skills or qualifications", 2, "WE_REJECTED_THEM", "We rejected them");
		reason(account, ids, now, "Candidate withdrew", 3, "THEY_REJECTED_US", "They rejected us");
		reason(account, ids, now, "Other", 1, "NONE_SPECIFIED", "None specified");
		for (String role : new String[] { "Site Admin", "Job Admin", "Interviewer" }) {
			put(account, ids, now, "user_roles", Json.object().put("name", role).put("role_type", "standard"));
		}
		ObjectNode source = Json.object().put("name", "Jobs page on your website");
		source.set("type", Json.object().put("id", 4).put("name", "Company Marketing"));
		put(account, ids, now, "sources", source);
		field(account, ids, now, "candidate", "CLARA score", "clara_score", "number");
		field(account, ids, now, "application", "Notice period", "notice_period", "short_text");
	}

	static Optional<String> rejectionReason(Account account, String idOrName) {
		return account.docs()
			.all()
			.stream()
			.filter((doc) -> doc.kind().equals("rejection_reasons"))
			.filter((doc) -> doc.id().equals(idOrName) || doc.body().path("name").asString().equals(idOrName))
			.map(Doc::id)
			.findFirst();
	}

	private static void reason(Account account, Ids ids, Instant now, String name, int type, String key,
			String typeName) {
		ObjectNode body = Json.object().put("name", name);
		body.set("type", Json.object().put("id", type).put("key", key).put("name", typeName));
		put(account, ids, now, "rejection_reasons", body);
	}

	private static void field(Account account, Ids ids, Instant now, String fieldType, String name, String key,
			String valueType) {
		put(account, ids, now, "custom_fields",
				Json.object()
					.put("name", name)
					.put("active", true)
					.put("field_type", fieldType)
					.put("sort_order", 0)
					.put("value_type", valueType)
					.put("private", false)
					.put("required", false)
					.put("name_key", key)
					.putNull("description")
					.put("api_only", false));
	}

	private static void put(Account account, Ids ids, Instant now, String kind, ObjectNode body) {
		String id = ids.next(Ids.Style.SILO_NUMBER);
		ObjectNode row = Rows.start(id);
		row.setAll(body);
		account.docs().put(new Doc(id, kind, Rows.stamp(row, now, now), now));
	}

}
