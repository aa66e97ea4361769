package io.claraconnect.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.apache.avro.Schema;

/** The schema files of this module: those of today and every earlier version. */
final class SchemaFiles {

	static final Path CURRENT = Path.of("src/main/avro");

	static final Path HISTORY = Path.of("history");

	private SchemaFiles() {
	}

	static List<Schema> current() {
		return in(CURRENT, (file) -> file.getFileName().toString().endsWith(".avsc")).map(SchemaFiles::parse).toList();
	}

	/** The versions of one record, oldest first. */
	static List<Schema> versions(String record) {
		return in(HISTORY.resolve(record), Files::isRegularFile).sorted(Comparator.comparingInt(SchemaFiles::version))
			.map(SchemaFiles::parse)
			.toList();
	}

	static List<String> recordsInHistory() {
		return in(HISTORY, Files::isDirectory).map((folder) -> folder.getFileName().toString()).sorted().toList();
	}

	static int version(Path file) {
		return Integer.parseInt(file.getFileName().toString().replace(".avsc", ""));
	}

	private static Schema parse(Path file) {
		try {
			return new Schema.Parser().parse(Files.readString(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Stream<Path> in(Path folder, java.util.function.Predicate<Path> wanted) {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter(wanted).sorted().toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
