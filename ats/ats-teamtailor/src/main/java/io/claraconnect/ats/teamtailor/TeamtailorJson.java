package io.claraconnect.ats.teamtailor;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.claraconnect.ats.http.JsonBody;

/**
 * What travels between Teamtailor and us: JSON:API with kebab-case names. Linkage of a
 * relation is there only when the request included it.
 */
final class TeamtailorJson {

	private TeamtailorJson() {
	}

	static Document document(JsonBody body) {
		return new Document(resource(body.at("data")), included(body));
	}

	/** The published sample of the notes list has another form; both are read. */
	static Page page(JsonBody body) {
		List<Resource> data = body.at("data").isArray()
				? body.list("data").stream().map(TeamtailorJson::resource).toList()
				: body.list("notes").stream().map((note) -> resource(note.at("data"))).toList();
		return new Page(data, included(body));
	}

	private static Map<String, Resource> included(JsonBody body) {
		Map<String, Resource> included = new HashMap<>();
		for (JsonBody element : body.list("included")) {
			Resource resource = resource(element);
			included.put(resource.type() + "/" + resource.id(), resource);
		}
		return included;
	}

	private static Resource resource(JsonBody body) {
		return new Resource(body.requireText("id"), body.text("type").orElse(""), body.at("attributes"),
				body.at("relationships"));
	}

	/** A body to write one resource with. */
	static Map<String, Object> write(String type, String id, Map<String, Object> attributes,
			Map<String, Map<String, Object>> relationships) {
		Map<String, Object> data = new HashMap<>();
		data.put("type", type);
		if (!id.isEmpty()) {
			data.put("id", id);
		}
		if (!attributes.isEmpty()) {
			data.put("attributes", attributes);
		}
		if (!relationships.isEmpty()) {
			data.put("relationships", relationships);
		}
		return Map.of("data", data);
	}

	static Map<String, Object> link(String type, String id) {
		return Map.of("data", Map.of("type", type, "id", id));
	}

	/** One resource and what came with it. */
	record Document(Resource data, Map<String, Resource> included) {

		Optional<Resource> related(String relation) {
			return TeamtailorJson.related(this.data, relation, this.included);
		}

	}

	/** Some resources and what came with them. */
	record Page(List<Resource> data, Map<String, Resource> included) {

		Document each(Resource resource) {
			return new Document(resource, this.included);
		}

		List<Document> documents() {
			return this.data.stream().map(this::each).toList();
		}

	}

	private static Optional<Resource> related(Resource owner, String relation, Map<String, Resource> included) {
		return owner.relationships()
			.text(relation, "data", "type")
			.flatMap((type) -> owner.linked(relation).map((id) -> included.get(type + "/" + id)));
	}

	/** A resource. Names are looked up in kebab case and, for newer ones, snake case. */
	record Resource(String id, String type, JsonBody attributes, JsonBody relationships) {

		Optional<String> text(String name) {
			return this.attributes.text(name).or(() -> this.attributes.text(name.replace('-', '_')));
		}

		Optional<Instant> time(String name) {
			return this.attributes.time(name).or(() -> this.attributes.time(name.replace('-', '_')));
		}

		Optional<String> linked(String relation) {
			return this.relationships.text(relation, "data", "id");
		}

		@Override
		public String toString() {
			return "Resource[" + this.type + "/" + this.id + "]";
		}

	}

}
