package io.claraconnect.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The checkout that is built. */
final class Repository {

	private Repository() {
	}

	static Path root() {
		return Path.of(System.getProperty("clara.home", ".")).toAbsolutePath().normalize();
	}

	/** The compiled classes of every module, as built just before this one. */
	static List<Path> compiledModules() {
		return find(root(), 4, (path) -> path.endsWith("target/classes") && Files.isDirectory(path));
	}

	/** The main sources of every module. */
	static List<Path> mainSources() {
		return find(root(), 24,
				(path) -> path.toString().endsWith(".java") && path.toString().contains("/src/main/java/"));
	}

	/** What every module is made of. */
	static List<Path> poms() {
		return find(root(), 4, (path) -> path.endsWith("pom.xml") && !path.toString().contains("/target/"));
	}

	/** The migrations of every module. */
	static List<Path> migrations() {
		return find(root(), 24, (path) -> path.toString().endsWith(".sql") && path.toString().contains("/src/main/"));
	}

	/** The schemas of every topic. */
	static List<Path> schemas() {
		return find(root().resolve("schemas/src/main/avro"), 2, (path) -> path.toString().endsWith(".avsc"));
	}

	static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<Path> find(Path from, int depth, java.util.function.Predicate<Path> wanted) {
		try (Stream<Path> paths = Files.walk(from, depth)) {
			return paths.filter((path) -> !from.relativize(path).toString().startsWith("."))
				.filter(wanted)
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
