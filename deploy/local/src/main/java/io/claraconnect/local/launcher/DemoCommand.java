package io.claraconnect.local.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;

import io.claraconnect.local.StackFailed;
import io.claraconnect.local.StackPorts;
import io.claraconnect.local.demo.Demo;
import io.claraconnect.local.demo.DemoResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/**
 * Shows the whole way of candidates at three ATS. With {@code --json} everything but the
 * result goes to the error stream.
 */
@Command(name = "demo", description = "Connects three sandboxes, lets people apply, and shows what the ATS have of it.")
final class DemoCommand implements Callable<Integer> {

	private final Settings settings;

	private final Console console;

	@Option(names = "--json", description = "The same as data, with addresses and ids.")
	private boolean json;

	@Option(names = "--clean", description = "First disconnect what earlier runs have connected.")
	private boolean clean;

	DemoCommand(Settings settings, Console console) {
		this.settings = settings;
		this.console = console;
	}

	@Override
	public Integer call() {
		Console progress = this.json ? this.console.aside() : this.console;
		WholeStack stack = new WholeStack(this.settings);
		if (!Overview.of(stack.members()).allHealthy()) {
			int up = new UpCommand(this.settings, progress).call();
			if (up != ExitCode.OK) {
				return up;
			}
		}
		try (Demo demo = demo(stack, progress)) {
			if (this.clean) {
				demo.clean();
			}
			return show(demo.run());
		}
		catch (StackFailed ex) {
			this.console.error("The demo failed. " + ex.getMessage());
			return ExitCode.UNHEALTHY;
		}
	}

	private Demo demo(WholeStack stack, Console progress) {
		StackPorts ports = this.settings.ports();
		Secrets secrets = new Secrets(this.settings.directory());
		return new Demo(
				new Demo.Addresses(WholeStack.local(ports.configService()), WholeStack.local(ports.webhookIngress()),
						WholeStack.local(ports.sandbox())),
				token(secrets), secrets.marketplaceSecret(), new TopicJournal(stack.infrastructure()), progress::line);
	}

	private static String token(Secrets secrets) {
		try {
			return Files.readString(secrets.adminToken()).strip();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The admin token cannot be read", ex);
		}
	}

	private int show(DemoResult result) {
		if (this.json) {
			this.console
				.line(JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(result.json()));
		}
		else {
			this.console.line("As the ATS show it now; times are seconds after each person applied:");
			this.console.table(result.table());
		}
		result.complaints().forEach(this.console::error);
		return result.complete() ? ExitCode.OK : ExitCode.UNHEALTHY;
	}

}
