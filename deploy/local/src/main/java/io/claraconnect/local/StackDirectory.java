package io.claraconnect.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where one stack keeps all it writes: {@code data/}, {@code logs/}, {@code run/} (pid
 * files) and {@code secrets/} (files of mode 0600).
 *
 * @param root absolute path of the directory; created on first use
 */
public record StackDirectory(Path root) {

	private static final String ALL_MAY_LOOK = "rwxr-xr-x";

	/** Others pass through to what is theirs, and cannot see what else is there. */
	private static final String ALL_MAY_PASS = "rwx--x--x";

	private static final String OWNER_ONLY = "rwx------";

	/**
	 * Makes the path absolute, since parts are started in directories of their own.
	 * @param root the directory of the stack
	 */
	public StackDirectory {
		root = root.toAbsolutePath().normalize();
	}

	/**
	 * Gives a part its place for data, closed to other users of this machine.
	 * @param part name of the part
	 * @return an existing directory
	 */
	public Path data(String part) {
		return existing(existing(this.root.resolve("data"), ALL_MAY_LOOK).resolve(part), OWNER_ONLY);
	}

	/**
	 * Gives a part that runs as another user its place for data; what it makes there is
	 * its own to close.
	 * @param part name of the part
	 * @return an existing directory
	 */
	Path passage(String part) {
		return existing(existing(this.root.resolve("data"), ALL_MAY_LOOK).resolve(part), ALL_MAY_PASS);
	}

	/**
	 * Gives a part its log file.
	 * @param part name of the part
	 * @return a path in an existing directory; the file may not exist yet
	 */
	public Path log(String part) {
		return existing(this.root.resolve("logs")).resolve(part + ".log");
	}

	/**
	 * Gives a secret its file.
	 * @param name name of the secret
	 * @return a path in an existing directory
	 */
	public Path secret(String name) {
		return existing(this.root.resolve("secrets"), ALL_MAY_PASS).resolve(name);
	}

	Path pidFile(String part) {
		return existing(this.root.resolve("run")).resolve(part + ".pid");
	}

	private static Path existing(Path directory) {
		return existing(directory, ALL_MAY_LOOK);
	}

	private static Path existing(Path directory, String mode) {
		try {
			if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
				return directory;
			}
			return Files.createDirectories(directory,
					PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot create " + directory, ex);
		}
	}

}
