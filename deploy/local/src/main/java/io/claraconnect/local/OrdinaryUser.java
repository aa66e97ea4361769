package io.claraconnect.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * PostgreSQL refuses to run as root, and containers often have no other user. A user
 * namespace without a mapping makes root look like nobody to the program, while its files
 * stay root's; where namespaces are forbidden the program truly becomes nobody.
 */
enum OrdinaryUser {

	/** We are no root: nothing to do. */
	OURSELVES(List.of()),

	/** Root, seen as nobody inside a user namespace. */
	NAMESPACE(List.of("unshare", "-U")),

	/** Root that gives its rights away. */
	NOBODY(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));

	private final List<String> prefix;

	OrdinaryUser(List<String> prefix) {
		this.prefix = prefix;
	}

	/** The prefix executes the command in place, so that the pid stays the same. */
	List<String> prefix() {
		return this.prefix;
	}

	static OrdinaryUser find() {
		if (!Machine.isRoot()) {
			return OURSELVES;
		}
		for (OrdinaryUser user : List.of(NAMESPACE, NOBODY)) {
			if (Machine.succeeds(Stream.concat(user.prefix.stream(), Stream.of("true")).toList())) {
				return user;
			}
		}
		throw new StackFailed("PostgreSQL does not run as root, and neither 'unshare -U' nor 'setpriv' works here: "
				+ "run ./clara as an ordinary user.");
	}

	/** Makes the files usable for the program. */
	void own(Path directory) {
		if (this != NOBODY) {
			return;
		}
		try (Stream<Path> files = Files.walk(directory)) {
			for (Path file : (Iterable<Path>) files::iterator) {
				Files.setAttribute(file, "unix:uid", 65534);
			}
		}
		catch (IOException ex) {
			throw new StackFailed(directory + " cannot be given to the user that runs PostgreSQL: " + ex.getMessage(),
					ex);
		}
		if (!reaches(directory)) {
			throw new StackFailed("PostgreSQL runs as nobody here and cannot reach " + directory
					+ ": set CLARA_DATA_DIR to a directory that every user may enter, for example /var/tmp/clara.");
		}
	}

	boolean reaches(Path path) {
		return this == OURSELVES || Machine
			.succeeds(Stream.concat(this.prefix.stream(), Stream.of("test", "-r", path.toString())).toList());
	}

}
