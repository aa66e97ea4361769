package io.claraconnect.local.launcher;

import java.util.List;
import java.util.concurrent.Callable;

import io.claraconnect.local.StackFailed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Tells what happened to one application. */
@Command(name = "why", description = "Tells what happened to an application, and what is awaited.")
final class WhyCommand implements Callable<Integer> {

	private final Settings settings;

	private final Console console;

	@Parameters(paramLabel = "APPLICATION", description = "The vendor's id of the application.")
	private String application = "";

	WhyCommand(Settings settings, Console console) {
		this.settings = settings;
		this.console = console;
	}

	@Override
	public Integer call() {
		WholeStack stack = new WholeStack(this.settings);
		if (!stack.infrastructure().kafka().isAlive()) {
			throw new StackFailed("The broker does not run: start the stack with ./clara up");
		}
		List<Story> stories = Story.of(this.application, new TopicJournal(stack.infrastructure()));
		if (stories.isEmpty()) {
			this.console.error("Nothing is known of an application '" + this.application
					+ "': no webhook named it, or its job is not tracked. ./clara logs sync-worker tells more.");
			return ExitCode.UNHEALTHY;
		}
		for (Story story : stories) {
			this.console.line("Application " + this.application + " of integration " + story.integrationId());
			this.console.table(story.table());
			this.console.line(story.awaited());
		}
		return ExitCode.OK;
	}

}
