package io.claraconnect.dossier.migrate;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * The step of a rollout that migrates every database. Exit code 0: done; 2: a setting is
 * missing; 3: no database; 4: another migration runs; 5: a statement failed.
 */
public final class MigrationJob {

	private static final int MISSING_SETTING = 2;

	private MigrationJob() {
	}

	/** Migrates with settings from the environment. */
	public static void main(String[] arguments) {
		LoggingSystem.get(MigrationJob.class.getClassLoader())
			.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
		System.exit(run(System.getenv(), System.out, System.err));
	}

	static int run(Map<String, String> environment, PrintStream out, PrintStream err) {
		try {
			print(new DatabaseMigration(MigrationSettings.from(environment)).run(), out);
			return 0;
		}
		catch (IllegalArgumentException ex) {
			err.println(ex.getMessage());
			return MISSING_SETTING;
		}
		catch (MigrationFailed ex) {
			err.println(ex.getMessage());
			return ex.reason().exitCode();
		}
	}

	private static void print(List<MigratedSchema> migrated, PrintStream out) {
		out.printf("%-12s %-12s %8s %8s%n", "database", "schema", "version", "applied");
		migrated.forEach((one) -> out.printf("%-12s %-12s %8s %8d%n", one.database(), one.schema(), one.version(),
				one.applied()));
	}

}
