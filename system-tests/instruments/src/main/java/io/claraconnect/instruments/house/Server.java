package io.claraconnect.instruments.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

import io.claraconnect.local.LocalStack;
import io.claraconnect.local.Part;
import io.claraconnect.local.StackFailed;

/**
 * A program of the house. Methods are for one thread at a time.
 */
public sealed class Server permits ServiceServer, RegistryServer {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private final Part part;

	Server(Part part) {
		this.part = part;
	}

	/**
	 * Names the program.
	 * @return its name
	 */
	public final String name() {
		return this.part.name();
	}

	/**
	 * Starts it, unless it runs, and returns when it is ready; on a busy machine that may
	 * take minutes.
	 */
	public synchronized void start() {
		try {
			this.part.start();
		}
		catch (StackFailed ex) {
			if (!this.part.isAlive()) {
				throw ex;
			}
			awaitReady(PATIENCE);
		}
	}

	/**
	 * Starts it and waits for nothing.
	 * @return done when it is ready
	 */
	public final CompletableFuture<Void> begin() {
		return CompletableFuture.runAsync(this::start, (work) -> Thread.ofVirtual().start(work));
	}

	/** Ends it at once, as {@code kill -9} does, also while it starts. */
	public final void kill() {
		this.part.killNow();
	}

	/**
	 * Asks it to end, as {@code kill} does, and waits up to 60 s.
	 * @return how it ended
	 */
	public final synchronized Ended stop() {
		long begin = System.nanoTime();
		this.part.resume();
		boolean byItself = this.part.stop(LocalStack.GRACE.multipliedBy(3));
		return new Ended(byItself, this.part.exitCode(), Duration.ofNanos(System.nanoTime() - begin));
	}

	/** Kills it and starts it again. */
	public final void restart() {
		kill();
		start();
	}

	/**
	 * Halts it and its children, as {@code kill -STOP} does: its connections stay open.
	 */
	public final void suspend() {
		this.part.suspend();
	}

	/** Lets a halted program go on. */
	public final void resume() {
		this.part.resume();
	}

	/**
	 * Waits until it answers.
	 * @param limit how long at most
	 */
	public final void awaitReady(Duration limit) {
		Until.holds(() -> name() + " answers. The end of its log:\n  " + String.join("\n  ", this.part.lastLogLines(8)),
				limit, this.part::isReady);
	}

	/**
	 * Asks whether it answers.
	 * @return whether it is of use now
	 */
	public final boolean isReady() {
		return this.part.isReady();
	}

	/**
	 * Asks whether it runs.
	 * @return whether there is such a process
	 */
	public final boolean isAlive() {
		return this.part.isAlive();
	}

	/**
	 * Gives the id of its process.
	 * @return the id
	 */
	public final long pid() {
		return this.part.pid().orElseThrow(() -> new IllegalStateException(name() + " does not run"));
	}

	/**
	 * Locates its output.
	 * @return the log of all its starts
	 */
	public final Path logFile() {
		return this.part.logFile();
	}

	/**
	 * Reads its output.
	 * @return the log of all its starts
	 */
	public final String logText() {
		try {
			return Files.readString(logFile(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * How a program ended.
	 *
	 * @param byItself false when it had to be killed
	 * @param exitCode what it gave to the system
	 * @param took from the signal to the end
	 */
	public record Ended(boolean byItself, OptionalInt exitCode, Duration took) {

	}

}
