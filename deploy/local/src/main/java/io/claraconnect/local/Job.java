package io.claraconnect.local;

import java.time.Duration;

/**
 * A program that does one thing and ends, such as the migration.
 */
public final class Job {

	private static final Duration LIMIT = Duration.ofSeconds(120);

	private final String name;

	private final OwnProcess process;

	private final HttpPart.Program program;

	/**
	 * Describes the job; runs nothing.
	 * @param name name used for its log
	 * @param directory where its log is
	 * @param program what to run
	 */
	public Job(String name, StackDirectory directory, HttpPart.Program program) {
		this.name = name;
		this.process = new OwnProcess(name, directory);
		this.program = program;
	}

	/**
	 * Runs the job to its end.
	 * @throws StackFailed if it ends with another code than 0 or takes longer than two
	 * minutes; the message has its last log lines
	 */
	public void run() {
		int code = this.process.run(this.program.spec(), LIMIT);
		if (code != 0) {
			throw new StackFailed(this.name + " failed with exit code " + code + ". The end of its log ("
					+ this.process.log() + "):\n  " + String.join("\n  ", this.process.lastLogLines(8)));
		}
	}

}
