package io.claraconnect.kit.kafka;

import java.util.ArrayList;
import java.util.List;

import io.claraconnect.schemas.TopicCatalogue;
import io.claraconnect.schemas.Topics;

/**
 * Checks at start that the schemas of all topics that this service writes are registered
 * as they ship in the jar.
 */
public final class SchemaIds extends StartUpCheck {

	private final TopicCatalogue catalogue;

	private final String service;

	private final RegistryClient registry;

	SchemaIds(TopicCatalogue catalogue, String service, RegistryClient registry) {
		super("schemas");
		this.catalogue = catalogue;
		this.service = service;
		this.registry = registry;
	}

	@Override
	List<String> look() {
		List<String> missing = new ArrayList<>();
		for (TopicCatalogue.Topic topic : this.catalogue.writtenBy(this.service)) {
			String subject = Topics.subject(topic.name());
			try {
				this.registry.idOf(subject, topic.schema());
			}
			catch (SchemaUnknown ex) {
				missing.add(subject);
			}
		}
		return missing;
	}

}
