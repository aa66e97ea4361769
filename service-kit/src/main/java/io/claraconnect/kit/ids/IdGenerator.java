package io.claraconnect.kit.ids;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Makes ids and unguessable tokens. Safe for use by many threads. */
public final class IdGenerator {

	private static final HexFormat HEX = HexFormat.of();

	private final RandomGenerator random;

	private IdGenerator(RandomGenerator random) {
		this.random = random;
	}

	/** Ids that nobody can guess. */
	public static IdGenerator secure() {
		return new IdGenerator(new SecureRandom());
	}

	/** Ids from the given source, for tests that print their seed. */
	public static IdGenerator of(RandomGenerator random) {
		return new IdGenerator(random);
	}

	/** An id of 128 random bits as 32 hexadecimal digits. */
	public String next() {
		return hex(16);
	}

	/**
	 * A token of 256 random bits as 64 hexadecimal digits, for webhook addresses and
	 * signing secrets.
	 */
	public String token() {
		return hex(32);
	}

	/** As many random bytes as asked for, in hexadecimal digits. */
	public String hex(int bytes) {
		byte[] value = new byte[bytes];
		this.random.nextBytes(value);
		return HEX.formatHex(value);
	}

}
