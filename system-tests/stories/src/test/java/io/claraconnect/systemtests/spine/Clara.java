package io.claraconnect.systemtests.spine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.claraconnect.local.StackPorts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./clara} over what the build has just made, with data and ports of its own. */
final class Clara {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final Path HOME = Path.of(System.getProperty("clara.home", "..")).toAbsolutePath().normalize();

	private final Path data;

	private final StackPorts ports;

	Clara(Path data, StackPorts ports) {
		this.data = data;
		this.ports = ports;
	}

	StackPorts ports() {
		return this.ports;
	}

	String adminToken() throws IOException {
		return Files.readString(this.data.resolve("secrets/admin-token")).strip();
	}

	JsonNode json(String... arguments) throws Exception {
		return JSON.readTree(run(arguments).output());
	}

	Ended run(String... arguments) throws Exception {
		Path output = Files.createTempFile(this.data.getParent(), "clara", ".out");
		Path errors = Files.createTempFile(this.data.getParent(), "clara", ".err");
		List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(),
				"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m", "--sun-misc-unsafe-memory-access=allow",
				"--enable-native-access=ALL-UNNAMED", "-Dclara.home=" + HOME, "-jar",
				HOME.resolve("deploy/local/target/clara.jar").toString()));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(output.toFile())
			.redirectError(errors.toFile());
		builder.environment().put("CLARA_DATA_DIR", this.data.toString());
		builder.environment().put("CLARA_PORT_BASE", String.valueOf(this.ports.base()));
		Process process = builder.start();
		if (!process.waitFor(4, TimeUnit.MINUTES)) {
			process.destroyForcibly();
		}
		return new Ended(process.waitFor(), Files.readString(output, StandardCharsets.UTF_8),
				Files.readString(errors, StandardCharsets.UTF_8));
	}

	/** Process ids of the parts that run. */
	List<Long> pids() throws Exception {
		return json("status", "--json").valueStream()
			.map((part) -> part.path("pid").longValue())
			.filter((pid) -> pid > 0)
			.toList();
	}

	/**
	 * How a command ended.
	 *
	 * @param code exit code
	 * @param output its output
	 * @param errors its error stream
	 */
	record Ended(int code, String output, String errors) {

	}

}
