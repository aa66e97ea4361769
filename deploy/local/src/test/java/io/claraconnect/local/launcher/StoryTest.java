package io.claraconnect.local.launcher;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class StoryTest {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final String WEBHOOK = """
			{"integrationId":"i1","applicationId":"7","kind":"NEW_APPLICATION","vendorEvent":"new","receivedAt":"2026-11-21T10:00:00Z"}""";

	private static final String FETCHED = """
			{"integrationId":"i1","subject":"application:7","applicationId":"7","service":"sync-worker","step":"FETCHED",\
			"code":"ok","retryAt":null,"attempts":2,"at":"2026-11-21T10:00:01Z"}""";

	private static final String WAITING = """
			{"integrationId":"i1","subject":"application:7","applicationId":"7","service":"sync-worker","step":"PARKED",\
			"code":"rate_limited","retryAt":"2026-11-21T10:05:00Z","attempts":1,"at":"2026-11-21T10:00:02Z"}""";

	private static final String WRITTEN = """
			{"integrationId":"i1","applicationId":"7","slot":"note","action":"ADD","outcome":"WRITTEN","code":null,"at":"2026-11-21T10:00:09Z"}""";

	@Test
	void tellsStepsInTheirOrderAcrossTopics() {
		Story story = story(Map.of("ats.webhooks", WEBHOOK, "platform.outcomes", FETCHED, "ats.writebacks", WRITTEN));

		assertThat(story.table()).extracting((row) -> row.get(1))
			.containsExactly("step", "RECEIVED", "FETCHED", "WRITTEN");
		assertThat(story.table().get(2)).contains("sync-worker", "ok, attempt 2");
		assertThat(story.awaited()).isEqualTo("Nothing is awaited.");
	}

	@Test
	void tellsWhichStepIsAwaited() {
		assertThat(story(Map.of("ats.webhooks", WEBHOOK)).awaited()).contains("sync-worker reads");
		assertThat(story(Map.of("platform.outcomes", FETCHED)).awaited()).contains("scoring-service");
	}

	@Test
	void tellsWhenItIsTriedAgain() {
		assertThat(story(Map.of("platform.outcomes", WAITING)).awaited()).startsWith("Awaited: sync-worker tries again")
			.contains(":05:00");
	}

	@Test
	void knowsNothingOfOthers() {
		assertThat(Story.of("8", (topic) -> topic.equals("ats.webhooks") ? List.of(JSON.readTree(WEBHOOK)) : List.of()))
			.isEmpty();
	}

	private static Story story(Map<String, String> topics) {
		List<Story> stories = Story.of("7", (topic) -> {
			String value = topics.get(topic);
			return (value != null) ? List.<JsonNode>of(JSON.readTree(value)) : List.of();
		});
		assertThat(stories).hasSize(1);
		return stories.getFirst();
	}

}
