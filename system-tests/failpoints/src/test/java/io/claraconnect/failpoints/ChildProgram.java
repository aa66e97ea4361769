package io.claraconnect.failpoints;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The played program in a virtual machine of its own, with the agent. */
final class ChildProgram implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final Process process;

	private final PrintStream tasks;

	private final List<String> said = new CopyOnWriteArrayList<>();

	ChildProgram(Path control) throws IOException {
		Path jar = Path.of("target/failpoints.jar").toAbsolutePath();
		assertThat(jar).as("the agent's jar").exists();
		this.process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-javaagent:" + jar + "=" + control, "-cp", classPath(),
				PlayedProgram.class.getName())
			.redirectErrorStream(true)
			.start();
		this.tasks = new PrintStream(this.process.getOutputStream(), true, StandardCharsets.UTF_8);
		Thread.ofVirtual().start(this::listen);
		says("ready");
	}

	/** The tests' classes and their libraries, and nothing of the agent. */
	private static String classPath() {
		return List.of(System.getProperty("java.class.path").split(System.getProperty("path.separator")))
			.stream()
			.filter((entry) -> entry.endsWith("test-classes") || entry.contains("reactor-core")
					|| entry.contains("reactive-streams") || entry.contains("jspecify"))
			.reduce((left, right) -> left + System.getProperty("path.separator") + right)
			.orElseThrow();
	}

	private void listen() {
		try (BufferedReader reader = this.process.inputReader(StandardCharsets.UTF_8)) {
			reader.lines().forEach(this.said::add);
		}
		catch (IOException ex) {
			this.said.add(ex.toString());
		}
	}

	long pid() {
		return this.process.pid();
	}

	ChildProgram does(String task) {
		this.tasks.println(task);
		return this;
	}

	ChildProgram says(String text) {
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(this.said).contains(text));
		return this;
	}

	List<String> said() {
		return this.said;
	}

	int ends() throws InterruptedException {
		assertThat(this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("the program ended").isTrue();
		return this.process.exitValue();
	}

	boolean alive() {
		return this.process.isAlive();
	}

	@Override
	public void close() {
		this.process.destroyForcibly().onExit().join();
	}

}
