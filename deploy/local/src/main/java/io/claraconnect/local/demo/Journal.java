package io.claraconnect.local.demo;

import java.util.List;

import tools.jackson.databind.JsonNode;

/** The records of the platform's topics, to tell when each step was taken. */
@FunctionalInterface
public interface Journal {

	/**
	 * Reads a topic from its beginning to what is there now.
	 * @param topic its name
	 * @return the values of its records as readable JSON, oldest first within a partition
	 */
	List<JsonNode> values(String topic);

}
