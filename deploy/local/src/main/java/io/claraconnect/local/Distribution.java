package io.claraconnect.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The programs of the stack, as the build of this project collects them.
 *
 * @param home root directory of the project: the one with the file {@code clara}
 */
public record Distribution(Path home) {

	/**
	 * Finds the project by the system property {@code clara.home}, else by walking up
	 * from the working directory to the file {@code clara}.
	 * @return the programs below that directory, which may not be built yet
	 * @throws StackFailed if there is no such directory
	 */
	public static Distribution locate() {
		String configured = System.getProperty("clara.home");
		if (configured != null) {
			return new Distribution(Path.of(configured).toAbsolutePath());
		}
		Path place = Path.of("").toAbsolutePath();
		while (place != null) {
			if (Files.isRegularFile(place.resolve("clara"))) {
				return new Distribution(place);
			}
			place = place.getParent();
		}
		throw new StackFailed("This is not below the project: no directory above has the file 'clara'.");
	}

	Path brokerLibraries() {
		return built(this.home.resolve("deploy/broker/target/lib"));
	}

	Path registryJar() {
		return built(this.home.resolve("deploy/local/target/dist/registry/quarkus-run.jar"));
	}

	/** The newest, should an older one be left from an earlier build. */
	Path postgresArchive() {
		try (Stream<Path> archives = Files.list(built(this.home.resolve("deploy/local/target/dist/postgres")))) {
			return archives.filter((file) -> file.toString().endsWith(".jar"))
				.max(Comparator.comparing(Path::toString))
				.orElseThrow(Distribution::notBuilt);
		}
		catch (IOException ex) {
			throw new StackFailed("The PostgreSQL programs cannot be listed: " + ex.getMessage(), ex);
		}
	}

	private static Path built(Path path) {
		if (!Files.exists(path)) {
			throw notBuilt();
		}
		return path;
	}

	private static StackFailed notBuilt() {
		return new StackFailed(
				"The local stack is not built: run './mvnw -pl deploy/broker,deploy/local install' first.");
	}

}
