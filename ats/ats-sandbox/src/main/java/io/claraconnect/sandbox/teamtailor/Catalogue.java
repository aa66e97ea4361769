package io.claraconnect.sandbox.teamtailor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** All kinds of record by their type. */
final class Catalogue {

	private final Map<String, Resource<?>> resources = new LinkedHashMap<>();

	Catalogue(Files files) {
		JobResources.register(this);
		PeopleResources.register(this, files);
		FormResources.register(this);
		OtherResources.register(this, files);
	}

	void add(Resource<?> resource) {
		this.resources.put(resource.type(), resource);
	}

	Optional<Resource<?>> find(String type) {
		return Optional.ofNullable(this.resources.get(type));
	}

}
