package io.claraconnect.sandbox.teamtailor;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.vendor.Workbench;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Answer;
import io.claraconnect.sandbox.world.Application;
import io.claraconnect.sandbox.world.Candidate;
import io.claraconnect.sandbox.world.Doc;
import io.claraconnect.sandbox.world.Ids;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Questions with their answers, which hang on the candidate, and custom fields. */
final class FormResources {

	private FormResources() {
	}

	static void register(Catalogue catalogue) {
		catalogue.add(docs(Docs.QUESTION, (view, doc) -> question(doc)));
		catalogue.add(docs(Docs.ANSWER, (view, doc) -> answer(doc))
			.one("question", Docs.QUESTION, (view, doc) -> List.of(doc.body().path("questionId").asString()))
			.one("candidate", "candidates", (view, doc) -> List.of(doc.body().path("candidateId").asString())));
		catalogue.add(docs(Docs.FIELD, (view, doc) -> field(doc)).many("custom-field-values", Docs.VALUE,
				(view, doc) -> Docs.ids(view.account(), Docs.VALUE, "customFieldId", doc.id())));
		catalogue.add(docs(Docs.VALUE, (view, doc) -> value(view.account(), doc))
			.one("custom-field", Docs.FIELD, (view, doc) -> List.of(doc.body().path("customFieldId").asString()))
			.one("owner", "candidates", (view, doc) -> List.of(doc.body().path("candidateId").asString()))
			.filter("field-type",
					(view, doc, value) -> value(view.account(), doc).path("field-type").asString().equals(value))
			.filter("owner_id", (view, doc, value) -> doc.body().path("candidateId").asString().equals(value))
			.filter("custom_field_id",
					(view, doc, value) -> doc.body().path("customFieldId").asString().equals(value)));
	}

	private static Resource<Doc> docs(String kind, BiFunction<View, Doc, ObjectNode> attributes) {
		return new Resource<>(kind, Doc::id, (view) -> Docs.of(view.account(), kind),
				(view, id) -> Docs.find(view.account(), kind, id), attributes);
	}

	private static ObjectNode question(Doc doc) {
		return Json.object()
			.put("title", doc.body().path("title").asString())
			.put("question-type", doc.body().path("question-type").asString())
			.putNull("alternatives")
			.putNull("multiple")
			.putNull("start-with")
			.putNull("end-with")
			.putNull("unit")
			.put("single-line", false);
	}

	private static ObjectNode answer(Doc doc) {
		ObjectNode result = Json.object();
		for (String name : List.of("boolean", "text")) {
			result.set(name, doc.body().has(name) ? doc.body().get(name) : JsonNodeFactory.instance.nullNode());
		}
		result.putArray("choices");
		return result.putNull("range")
			.putNull("number")
			.putNull("date")
			.putNull("video-token")
			.put("updated-at", Docs.time(doc.createdAt()));
	}

	private static ObjectNode field(Doc doc) {
		return Json.object()
			.put("name", doc.body().path("name").asString())
			.put("api-name", doc.body().path("api-name").asString())
			.put("field-type", doc.body().path("field-type").asString())
			.put("created-at", Docs.time(doc.createdAt()))
			.put("updated-at", Docs.time(doc.createdAt()));
	}

	private static ObjectNode value(Account account, Doc doc) {
		String type = Docs.find(account, Docs.FIELD, doc.body().path("customFieldId").asString())
			.map((field) -> field.body().path("field-type").asString())
			.orElse("");
		return Json.object().put("field-type", type).put("value", doc.body().path("value").asString());
	}

	/** Creates the custom fields of a new account. */
	static void furnish(Account account, Workbench bench) {
		Map<String, String> fields = Map.of("Notice period", "CustomField::Text", "Driving licence",
				"CustomField::Checkbox");
		fields.forEach((name, type) -> Docs.put(account, bench.ids().next(Ids.Style.NUMBER), Docs.FIELD,
				Json.object()
					.put("name", name)
					.put("api-name", name.toLowerCase(Locale.ROOT).replace(' ', '-'))
					.put("field-type", type),
				bench.now()));
	}

	/**
	 * Keeps what came with an application: its answers, and as values of custom fields
	 * the candidate's attributes that bear the name of one.
	 */
	static void applied(Account account, Workbench bench, Candidate person, Application application) {
		for (Answer answer : application.answers()) {
			boolean yesNo = answer.answer().equalsIgnoreCase("yes") || answer.answer().equalsIgnoreCase("no");
			ObjectNode body = Json.object()
				.put("candidateId", person.id())
				.put("questionId", question(account, bench, answer.question(), yesNo));
			if (yesNo) {
				body.put("boolean", answer.answer().equalsIgnoreCase("yes"));
			}
			else {
				body.put("text", answer.answer());
			}
			Docs.put(account, bench.ids().next(Ids.Style.NUMBER), Docs.ANSWER, body, bench.now());
		}
		for (Doc field : Docs.of(account, Docs.FIELD)) {
			String value = person.attributes().get(field.body().path("api-name").asString());
			if (value != null) {
				ObjectNode body = Json.object()
					.put("candidateId", person.id())
					.put("customFieldId", field.id())
					.put("value", value);
				Docs.put(account, bench.ids().next(Ids.Style.NUMBER), Docs.VALUE, body, bench.now());
			}
		}
	}

	private static String question(Account account, Workbench bench, String title, boolean yesNo) {
		return Docs.ids(account, Docs.QUESTION, "title", title)
			.stream()
			.findFirst()
			.orElseGet(() -> Docs
				.put(account, bench.ids().next(Ids.Style.NUMBER), Docs.QUESTION,
						Json.object().put("title", title).put("question-type", yesNo ? "Boolean" : "Text"), bench.now())
				.id());
	}

	/** Forgets the answers and values of a candidate. */
	static void deleted(Account account, Candidate person) {
		account.docs().removeIf((doc) -> doc.body().path("candidateId").asString("").equals(person.id()));
	}

}
