package io.claraconnect.local.launcher;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

import io.claraconnect.local.LogEnd;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Shows what parts have written.
 */
@Command(name = "logs", description = "Shows the logs of one part, or of all.")
final class LogsCommand implements Callable<Integer> {

	private final Settings settings;

	private final Console console;

	@Parameters(arity = "0..1", paramLabel = "PART", description = "A part's name as in ./clara status.")
	private @Nullable String part;

	@Option(names = "-f", description = "Go on showing what is written, until Ctrl-C.")
	private boolean follow;

	@Option(names = "-n", defaultValue = "20", description = "How many lines of each (${DEFAULT-VALUE}).")
	private int lines;

	LogsCommand(Settings settings, Console console) {
		this.settings = settings;
		this.console = console;
	}

	@Override
	public Integer call() {
		List<String> all = names();
		List<String> chosen = all.stream().filter((name) -> this.part == null || name.equals(this.part)).toList();
		if (chosen.isEmpty()) {
			throw new Refused(ExitCode.WRONG_USAGE,
					"There is no part '" + this.part + "'. The parts are: " + String.join(", ", all) + ".");
		}
		if (!this.follow && chosen.stream().noneMatch((name) -> Files.exists(this.settings.directory().log(name)))) {
			this.console.line("No logs yet: nothing of that was started in " + this.settings.directory().root() + ".");
			return ExitCode.OK;
		}
		List<Tail> tails = new ArrayList<>();
		for (String name : chosen) {
			String prefix = (chosen.size() == 1) ? "" : "%-18s ".formatted(name);
			Path file = this.settings.directory().log(name);
			tails.add(new Tail(file, prefix));
			LogEnd.of(file, this.lines).forEach((line) -> this.console.line(prefix + line));
		}
		while (this.follow && !Thread.currentThread().isInterrupted()) {
			tails.forEach((tail) -> tail.next().forEach(this.console::line));
			LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
		}
		return ExitCode.OK;
	}

	private List<String> names() {
		List<String> names = new ArrayList<>();
		new WholeStack(this.settings).members().forEach((member) -> names.add(member.name()));
		names.add(StackSteps.MIGRATION);
		names.add(StackSteps.TOPICS);
		return names;
	}

	/** What is added to one file. */
	private static final class Tail {

		private final Path file;

		private final String prefix;

		private long position;

		Tail(Path file, String prefix) {
			this.file = file;
			this.prefix = prefix;
			this.position = size();
		}

		List<String> next() {
			long size = size();
			if (size < this.position) {
				this.position = 0;
			}
			if (size == this.position) {
				return List.of();
			}
			try (RandomAccessFile log = new RandomAccessFile(this.file.toFile(), "r")) {
				byte[] added = new byte[(int) Math.min(size - this.position, 1 << 20)];
				log.seek(this.position);
				log.readFully(added);
				String text = new String(added, StandardCharsets.UTF_8);
				int whole = text.lastIndexOf('\n') + 1;
				this.position += text.substring(0, whole).getBytes(StandardCharsets.UTF_8).length;
				return text.substring(0, whole).lines().map(this.prefix::concat).toList();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		private long size() {
			try {
				return Files.exists(this.file) ? Files.size(this.file) : 0;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
