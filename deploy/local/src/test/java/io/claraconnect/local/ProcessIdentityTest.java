package io.claraconnect.local;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ProcessIdentityTest {

	private final long own = ProcessHandle.current().pid();

	@Test
	void knowsARunningProcess() {
		ProcessIdentity identity = ProcessIdentity.of(this.own).orElseThrow();

		assertThat(identity.isAlive()).isTrue();
		assertThat(ProcessIdentity.parse(identity.toLine() + "\n")).contains(identity);
	}

	@Test
	void takesALaterProcessWithTheSamePidForAnother() {
		assertThat(new ProcessIdentity(this.own, "1@another-boot").isAlive()).isFalse();
	}

	@Test
	void reportsAProcessThatNobodyBuriedAsGone() throws Exception {
		Process parent = new ProcessBuilder("sh", "-c", "true & exec sleep 60").start();
		try {
			await().atMost(Duration.ofSeconds(10)).until(() -> parent.children().findAny().isPresent());
			long child = parent.children().findAny().orElseThrow().pid();

			await().atMost(Duration.ofSeconds(10)).until(() -> ProcessIdentity.of(child).isEmpty());
			assertThat(ProcessIdentity.of(parent.pid())).isPresent();
		}
		finally {
			parent.destroyForcibly();
		}
	}

	@Test
	void readsNothingFromABrokenPidFile() {
		assertThat(ProcessIdentity.parse("")).isEmpty();
		assertThat(ProcessIdentity.parse("abc def")).isEmpty();
		assertThat(ProcessIdentity.parse("123")).isEmpty();
	}

}
