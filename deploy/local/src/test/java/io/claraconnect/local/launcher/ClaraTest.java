package io.claraconnect.local.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.claraconnect.local.Distribution;
import io.claraconnect.local.StackDirectory;
import io.claraconnect.local.StackPorts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ClaraTest {

	@TempDir
	private Path root;

	private final StackPorts ports = StackPorts.free();

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	@Test
	void namesATakenPortAndTheWayOut() throws IOException {
		try (ServerSocket socket = new ServerSocket()) {
			socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.ports.kafka()));

			assertThat(run("up")).isEqualTo(ExitCode.PORT_TAKEN);
		}
		assertThat(errors()).contains("Port " + this.ports.kafka() + ", needed by kafka, is taken")
			.contains("CLARA_PORT_BASE=" + (this.ports.base() + 1000) + " ./clara up");
	}

	@Test
	void tellsThatNothingRuns() {
		assertThat(run("status")).isEqualTo(ExitCode.UNHEALTHY);
		assertThat(output()).contains("Nothing runs. Start it with ./clara up");
		assertThat(run("down")).isEqualTo(ExitCode.OK);
		assertThat(output()).contains("Nothing was running.");
	}

	@Test
	void listsEveryPartAsData() {
		run("status", "--json");

		assertThat(output()).contains("\"kafka\"", "\"postgres\"", "\"registry\"", "\"sandbox\"", "\"config-service\"",
				"\"webhook-ingress\"", "\"sync-worker\"", "\"scoring-service\"", "\"writeback-service\"");
	}

	@Test
	void namesThePartsWhenAskedForAnUnknownOne() {
		assertThat(run("logs", "zookeeper")).isEqualTo(ExitCode.WRONG_USAGE);
		assertThat(errors()).contains("There is no part 'zookeeper'").contains("sync-worker");
	}

	@Test
	void namesTheCommandsWhenAskedForAnUnknownOne() {
		assertThat(run("start")).isEqualTo(ExitCode.WRONG_USAGE);
		assertThat(errors()).contains("There is no command 'start'").contains("up, status, demo");
	}

	@Test
	void helpsWithAndWithoutDashes() {
		assertThat(run("help")).isEqualTo(ExitCode.OK);
		assertThat(run("help", "logs")).isEqualTo(ExitCode.OK);
		assertThat(run("logs", "--help")).isEqualTo(ExitCode.OK);
	}

	@Test
	void tellsThatThereAreNoLogsYet() {
		assertThat(run("logs")).isEqualTo(ExitCode.OK);
		assertThat(output()).contains("No logs yet");
	}

	@Test
	void showsLogsOfAllPartsWithTheirNames() throws IOException {
		Files.writeString(directory().log("kafka"), "first\nsecond\n");
		Files.writeString(directory().log("migration"), "applied 3\n");

		assertThat(run("logs", "-n", "1")).isEqualTo(ExitCode.OK);

		assertThat(output()).contains("kafka              second")
			.contains("migration          applied 3")
			.doesNotContain("first");
	}

	@Test
	void letsOneLauncherAtATimeChangeTheStack() {
		try (Lock _ = Lock.take(directory())) {
			assertThat(run("down")).isEqualTo(ExitCode.BUSY);
		}
	}

	@Test
	void refusesAnUnknownCommandAsWrongUsage() {
		assertThat(run("fly")).isEqualTo(ExitCode.WRONG_USAGE);
	}

	@Test
	void tellsThatEventsNeedARunningBroker() {
		assertThat(run("events")).isEqualTo(ExitCode.PART_FAILED);
		assertThat(errors()).contains("./clara up");
	}

	@Test
	void takesPortsFromTheEnvironmentElseFromTheLastStart() {
		Distribution distribution = new Distribution(this.root);
		assertThat(Settings.from(Map.of(), distribution).ports().base()).isEqualTo(StackPorts.DEFAULT_BASE);

		Settings.from(Map.of("CLARA_PORT_BASE", "8400"), distribution).remember();

		assertThat(Settings.from(Map.of(), distribution).ports().base()).isEqualTo(8400);
		assertThatThrownBy(() -> Settings.from(Map.of("CLARA_PORT_BASE", "many"), distribution))
			.hasMessageContaining("CLARA_PORT_BASE must be a number");
	}

	@Test
	void keepsItsFilesWhereToldTo() {
		Settings settings = Settings.from(Map.of("CLARA_DATA_DIR", this.root.resolve("elsewhere").toString()),
				new Distribution(this.root));

		assertThat(settings.directory().root()).isEqualTo(this.root.resolve("elsewhere"));
	}

	private StackDirectory directory() {
		return new StackDirectory(this.root.resolve(".clara"));
	}

	private int run(String... arguments) {
		Console console = new Console(new PrintStream(this.out, true, StandardCharsets.UTF_8),
				new PrintStream(this.err, true, StandardCharsets.UTF_8), false);
		return Clara.run(new Settings(new Distribution(this.root), directory(), this.ports), console, arguments);
	}

	private String output() {
		return this.out.toString(StandardCharsets.UTF_8);
	}

	private String errors() {
		return this.err.toString(StandardCharsets.UTF_8);
	}

}
