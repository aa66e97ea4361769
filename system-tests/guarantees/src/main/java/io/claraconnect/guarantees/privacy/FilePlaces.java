package io.claraconnect.guarantees.privacy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Files as they lie on the disk: logs of every process, segments of the broker, pages and
 * write-ahead log of the database.
 */
final class FilePlaces {

	private FilePlaces() {
	}

	/**
	 * Searches files.
	 * @param kind how they are counted
	 * @param root where to begin
	 * @param wanted which, by their path below the root
	 * @return how many files were searched
	 */
	static int search(String kind, Path root, Predicate<String> wanted, Search search) {
		List<Path> files = files(root).stream()
			.filter((file) -> wanted.test(root.relativize(file).toString()))
			.toList();
		int searched = 0;
		for (Path file : files) {
			try (InputStream content = new BufferedInputStream(Files.newInputStream(file))) {
				search.in(kind, "file " + root.relativize(file), content);
				searched++;
			}
			catch (NoSuchFileException _) {
				// A server that works removes files while we look.
				continue;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		return searched;
	}

	private static List<Path> files(Path root) {
		try (Stream<Path> files = Files.find(root, 40, (file, attributes) -> attributes.isRegularFile())) {
			return files.sorted().toList();
		}
		catch (IOException | UncheckedIOException ex) {
			throw new IllegalStateException("The files below " + root + " cannot be listed", ex);
		}
	}

}
