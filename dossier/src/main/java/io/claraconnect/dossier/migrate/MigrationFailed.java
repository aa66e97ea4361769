package io.claraconnect.dossier.migrate;

import org.jspecify.annotations.Nullable;

/** A migration that could not be done. The message says what to do about it. */
public final class MigrationFailed extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	MigrationFailed(Reason reason, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.reason = reason;
	}

	/** Why. */
	public Reason reason() {
		return this.reason;
	}

	/** Why a migration failed; the number is the exit code of the job. */
	public enum Reason {

		/** The database server did not answer in time. */
		UNREACHABLE(3),
		/** Another migration holds the lock. */
		BUSY(4),
		/** A statement failed; nothing of that migration was kept. */
		STATEMENT(5);

		private final int exitCode;

		Reason(int exitCode) {
			this.exitCode = exitCode;
		}

		/** The exit code of the job. */
		public int exitCode() {
			return this.exitCode;
		}

	}

}
