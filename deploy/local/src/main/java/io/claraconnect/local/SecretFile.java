package io.claraconnect.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/**
 * Secrets that this machine makes for itself, each in a file that only its owner reads.
 */
public final class SecretFile {

	private static final SecureRandom RANDOM = new SecureRandom();

	private SecretFile() {
	}

	/**
	 * Reads a password, making a new one of 192 random bits the first time.
	 * @param file where the password is kept, with mode 0600
	 * @return the password: letters, digits, {@code -} and {@code _}
	 */
	public static String password(Path file) {
		return content(file, SecretFile::random);
	}

	/**
	 * Reads a secret, making it the first time. The file appears whole or not at all, and
	 * of several that make it at the same time the first one's content holds for all.
	 * @param file where the secret is kept, with mode 0600
	 * @param made gives the content of a new file
	 * @return the content without surrounding white space
	 */
	public static String content(Path file, Supplier<String> made) {
		try {
			if (!Files.exists(file)) {
				create(file, made.get());
			}
			return Files.readString(file).strip();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot read or write " + file, ex);
		}
	}

	private static void create(Path file, String content) throws IOException {
		Path unfinished = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new",
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
		try {
			Files.writeString(unfinished, content + "\n", StandardCharsets.UTF_8);
			// A link never replaces what somebody else made meanwhile, as a move would.
			Files.createLink(file, unfinished);
		}
		catch (FileAlreadyExistsException _) {
			// The other one's content holds for everybody.
		}
		finally {
			Files.delete(unfinished);
		}
	}

	private static String random() {
		byte[] bytes = new byte[24];
		RANDOM.nextBytes(bytes);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
