package io.claraconnect.kit.kafka;

import java.util.List;

import io.claraconnect.schemas.TopicCatalogue;
import io.claraconnect.schemas.Topics;
import org.apache.avro.Schema;

/**
 * Registers the schemas of all topics. Compatibility is set first where the registry
 * allows that for a subject without versions, else right after the first version.
 */
final class SchemaDeployment {

	static final String COMPATIBILITY = "BACKWARD_TRANSITIVE";

	private final RegistryClient registry;

	SchemaDeployment(RegistryClient registry) {
		this.registry = registry;
	}

	void deploy(TopicCatalogue catalogue, List<String[]> rows) {
		for (TopicCatalogue.Topic topic : catalogue.topics()) {
			String subject = Topics.subject(topic.name());
			rows.add(new String[] { subject, "schema id " + deploy(subject, topic), COMPATIBILITY });
		}
	}

	/**
	 * Every version in the order of its release, so that a registry that is filled anew
	 * counts as the first one did.
	 */
	private int deploy(String subject, TopicCatalogue.Topic topic) {
		int id = 0;
		for (Schema version : KnownSchemas.versions(topic)) {
			id = deploy(subject, version);
		}
		return id;
	}

	int deploy(String subject, Schema schema) {
		boolean guarded = guard(subject);
		int id = registered(subject, schema);
		if (!guarded) {
			this.registry.setCompatibility(subject, COMPATIBILITY);
		}
		return id;
	}

	private int registered(String subject, Schema schema) {
		try {
			return this.registry.register(subject, schema);
		}
		catch (SchemaRefused ex) {
			throw new SchemaRefused("The registry refuses the schema of " + subject + ": " + ex.getMessage());
		}
	}

	private boolean guard(String subject) {
		try {
			this.registry.setCompatibility(subject, COMPATIBILITY);
			return true;
		}
		catch (SchemaUnknown ex) {
			return false;
		}
	}

}
