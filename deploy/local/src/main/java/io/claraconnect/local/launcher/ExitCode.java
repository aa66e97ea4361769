package io.claraconnect.local.launcher;

/**
 * What {@code ./clara} ends with. 3 (no JDK) and 4 (build failed) are given by the script
 * itself.
 */
final class ExitCode {

	static final int OK = 0;

	static final int UNHEALTHY = 1;

	static final int WRONG_USAGE = 2;

	static final int PART_FAILED = 5;

	static final int PORT_TAKEN = 6;

	static final int NO_SPACE = 7;

	static final int BUSY = 8;

	private ExitCode() {
	}

}
