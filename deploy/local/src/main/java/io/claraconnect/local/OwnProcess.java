package io.claraconnect.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * The process behind a part: detached from our terminal, found again by its pid file, and
 * signalled only while it is surely ours.
 */
final class OwnProcess {

	/** Variable that tells which stack a process and its children belong to. */
	static final String MARK = "CLARA_STACK";

	private static final long LARGEST_LOG = 20_000_000;

	private static final List<String> FOREIGN_SETTINGS = List.of("SPRING_", "SERVER_", "MANAGEMENT_", "QUARKUS_",
			"APICURIO_", "KAFKA_", "PG", "CLARA_");

	private final String name;

	private final Path pidFile;

	private final Path log;

	private final Path stack;

	private volatile @Nullable Process started;

	OwnProcess(String name, StackDirectory directory) {
		this.name = name;
		this.pidFile = directory.pidFile(name);
		this.log = directory.log(name);
		this.stack = directory.root();
	}

	void launch(ProcessSpec spec) {
		begin(spec);
	}

	/** Runs a program to its end and returns its exit code; kills it after the limit. */
	int run(ProcessSpec spec, Duration limit) {
		Process process = begin(spec);
		try {
			if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
				killNow();
				throw failed("did not end within " + limit.toSeconds() + " s");
			}
			return process.exitValue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			killNow();
			throw failed("was interrupted");
		}
	}

	private Process begin(ProcessSpec spec) {
		List<String> command = new ArrayList<>(Machine.detaching());
		command.addAll(spec.command());
		ProcessBuilder builder = new ProcessBuilder(command).directory(spec.workingDirectory().toFile())
			.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(this.log.toFile()));
		inherit(builder.environment());
		builder.environment().put(MARK, this.stack.toString());
		builder.environment().putAll(spec.environment());
		try {
			setLargeLogAside();
			Process process = builder.start();
			remember(process.pid());
			this.started = process;
			return process;
		}
		catch (IOException ex) {
			throw new StackFailed(this.name + " cannot be started: " + ex.getMessage(), ex);
		}
	}

	/** Settings of other programs of this user must not leak into our parts. */
	private static void inherit(Map<String, String> environment) {
		environment.keySet().removeIf((key) -> FOREIGN_SETTINGS.stream().anyMatch(key::startsWith));
	}

	private void setLargeLogAside() throws IOException {
		if (Files.exists(this.log) && Files.size(this.log) > LARGEST_LOG) {
			Files.move(this.log, this.log.resolveSibling(this.name + ".log.1"), StandardCopyOption.REPLACE_EXISTING);
		}
	}

	private void remember(long pid) throws IOException {
		Optional<ProcessIdentity> identity = ProcessIdentity.of(pid);
		if (identity.isPresent()) {
			Files.writeString(this.pidFile, identity.get().toLine() + "\n");
		}
		else {
			Files.deleteIfExists(this.pidFile);
		}
	}

	/** Waits for the condition; gives up when the process ends or the time is over. */
	void awaitReady(Duration limit, BooleanSupplier ready) {
		boolean answered = Waiting.until(limit, () -> !isAlive() || ready.getAsBoolean());
		if (!isAlive()) {
			throw failed("ended while starting");
		}
		if (!answered) {
			throw failed("did not answer within " + limit.toSeconds() + " s");
		}
	}

	private StackFailed failed(String what) {
		return new StackFailed(this.name + " " + what + ". The end of its log (" + this.log + "):\n  "
				+ String.join("\n  ", lastLogLines(8)));
	}

	Optional<ProcessIdentity> running() {
		try {
			return ProcessIdentity.parse(Files.readString(this.pidFile)).filter(ProcessIdentity::isAlive);
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

	boolean isAlive() {
		return running().isPresent();
	}

	OptionalLong pid() {
		return running().map((identity) -> OptionalLong.of(identity.pid())).orElse(OptionalLong.empty());
	}

	/**
	 * Halts the process and all it has started, or lets them go on; the children first on
	 * the way down, so that none is seen to hang by a parent that still runs.
	 */
	void signalAll(String signal) {
		running().ifPresent((identity) -> {
			ProcessHandle.of(identity.pid())
				.stream()
				.flatMap(ProcessHandle::descendants)
				.forEach((child) -> Machine.signal(signal, child.pid()));
			Machine.signal(signal, identity.pid());
		});
	}

	/**
	 * The exit code of the last process that this object started, once it has ended; the
	 * system may tell that a moment after the process is gone.
	 */
	OptionalInt exitCode() {
		Process process = this.started;
		if (process == null || isAlive()) {
			return OptionalInt.empty();
		}
		try {
			return process.waitFor(1, TimeUnit.SECONDS) ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return OptionalInt.empty();
		}
	}

	/** Returns whether it ended before it had to be killed. */
	boolean stop(String signal, Duration grace) {
		running().ifPresent((identity) -> Machine.signal(signal, identity.pid()));
		boolean ended = Waiting.until(grace, () -> !isAlive());
		killNow();
		return ended;
	}

	void killNow() {
		running().ifPresent((identity) -> Machine.signal("KILL", identity.pid()));
		if (!Waiting.until(Duration.ofSeconds(10), () -> !isAlive())) {
			throw new StackFailed(this.name + " (pid " + pid().orElse(-1) + ") cannot be killed.");
		}
		try {
			Files.deleteIfExists(this.pidFile);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String name() {
		return this.name;
	}

	Path log() {
		return this.log;
	}

	List<String> lastLogLines(int count) {
		return LogEnd.of(this.log, count);
	}

}
