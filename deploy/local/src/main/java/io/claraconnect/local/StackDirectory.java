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

	/**
	 * Makes the path absolute, since parts are started in directories of their own.
	 * @param root the directory of the stack
	 */
	public StackDirectory {
		root = root.toAbsolutePath().normalize();
	}

	/**
	 * Gives a part its place for data.
	 * @param part name of the part
	 * @return an existing directory
	 */
	public Path data(String part) {
		return existing(this.root.resolve("data").resolve(part));
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
		return existing(this.root.resolve("secrets")).resolve(name);
	}

	Path pidFile(String part) {
		return existing(this.root.resolve("run")).resolve(part + ".pid");
	}

	private static Path existing(Path directory) {
		try {
			if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
				return directory;
			}
			return Files.createDirectories(directory,
					PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot create " + directory, ex);
		}
	}

}
