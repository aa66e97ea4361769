package io.claraconnect.local.launcher;

import java.util.ArrayList;
import java.util.List;

import io.claraconnect.local.LocalStack;
import io.claraconnect.local.demo.Journal;
import tools.jackson.databind.JsonNode;

/** Reads whole topics of this stack. */
final class TopicJournal implements Journal {

	private final LocalStack stack;

	private final EventJson json;

	TopicJournal(LocalStack stack) {
		this.stack = stack;
		this.json = new EventJson(new RegisteredSchemas(stack.registryUrl())::byId);
	}

	@Override
	public List<JsonNode> values(String topic) {
		List<JsonNode> values = new ArrayList<>();
		try (Topics topics = new Topics(this.stack.bootstrapServers())) {
			topics.read(topic, true, false, (record) -> {
				JsonNode value = this.json.of(record, false).path("value");
				if (value.isObject()) {
					values.add(value);
				}
				return true;
			});
		}
		return values;
	}

}
