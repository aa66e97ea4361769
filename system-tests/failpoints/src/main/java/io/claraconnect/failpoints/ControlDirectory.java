package io.claraconnect.failpoints;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files by which a test and one process under test speak: {@code points} from the
 * test; {@code taken}, {@code hits} and {@code problems} from the process. Each is
 * replaced as a whole.
 */
final class ControlDirectory {

	static final String POINTS = "points";

	static final String TAKEN = "taken";

	static final String HITS = "hits";

	static final String PROBLEMS = "problems";

	private final Path path;

	ControlDirectory(Path path) {
		this.path = path;
		try {
			Files.createDirectories(path);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** A file's text; empty when nobody wrote it yet. */
	String read(String name) {
		try {
			return Files.readString(this.path.resolve(name));
		}
		catch (NoSuchFileException ex) {
			return "";
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void write(String name, String text) {
		try {
			Path draft = Files.createTempFile(this.path, name, ".draft");
			Files.writeString(draft, text);
			Files.move(draft, this.path.resolve(name), StandardCopyOption.ATOMIC_MOVE,
					StandardCopyOption.REPLACE_EXISTING);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The armed points and what is to happen there. */
	static SortedMap<String, Action> points(String text) {
		SortedMap<String, Action> points = new TreeMap<>();
		text.lines().map(String::strip).filter((line) -> !line.isEmpty()).forEach((line) -> {
			String[] parts = line.split("\\s+", 2);
			points.put(Point.parse(parts[0]).toString(), Action.parse((parts.length > 1) ? parts[1] : ""));
		});
		return points;
	}

	static String text(Map<String, Action> points) {
		StringBuilder text = new StringBuilder();
		points.forEach((point, action) -> text.append(point).append(' ').append(action).append('\n'));
		return text.toString();
	}

	/** How often each point was reached, and something done there. */
	SortedMap<String, Tally> tallies() {
		SortedMap<String, Tally> tallies = new TreeMap<>();
		read(HITS).lines().forEach((line) -> {
			String[] parts = line.split(" ", 3);
			Tally tally = new Tally();
			tally.hits().set(Long.parseLong(parts[1]));
			tally.fired().set(Long.parseLong(parts[2]));
			tallies.put(parts[0], tally);
		});
		return tallies;
	}

	void write(Map<String, Tally> tallies) {
		StringBuilder text = new StringBuilder();
		new TreeMap<>(tallies).forEach((point, tally) -> text.append(point)
			.append(' ')
			.append(tally.hits())
			.append(' ')
			.append(tally.fired())
			.append('\n'));
		write(HITS, text.toString());
	}

}
