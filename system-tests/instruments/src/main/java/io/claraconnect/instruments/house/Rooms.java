package io.claraconnect.instruments.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import io.claraconnect.local.Distribution;
import io.claraconnect.local.StackDirectory;
import io.claraconnect.local.Waiting;

/**
 * The files of a house. The agent is copied, so that a build that goes on beside it does
 * not pull it away under running processes; services have {@link Rehearsals}.
 */
final class Rooms {

	private static final String LIBRARIES = "lib";

	private final Distribution distribution;

	private final StackDirectory directory;

	private Rooms(Distribution distribution, StackDirectory directory) {
		this.distribution = distribution;
		this.directory = directory;
	}

	static Rooms open() {
		try {
			return new Rooms(Distribution.locate(), new StackDirectory(Files.createTempDirectory("clara-house-")));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Distribution distribution() {
		return this.distribution;
	}

	StackDirectory directory() {
		return this.directory;
	}

	static boolean hasAgent() {
		return Files.exists(agentOf(Distribution.locate()));
	}

	/** The agent's own copy. */
	Path agent() {
		return copied(agentOf(this.distribution));
	}

	private static Path agentOf(Distribution distribution) {
		return distribution.home().resolve("system-tests/failpoints/target/failpoints.jar");
	}

	/** Copies a program and the libraries that it looks for beside itself. */
	private synchronized Path copied(Path jar) {
		try {
			Path programs = Files.createDirectories(this.directory.root().resolve("programs"));
			Path copy = programs.resolve(jar.getFileName());
			if (!Files.exists(copy)) {
				Files.createDirectories(programs.resolve(LIBRARIES));
				for (Path one : withLibraries(jar)) {
					Files.copy(one, programs.resolve(jar.resolveSibling("").relativize(one)),
							StandardCopyOption.REPLACE_EXISTING);
				}
			}
			return copy;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The build has not made " + jar, ex);
		}
	}

	private static List<Path> withLibraries(Path jar) throws IOException {
		List<Path> files = new ArrayList<>(List.of(jar));
		Path libraries = jar.resolveSibling(LIBRARIES);
		if (Files.isDirectory(libraries)) {
			try (Stream<Path> found = Files.list(libraries)) {
				found.forEach(files::add);
			}
		}
		return files;
	}

	Path failpoints(String name) {
		try {
			return Files.createDirectories(this.directory.root().resolve("failpoints").resolve(name));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Removes everything; what a dying process still writes is removed once it is dead.
	 */
	void clear() {
		Waiting.until(Duration.ofSeconds(10), () -> {
			try (Stream<Path> files = Files.walk(this.directory.root())) {
				for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
					Files.deleteIfExists(file);
				}
				return true;
			}
			catch (IOException | UncheckedIOException _) {
				return !Files.exists(this.directory.root());
			}
		});
	}

}
