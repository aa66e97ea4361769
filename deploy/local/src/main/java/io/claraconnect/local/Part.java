package io.claraconnect.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One process of the stack. It outlives the object: a later JVM that builds the same part
 * over the same {@link StackDirectory} finds the running process again by its pid file.
 * Not safe for use by several threads at once.
 */
public abstract sealed class Part permits KafkaProcess, PostgresProcess, RegistryProcess, HttpPart {

	private final OwnProcess process;

	Part(OwnProcess process) {
		this.process = process;
	}

	/**
	 * Starts the process and returns once it truly answers. Does nothing when it is
	 * already up.
	 * @throws StackFailed if it ends or does not answer in time; the message has its last
	 * log lines. A process that runs but does not answer is left running
	 */
	public final void start() {
		if (!isAlive()) {
			launch(this.process);
		}
		this.process.awaitReady(startLimit(), this::isReady);
	}

	/**
	 * Asks whether the process answers now.
	 * @return whether the part is usable, which is more than alive
	 */
	public abstract boolean isReady();

	/** Prepares what the process needs and starts it, without waiting for its answer. */
	abstract void launch(OwnProcess ownProcess);

	abstract Duration startLimit();

	/** The signal that asks for an orderly end. */
	String stopSignal() {
		return "TERM";
	}

	/**
	 * Names the part.
	 * @return the name used for its log, its pid file and on the console
	 */
	public final String name() {
		return this.process.name();
	}

	/**
	 * Asks whether the process runs.
	 * @return whether the process exists; a zombie or a recycled pid does not count
	 */
	public final boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * Finds the process id.
	 * @return the id of the running process, or empty
	 */
	public final OptionalLong pid() {
		return this.process.pid();
	}

	/**
	 * Asks the process to end, waits, and kills it when the time is over. Does nothing
	 * when it is not running.
	 * @param grace how long it may take to end by itself
	 * @return whether it ended by itself
	 */
	public final boolean stop(Duration grace) {
		return this.process.stop(stopSignal(), grace);
	}

	/**
	 * Ends the process at once, as {@code kill -9} does, and waits until it is gone.
	 */
	public final void killNow() {
		this.process.killNow();
	}

	/**
	 * Halts the process and its children, as {@code kill -STOP} does: connections stay
	 * open, nothing moves.
	 */
	public final void suspend() {
		this.process.signalAll("STOP");
	}

	/**
	 * Lets a halted process and its children go on.
	 */
	public final void resume() {
		this.process.signalAll("CONT");
	}

	/**
	 * Tells how the process ended.
	 * @return the exit code of the process that this object started last; empty while it
	 * runs, and when another object started it
	 */
	public final OptionalInt exitCode() {
		return this.process.exitCode();
	}

	/**
	 * Locates the log.
	 * @return the file that takes the output of the process
	 */
	public final Path logFile() {
		return this.process.log();
	}

	/**
	 * Reads the end of the log.
	 * @param count how many lines at most
	 * @return the last lines, oldest first; empty when there is no log
	 */
	public final List<String> lastLogLines(int count) {
		return this.process.lastLogLines(count);
	}

}
