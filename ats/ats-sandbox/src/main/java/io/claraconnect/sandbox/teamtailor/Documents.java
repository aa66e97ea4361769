package io.claraconnect.sandbox.teamtailor;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.http.Reply;
import io.claraconnect.sandbox.http.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers reads as JSON:API documents. A relation carries its linkage only when it is
 * included; asking for an unknown relation or filter is refused.
 */
final class Documents {

	private final Catalogue catalogue;

	Documents(Catalogue catalogue) {
		this.catalogue = catalogue;
	}

	static Reply reply(int status, JsonNode body) {
		return Reply.text(status, "application/vnd.api+json; charset=utf-8", body.toString());
	}

	/** Answers a list of everything of this kind. */
	<T> Reply list(Resource<T> resource, View view, Request request) {
		Question question = Question.of(request);
		Map<String, String> filters = new LinkedHashMap<>(question.filters());
		if (resource.type().equals("jobs")) {
			filters.putIfAbsent("status", "published");
		}
		return page(resource, view, request, question, filtered(resource, view, resource.listed(view), filters));
	}

	/** Answers one record. */
	<T> Reply one(Resource<T> resource, View view, T row, Request request, int status) {
		Question question = Question.of(request);
		Map<String, ObjectNode> included = new LinkedHashMap<>();
		ObjectNode document = Json.object();
		document.set("data", render(resource, view, row, question, question.include(), included));
		return reply(status, finished(document, question, included));
	}

	/** Answers what a record is related to. */
	<T> Reply related(Resource<T> resource, View view, T row, String name, Request request) {
		Resource.Relation<T> relation = Optional.ofNullable(resource.relations(view).get(name))
			.orElseThrow(Refused::notFound);
		List<String> ids = relation.ids().apply(view, row);
		Optional<Resource<?>> target = this.catalogue.find(relation.type());
		if (relation.many()) {
			return target.map((it) -> relatedMany(it, view, ids, request)).orElseGet(() -> reply(200, empty(request)));
		}
		return target.flatMap((it) -> ids.stream().findFirst().map((id) -> relatedOne(it, view, id, request)))
			.orElseGet(() -> reply(200, Json.object().set("data", JsonNodeFactory.instance.nullNode())));
	}

	private static ObjectNode empty(Request request) {
		ObjectNode document = Json.object();
		document.putArray("data");
		new Pages(request, false).cut(List.<String>of(), (it) -> it, document);
		return document;
	}

	private <T> Reply relatedMany(Resource<T> target, View view, List<String> ids, Request request) {
		Question question = Question.of(request);
		List<T> rows = target.listed(view).stream().filter((row) -> ids.contains(target.id(row))).toList();
		return page(target, view, request, question, filtered(target, view, rows, question.filters()));
	}

	private <T> Reply relatedOne(Resource<T> target, View view, String id, Request request) {
		return one(target, view, target.find(view, id).orElseThrow(Refused::notFound), request, 200);
	}

	private <T> List<T> filtered(Resource<T> resource, View view, List<T> rows, Map<String, String> filters) {
		List<T> result = rows;
		for (Map.Entry<String, String> entry : filters.entrySet()) {
			Resource.Filter<T> filter = resource.filter(entry.getKey()).orElseThrow(Refused::bad);
			result = result.stream().filter((row) -> filter.fits(view, row, entry.getValue())).toList();
		}
		return result;
	}

	private <T> Reply page(Resource<T> resource, View view, Request request, Question question, List<T> rows) {
		boolean cursor = view.modern() && List.of("candidates", "custom-fields").contains(resource.type());
		Pages pages = new Pages(request, cursor);
		List<T> wanted = rows.stream()
			.filter((row) -> List.of("created-at", "updated-at", "changed-stage-at")
				.stream()
				.allMatch((name) -> question.within(name, time(resource.attributes(view, row), name))))
			.sorted(order(resource, view, question.sort()))
			.toList();
		Map<String, ObjectNode> included = new LinkedHashMap<>();
		ObjectNode document = Json.object();
		ArrayNode data = document.putArray("data");
		check(resource, view, question.include());
		pages.cut(wanted, resource::id, document)
			.forEach((row) -> data.add(render(resource, view, row, question, question.include(), included)));
		return reply(200, finished(document, question, included));
	}

	private static Optional<Instant> time(ObjectNode attributes, String name) {
		String text = Json.text(attributes, name, "");
		return text.isEmpty() ? Optional.empty() : Optional.of(Question.time(text));
	}

	private static <T> Comparator<T> order(Resource<T> resource, View view, String sort) {
		Comparator<T> byId = Comparator.comparing(resource::id,
				Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
		if (sort.isEmpty()) {
			return byId;
		}
		boolean down = sort.startsWith("-");
		String name = (down ? sort.substring(1) : sort).replace('_', '-');
		Comparator<T> by = name.equals("id") ? byId
				: Comparator.comparing((T row) -> Json.text(resource.attributes(view, row), name, ""));
		return (down ? by.reversed() : by).thenComparing(byId);
	}

	private <T> void check(Resource<T> resource, View view, Question.Tree include) {
		include.branches().forEach((name, branch) -> {
			Resource.Relation<T> relation = Optional.ofNullable(resource.relations(view).get(name))
				.orElseThrow(Refused::bad);
			this.catalogue.find(relation.type()).ifPresent((target) -> check(target, view, branch));
		});
	}

	private <T> ObjectNode render(Resource<T> resource, View view, T row, Question question, Question.Tree include,
			Map<String, ObjectNode> included) {
		check(resource, view, include);
		String id = resource.id(row);
		String self = view.self(resource.type(), id);
		ObjectNode result = Json.object().put("id", id).put("type", resource.type());
		ObjectNode links = result.putObject("links");
		resource.links(view, row).ifPresent(links::setAll);
		links.put("self", self);
		ObjectNode attributes = resource.attributes(view, row);
		Optional.ofNullable(question.fields().get(resource.type())).ifPresent(attributes::retain);
		result.set("attributes", attributes);
		ObjectNode relationships = result.putObject("relationships");
		resource.relations(view).forEach((name, relation) -> {
			ObjectNode member = relationships.putObject(name);
			member.putObject("links").put("self", self + "/relationships/" + name).put("related", self + "/" + name);
			Question.Tree branch = include.branches().get(name);
			if (branch != null) {
				List<String> ids = relation.ids().apply(view, row);
				member.set("data", linkage(relation, ids));
				this.catalogue.find(relation.type())
					.ifPresent((target) -> ids.forEach((it) -> add(target, view, it, question, branch, included)));
			}
		});
		return result;
	}

	private static JsonNode linkage(Resource.Relation<?> relation, List<String> ids) {
		ArrayNode all = Json.array();
		ids.forEach((id) -> all.add(Json.object().put("id", id).put("type", relation.type())));
		if (relation.many()) {
			return all;
		}
		return all.isEmpty() ? JsonNodeFactory.instance.nullNode() : all.get(0);
	}

	private <T> void add(Resource<T> target, View view, String id, Question question, Question.Tree include,
			Map<String, ObjectNode> included) {
		String key = target.type() + "/" + id;
		if (!included.containsKey(key)) {
			target.find(view, id).ifPresent((row) -> {
				included.put(key, Json.object());
				included.put(key, render(target, view, row, question, include, included));
			});
		}
	}

	private static ObjectNode finished(ObjectNode document, Question question, Map<String, ObjectNode> included) {
		if (!question.include().branches().isEmpty()) {
			document.putArray("included").addAll(included.values());
		}
		return document;
	}

}
