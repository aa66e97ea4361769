package io.claraconnect.kit.seal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Plain and keyed SHA-256 digests. Safe for use by many threads. */
public final class Digests {

	private final SecretKeySpec key;

	/**
	 * Keyed digests.
	 * @param key at least 32 bytes; not copied
	 */
	public Digests(byte[] key) {
		if (key.length < 32) {
			throw new IllegalArgumentException("A digest key has at least 32 bytes");
		}
		this.key = new SecretKeySpec(key, "HmacSHA256");
	}

	/**
	 * The HMAC of texts, each with its length, so that no two lists of texts run into
	 * each other.
	 */
	public byte[] hmac(String... parts) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(this.key);
			for (String part : parts) {
				byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
				mac.update((byte) (bytes.length >>> 24));
				mac.update((byte) (bytes.length >>> 16));
				mac.update((byte) (bytes.length >>> 8));
				mac.update((byte) bytes.length);
				mac.update(bytes);
			}
			return mac.doFinal();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("This Java runtime has no HmacSHA256", ex);
		}
	}

	/**
	 * The SHA-256 of a text as UTF-8. For unguessable tokens only: a digest of personal
	 * data must be keyed.
	 */
	public static byte[] sha256(String text) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("This Java runtime has no SHA-256", ex);
		}
	}

}
