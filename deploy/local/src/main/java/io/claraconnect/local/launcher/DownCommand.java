package io.claraconnect.local.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import io.claraconnect.local.LocalStack;
import io.claraconnect.local.Strays;
import picocli.CommandLine.Command;

/**
 * Stops everything, the services first, and makes sure that nothing is left.
 */
@Command(name = "down", description = "Stops everything; data is kept.")
final class DownCommand implements Callable<Integer> {

	private final Settings settings;

	private final Console console;

	DownCommand(Settings settings, Console console) {
		this.settings = settings;
		this.console = console;
	}

	@Override
	public Integer call() {
		try (Lock _ = Lock.take(this.settings.directory())) {
			WholeStack stack = new WholeStack(this.settings);
			List<Member> ours = new ArrayList<>(stack.services());
			ours.add(stack.sandbox());
			boolean any = ours.parallelStream().map(this::stop).toList().contains(true);
			for (Member member : stack.infrastructureMembers().reversed()) {
				any |= stop(member);
			}
			List<Long> strays = Strays.end(this.settings.directory());
			strays.forEach((pid) -> this.console.line("  a process left behind was ended: pid " + pid));
			this.console.line((any || !strays.isEmpty())
					? "Nothing runs any more. Data is kept in " + this.settings.directory().root()
					: "Nothing was running.");
			return ExitCode.OK;
		}
	}

	private boolean stop(Member member) {
		if (!member.part().isAlive()) {
			return false;
		}
		long begin = System.nanoTime();
		boolean gently = member.part().stop(LocalStack.GRACE);
		this.console.progress(member.name(), gently ? "stopped" : "killed", (System.nanoTime() - begin) / 1e9);
		return true;
	}

}
