package io.claraconnect.sandbox.teamtailor;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Doc;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The records that only Teamtailor knows, by kind, and how it writes times. */
final class Docs {

	static final String QUESTION = "questions";

	static final String ANSWER = "answers";

	static final String REASON = "reject-reasons";

	static final String FIELD = "custom-fields";

	static final String VALUE = "custom-field-values";

	static final String TRIGGER = "triggers";

	static final String FIRED = "fired";

	static final String RESULT = "partner-results";

	static final String PENDING_MOVE = "pending-move";

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx")
		.withZone(ZoneId.of("Europe/Stockholm"));

	private Docs() {
	}

	static List<Doc> of(Account account, String kind) {
		return account.docs().all().stream().filter((doc) -> doc.kind().equals(kind)).toList();
	}

	static Optional<Doc> find(Account account, String kind, String id) {
		return account.docs().find(id).filter((doc) -> doc.kind().equals(kind));
	}

	static Doc put(Account account, String id, String kind, ObjectNode body, Instant now) {
		return account.docs().put(new Doc(id, kind, body, now));
	}

	/** Returns the ids of the records of this kind whose property has this value. */
	static List<String> ids(Account account, String kind, String property, String value) {
		return of(account, kind).stream()
			.filter((doc) -> doc.body().path(property).asString("").equals(value))
			.map(Doc::id)
			.toList();
	}

	static @Nullable String time(@Nullable Instant time) {
		return (time != null) ? TIME.format(time) : null;
	}

}
