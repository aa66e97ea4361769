package io.claraconnect.local.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import io.claraconnect.local.StackFailed;
import io.claraconnect.local.topics.Redrive;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Takes dead letters back to the service that refused them, and to it alone.
 */
@Command(name = "redrive", description = "Lists dead letters, or takes them back to the service that refused them.")
final class RedriveCommand implements Callable<Integer> {

	private final Settings settings;

	private final Console console;

	@Parameters(arity = "0..1", paramLabel = "DEAD_LETTERS",
			description = "Such as ats.applications.scoring-service.dlt; without it, all such topics with records.")
	private @Nullable String topic;

	@Option(names = "--cause", description = "Only those with this cause.")
	private @Nullable String cause;

	@Option(names = "--key", description = "Only those with this key.")
	private @Nullable String key;

	@Option(names = "--dry-run", description = "Count, and take nothing back.")
	private boolean dryRun;

	RedriveCommand(Settings settings, Console console) {
		this.settings = settings;
		this.console = console;
	}

	@Override
	public Integer call() {
		WholeStack stack = new WholeStack(this.settings);
		if (!stack.infrastructure().kafka().isAlive()) {
			throw new StackFailed("The broker does not run: start the stack with ./clara up");
		}
		String servers = stack.infrastructure().bootstrapServers();
		if (this.topic == null) {
			list(servers);
			return ExitCode.OK;
		}
		try {
			show(new Redrive(Map.of("bootstrap.servers", servers)).run(this.topic,
					new Redrive.Choice(this.cause, this.key, this.dryRun)));
			return ExitCode.OK;
		}
		catch (IllegalArgumentException ex) {
			throw new Refused(ExitCode.WRONG_USAGE, ex.getMessage() + " ./clara redrive lists what there is.");
		}
	}

	private void list(String servers) {
		try (Topics topics = new Topics(servers)) {
			List<List<String>> rows = topics.table()
				.stream()
				.filter((row) -> row.getFirst().equals("topic")
						|| (row.getFirst().endsWith(".dlt") && !row.getLast().equals("0")))
				.toList();
			if (rows.size() == 1) {
				this.console.line("There are no dead letters.");
			}
			else {
				this.console.table(rows);
			}
		}
	}

	private void show(Map<String, Redrive.Count> counts) {
		List<List<String>> rows = new ArrayList<>();
		rows.add(List.of("cause", "dead letters", "taken back before", "without bytes",
				this.dryRun ? "would be taken back" : "taken back now"));
		counts.forEach((name, count) -> rows.add(List.of(name, text(count.letters()), text(count.before()),
				text(count.withoutBytes()), text(count.now()))));
		this.console.table(rows);
	}

	private static String text(int number) {
		return String.valueOf(number);
	}

}
