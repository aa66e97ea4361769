package io.claraconnect.local.launcher;

import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Starts what is not running. When a part fails, the others stay as they are, so that
 * their logs can be read and the next {@code up} only repairs what is missing.
 */
@Command(name = "up", description = "Builds if needed and starts everything; data is kept between starts.")
final class UpCommand implements Callable<Integer> {

	private final Settings settings;

	private final Console console;

	@Option(names = "--infrastructure", description = "Only broker, database and registry.")
	private boolean infrastructureOnly;

	UpCommand(Settings settings, Console console) {
		this.settings = settings;
		this.console = console;
	}

	@Override
	public Integer call() {
		try (Lock _ = Lock.take(this.settings.directory())) {
			refuseOtherPorts();
			WholeStack stack = new WholeStack(this.settings);
			List<Member> members = this.infrastructureOnly ? stack.infrastructureMembers() : stack.members();
			Overview before = Overview.of(members);
			if (before.allHealthy()) {
				this.console.line("Already up.");
				this.console.table(before.table());
				return ExitCode.OK;
			}
			return start(stack, members);
		}
	}

	private int start(WholeStack stack, List<Member> members) {
		long begin = System.nanoTime();
		Preconditions.check(this.settings, members);
		this.settings.remember();
		StackSteps steps = new StackSteps(stack);
		this.console.line("Starting CLARA Connect in " + this.settings.directory().root());
		List<String> failures = new StepRunner(this.console)
			.run(this.infrastructureOnly ? steps.infrastructure() : steps.all());
		if (!failures.isEmpty()) {
			failures.forEach(this.console::error);
			this.console
				.error("What did start is left running: ./clara up tries the rest again, ./clara down stops it.");
			return ExitCode.PART_FAILED;
		}
		Overview after = Overview.of(members);
		this.console.table(after.table());
		this.console.line("Up in " + Math.round((System.nanoTime() - begin) / 1e9) + " s.");
		return after.allHealthy() ? ExitCode.OK : ExitCode.PART_FAILED;
	}

	/** Two sets of parts over one data directory would destroy it. */
	private void refuseOtherPorts() {
		Settings.remembered(this.settings.directory())
			.filter((ports) -> !ports.equals(this.settings.ports()))
			.map((ports) -> new Settings(this.settings.distribution(), this.settings.directory(), ports))
			.filter((running) -> new WholeStack(running).members()
				.stream()
				.anyMatch((member) -> member.part().isAlive()))
			.ifPresent((running) -> {
				throw new Refused(ExitCode.PORT_TAKEN, "This stack runs on ports from " + running.ports().base()
						+ ". Stop it with ./clara down before it moves to other ports.");
			});
	}

}
