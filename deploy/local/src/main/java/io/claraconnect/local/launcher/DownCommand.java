package io.claraconnect.local.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import io.claraconnect.local.LocalStack;
import io.claraconnect.local.Strays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Stops everything, the services first, and makes sure that nothing is left.
 */
@Command(name = "down", description = "Stops everything; data is kept.")
final class DownCommand implements Callable<Integer> {

	private final Settings settings;

	private final Console console;

	@Parameters(arity = "0..1", paramLabel = "PART", description = "Stop this part alone, such as scoring-service.")
	private @Nullable String part;

	DownCommand(Settings settings, Console console) {
		this.settings = settings;
		this.console = console;
	}

	@Override
	public Integer call() {
		try (Lock _ = Lock.take(this.settings.directory())) {
			WholeStack stack = new WholeStack(this.settings);
			if (this.part != null) {
				return one(stack, this.part);
			}
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

	private int one(WholeStack stack, String name) {
		Member member = stack.members()
			.stream()
			.filter((any) -> any.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new Refused(ExitCode.WRONG_USAGE, "There is no part '" + name + "'. The parts are: "
					+ String.join(", ", stack.members().stream().map(Member::name).toList()) + "."));
		if (!stop(member)) {
			this.console.line(name + " does not run.");
		}
		return ExitCode.OK;
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
