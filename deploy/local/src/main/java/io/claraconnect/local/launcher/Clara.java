package io.claraconnect.local.launcher;

import java.io.UncheckedIOException;
import java.util.stream.Stream;

import io.claraconnect.local.Distribution;
import io.claraconnect.local.StackFailed;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Entry of {@code ./clara}.
 */
@Command(name = "./clara", description = "Runs CLARA Connect on this machine.", synopsisSubcommandLabel = "COMMAND",
		usageHelpWidth = 110,
		subcommands = { UpCommand.class, StatusCommand.class, DemoCommand.class, WhyCommand.class, LogsCommand.class,
				EventsCommand.class, RedriveCommand.class, ReplayCommand.class, BenchCommand.class, DownCommand.class },
		footerHeading = "%nSettings (environment):%n",
		footer = { "  CLARA_PORT_BASE  first of 100 ports (7400)",
				"  CLARA_DATA_DIR   where data, logs and secrets are kept (.clara)",
				"  CLARA_JAVA_HOME  the JDK 25 to use", "",
				"Exit codes: 0 done, 1 not healthy or unexpected, 2 wrong usage, 3 no JDK, 4 build failed,",
				"  5 a part failed, 6 port taken, 7 no disk space, 8 another ./clara at work" })
public final class Clara {

	private Clara() {
	}

	/**
	 * Runs one command and ends with its exit code.
	 * @param arguments as typed
	 */
	public static void main(String[] arguments) {
		Console console = Console.ofSystem(System.getenv());
		System.exit(run(console, arguments));
	}

	static int run(Console console, String... arguments) {
		try {
			Settings settings = Settings.from(System.getenv(), Distribution.locate());
			return run(settings, console, arguments);
		}
		catch (Refused ex) {
			console.error(String.valueOf(ex.getMessage()));
			return ex.exitCode();
		}
		catch (StackFailed ex) {
			console.error(String.valueOf(ex.getMessage()));
			return ExitCode.PART_FAILED;
		}
	}

	static int run(Settings settings, Console console, String... arguments) {
		CommandLine line = new CommandLine(new Clara(), new Factory(settings, console));
		Stream.concat(Stream.of(line), line.getSubcommands().values().stream())
			.forEach((command) -> command.getCommandSpec().addOption(help()));
		line.getSubcommands()
			.values()
			.forEach((command) -> command.setStopAtPositional(command.getCommand() instanceof BenchCommand));
		line.setParameterExceptionHandler((ex, _) -> misused(console, ex));
		line.setExecutionExceptionHandler((ex, _, _) -> explain(console, ex));
		return line.execute(asOptions(arguments));
	}

	private static OptionSpec help() {
		return OptionSpec.builder("-h", "--help").usageHelp(true).description("Shows this help.").build();
	}

	/** Nothing and {@code help} mean {@code --help}; {@code help up} means that of up. */
	private static String[] asOptions(String[] arguments) {
		if (arguments.length == 0) {
			return new String[] { "--help" };
		}
		if (!"help".equals(arguments[0])) {
			return arguments;
		}
		return Stream.concat(Stream.of(arguments).skip(1).limit(1), Stream.of("--help")).toArray(String[]::new);
	}

	private static int misused(Console console, ParameterException ex) {
		CommandLine command = ex.getCommandLine();
		if (command.getParent() == null && ex instanceof UnmatchedArgumentException unmatched) {
			console.error("There is no command '" + unmatched.getUnmatched().getFirst() + "'. The commands are: "
					+ String.join(", ", command.getSubcommands().keySet()) + ". ./clara --help tells more.");
		}
		else {
			console.error(String.valueOf(ex.getMessage()));
			command.usage(command.getErr());
		}
		return ExitCode.WRONG_USAGE;
	}

	private static int explain(Console console, Exception ex) throws Exception {
		if (ex instanceof Refused refused) {
			console.error(String.valueOf(refused.getMessage()));
			return refused.exitCode();
		}
		if (ex instanceof StackFailed || ex instanceof UncheckedIOException) {
			console.error(String.valueOf(ex.getMessage()));
			return ExitCode.PART_FAILED;
		}
		throw ex;
	}

	/** Gives each command the settings and the console. */
	private record Factory(Settings settings, Console console) implements CommandLine.IFactory {

		@Override
		public <K> K create(Class<K> type) throws Exception {
			if (Command.class.getPackage().equals(type.getPackage()) || !type.isAnnotationPresent(Command.class)
					|| type.equals(Clara.class) || type.getPackage().equals(CommandLine.class.getPackage())) {
				return CommandLine.defaultFactory().create(type);
			}
			return type.getDeclaredConstructor(Settings.class, Console.class).newInstance(this.settings, this.console);
		}

	}

}
