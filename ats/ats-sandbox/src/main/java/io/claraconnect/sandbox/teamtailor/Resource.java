package io.claraconnect.sandbox.teamtailor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One kind of record: how it is found, what it shows, what it is related to.
 *
 * @param <T> what it is made from
 */
final class Resource<T> {

	private final String type;

	private final Function<T, String> id;

	private final Function<View, List<T>> listed;

	private final BiFunction<View, String, Optional<T>> find;

	private final BiFunction<View, T, ObjectNode> attributes;

	private final Map<String, Relation<T>> relations = new LinkedHashMap<>();

	private final Map<String, Filter<T>> filters = new LinkedHashMap<>();

	private @Nullable BiFunction<View, T, ObjectNode> links;

	Resource(String type, Function<T, String> id, Function<View, List<T>> listed,
			BiFunction<View, String, Optional<T>> find, BiFunction<View, T, ObjectNode> attributes) {
		this.type = type;
		this.id = id;
		this.listed = listed;
		this.find = find;
		this.attributes = attributes;
	}

	/** Relates to at most one record of a type. */
	Resource<T> one(String name, String type, BiFunction<View, T, List<String>> ids) {
		this.relations.put(name, new Relation<>(type, false, ids));
		return this;
	}

	/** Relates to any number of records of a type. */
	Resource<T> many(String name, String type, BiFunction<View, T, List<String>> ids) {
		this.relations.put(name, new Relation<>(type, true, ids));
		return this;
	}

	/** Relates to what the stand-in has none of. */
	Resource<T> none(boolean many, String... names) {
		for (String name : names) {
			this.relations.put(name, new Relation<>(name, many, (view, row) -> List.of()));
		}
		return this;
	}

	Resource<T> filter(String name, Filter<T> filter) {
		this.filters.put(name, filter);
		return this;
	}

	Resource<T> links(BiFunction<View, T, ObjectNode> links) {
		this.links = links;
		return this;
	}

	String type() {
		return this.type;
	}

	String id(T row) {
		return this.id.apply(row);
	}

	List<T> listed(View view) {
		return this.listed.apply(view);
	}

	Optional<T> find(View view, String id) {
		return this.find.apply(view, id);
	}

	ObjectNode attributes(View view, T row) {
		return this.attributes.apply(view, row);
	}

	Optional<ObjectNode> links(View view, T row) {
		return Optional.ofNullable(this.links).map((it) -> it.apply(view, row));
	}

	/** Returns the relations; {@code stage-type} came with 20240904. */
	Map<String, Relation<T>> relations(View view) {
		Map<String, Relation<T>> result = new LinkedHashMap<>(this.relations);
		if (!view.modern()) {
			result.remove("stage-type");
			result.remove("division");
		}
		return result;
	}

	Optional<Filter<T>> filter(String name) {
		return Optional.ofNullable(this.filters.get(name));
	}

	/** A relation with the ids at its other end. */
	record Relation<T>(String type, boolean many, BiFunction<View, T, List<String>> ids) {
	}

	/** Decides whether a row fits the value of a filter. */
	interface Filter<T> {

		boolean fits(View view, T row, String value);

	}

}
