package io.claraconnect.local.launcher;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * Tells what runs; exit code 0 only when all is healthy.
 */
@Command(name = "status", description = "Tells what runs; exit code 0 only when all is healthy.")
final class StatusCommand implements Callable<Integer> {

	private final Settings settings;

	private final Console console;

	@Option(names = "--json", description = "The same as data.")
	private boolean json;

	StatusCommand(Settings settings, Console console) {
		this.settings = settings;
		this.console = console;
	}

	@Override
	public Integer call() {
		Overview overview = Overview.of(new WholeStack(this.settings).members());
		if (this.json) {
			this.console.line(asJson(overview));
		}
		else if (overview.allDown()) {
			this.console.line("Nothing runs. Start it with ./clara up");
		}
		else {
			this.console.table(overview.table());
		}
		return overview.allHealthy() ? ExitCode.OK : ExitCode.UNHEALTHY;
	}

	private static String asJson(Overview overview) {
		JsonMapper mapper = JsonMapper.builder().build();
		ArrayNode parts = mapper.createArrayNode();
		for (Overview.Entry entry : overview.entries()) {
			parts.addObject()
				.put("part", entry.name())
				.put("state", entry.state().label())
				.put("pid", entry.pid())
				.put("residentBytes", entry.residentBytes())
				.put("address", entry.address());
		}
		return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(parts);
	}

}
