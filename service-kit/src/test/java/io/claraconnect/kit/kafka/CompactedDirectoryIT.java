package io.claraconnect.kit.kafka;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.claraconnect.schemas.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class CompactedDirectoryIT {

	private static final Duration SOON = Duration.ofSeconds(60);

	private final EventStack events = new EventStack(3);

	@AfterEach
	void close() throws Exception {
		this.events.stack.registry().start();
		this.events.stack.kafka().start();
		this.events.close();
	}

	@Test
	@DisplayName("A directory is ready once it holds everything that was there, and then follows")
	void catchesUpAndFollows() {
		for (int i = 0; i < 50; i++) {
			publish("key " + i % 10, "code " + i, i);
		}
		publish("key 3", null, 0);
		CompactedDirectories directories = this.events.directories();
		CompactedDirectory<Outcome> directory = open(directories);
		directories.start();

		directory.whenReady().block(SOON);
		assertThat(directory.ready()).isTrue();
		assertThat(directory.entries()).hasSize(9).doesNotContainKey("key 3");
		assertThat(directory.find("key 4")).map(Outcome::getCode).contains("code 44");

		List<String> changes = new CopyOnWriteArrayList<>();
		directory.onChange((key, value) -> changes.add(key + '=' + ((value != null) ? value.getCode() : "gone")));
		assertThat(changes).hasSize(9);
		publish("key 4", "older", 7);
		publish("key 4", "newer", 99);
		publish("key 4", null, 0);
		await().atMost(SOON).until(() -> changes.contains("key 4=gone"));
		assertThat(changes.subList(9, changes.size())).containsExactly("key 4=newer", "key 4=gone");
	}

	@Test
	@DisplayName("A directory of an empty topic is ready")
	void emptyTopic() {
		CompactedDirectories directories = this.events.directories();
		directories.start();

		CompactedDirectory<Outcome> directory = open(directories);
		directory.whenReady().block(SOON);
		assertThat(directory.all()).isEmpty();
	}

	@Test
	@DisplayName("A directory waits for a registry that is down where records name no schema of ours, and leaves nothing out")
	void waitsForTheRegistry() throws Exception {
		this.events.sendNameless("key", EventStack.outcome("code", 1));
		this.events.stack.registry().killNow();
		EventEncoder cold = new EventEncoder(this.events.settings, this.events.registrySettings,
				new RegistryClient(this.events.registrySettings));
		CompactedDirectories directories = new CompactedDirectories(this.events.settings, cold, EventStack.SERVICE,
				this.events.meters);
		CompactedDirectory<Outcome> directory = open(directories);
		directories.start();
		await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(3)).until(() -> !directory.ready());
		this.events.stack.registry().start();

		directory.whenReady().block(SOON);
		assertThat(directory.find("key")).isPresent();
		directories.stop();
	}

	@Test
	@DisplayName("A directory follows again after the broker was killed")
	void survivesTheBroker() {
		CompactedDirectories directories = this.events.directories();
		CompactedDirectory<Outcome> directory = open(directories);
		directories.start();
		publish("key", "before", 1);
		await().atMost(SOON).until(() -> directory.find("key").isPresent());

		this.events.stack.kafka().killNow();
		this.events.stack.kafka().start();
		await().atMost(SOON).ignoreExceptions().untilAsserted(() -> publish("key", "after", 2));

		await().atMost(SOON).until(() -> directory.find("key").orElseThrow().getCode().equals("after"));
		assertThat(directory.ready()).isTrue();
	}

	private CompactedDirectory<Outcome> open(CompactedDirectories directories) {
		return directories.open(this.events.topic, Outcome.class, Outcome::getAttempts);
	}

	private void publish(String key, String code, int revision) {
		this.events.publisher
			.publish(this.events.topic, key, (code != null) ? EventStack.outcome(code, revision) : null, Cause.fresh())
			.block();
	}

}
