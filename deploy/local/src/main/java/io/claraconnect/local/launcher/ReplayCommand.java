package io.claraconnect.local.launcher;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import io.claraconnect.local.StackFailed;
import io.claraconnect.local.topics.Replay;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Lets a service read a topic again.
 */
@Command(name = "replay", description = "Lets a stopped service read a topic again when it starts.")
final class ReplayCommand implements Callable<Integer> {

	private final Settings settings;

	private final Console console;

	@Parameters(index = "0", paramLabel = "SERVICE", description = "Such as scoring-service.")
	private String service = "";

	@Parameters(index = "1", paramLabel = "TOPIC", description = "Such as ats.applications.")
	private String topic = "";

	@Option(names = "--group", description = "Only this consumer group of the service.")
	private @Nullable String group;

	@Option(names = "--from-beginning", description = "Everything that is there.")
	private boolean fromBeginning;

	@Option(names = "--since", paramLabel = "TIME", description = "What came since then, such as 2026-11-20T10:00:00Z.")
	private @Nullable String since;

	@Option(names = "--progress", description = "Only show how many records are left.")
	private boolean progress;

	ReplayCommand(Settings settings, Console console) {
		this.settings = settings;
		this.console = console;
	}

	@Override
	public Integer call() {
		if (!this.progress && this.fromBeginning == (this.since != null)) {
			throw new Refused(ExitCode.WRONG_USAGE, "Say either --from-beginning or --since TIME, or --progress.");
		}
		@Nullable Instant from = start();
		WholeStack stack = new WholeStack(this.settings);
		if (!stack.infrastructure().kafka().isAlive()) {
			throw new StackFailed("The broker does not run: start the stack with ./clara up");
		}
		Replay replay = new Replay(Map.of("bootstrap.servers", stack.infrastructure().bootstrapServers()));
		List<String> groups = replay.groups(this.service, this.topic)
			.stream()
			.filter((name) -> this.group == null || this.group.equals(name))
			.toList();
		if (groups.isEmpty()) {
			throw new Refused(ExitCode.WRONG_USAGE,
					"No group of " + this.service + " has read " + this.topic + ". ./clara events lists the topics.");
		}
		groups.forEach((name) -> one(replay, name, from));
		if (!this.progress) {
			this.console
				.line("They are read when " + this.service + " starts: ./clara up. What is left tells ./clara replay "
						+ this.service + " " + this.topic + " --progress");
		}
		return ExitCode.OK;
	}

	private void one(Replay replay, String name, @Nullable Instant from) {
		try {
			long left = this.progress ? replay.left(name, this.topic) : replay.rewind(name, this.topic, from);
			this.console.line("Group " + name + ": " + left + " records of " + this.topic + " to read");
		}
		catch (Replay.MembersRun ex) {
			throw new Refused(ExitCode.WRONG_USAGE, ex.getMessage() + " Stop the service first (./clara down "
					+ this.service + "), then replay, then start it again (./clara up).");
		}
	}

	private @Nullable Instant start() {
		try {
			return (this.since != null) ? Instant.parse(this.since) : null;
		}
		catch (DateTimeException ex) {
			throw new Refused(ExitCode.WRONG_USAGE, "--since takes a time such as 2026-11-20T10:00:00Z.");
		}
	}

}
