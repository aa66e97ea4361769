package io.claraconnect.kit.threads;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CarrierThreadsTest {

	@Test
	@DisplayName("A service whose virtual threads load classes at the same time on two cores comes up: each has a carrier")
	void manyAtWork() throws Exception {
		assertThat(ends(60, "-XX:ActiveProcessorCount=2")).isTrue();
	}

	@Test
	@DisplayName("An operator's own number of carriers is kept")
	void operatorsNumber() throws Exception {
		assertThat(ends(3, "-XX:ActiveProcessorCount=2", "-D" + CarrierThreads.PARALLELISM + "=2")).isFalse();
	}

	private static boolean ends(int seconds, String... options) throws Exception {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
		command.addAll(List.of(options));
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), ManyAtWork.class.getName()));
		Process process = new ProcessBuilder(command).inheritIO().start();
		try {
			return process.waitFor(seconds, TimeUnit.SECONDS);
		}
		finally {
			process.destroyForcibly().waitFor();
		}
	}

}
