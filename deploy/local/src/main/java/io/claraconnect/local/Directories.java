package io.claraconnect.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Removing directories with all they hold.
 */
final class Directories {

	private Directories() {
	}

	/** Returns whether nothing is left; false when someone else still writes there. */
	static boolean delete(Path directory) {
		if (!Files.exists(directory)) {
			return true;
		}
		try (Stream<Path> files = Files.walk(directory)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.deleteIfExists(file);
			}
			return true;
		}
		catch (IOException | UncheckedIOException ex) {
			return false;
		}
	}

}
