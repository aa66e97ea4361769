package io.claraconnect.ats.http;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.api.WebhookSecret;

/** Checks HMAC-SHA256 signatures in constant time. */
public final class WebhookSignatures {

	private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

	private WebhookSignatures() {
	}

	/**
	 * The secret that made a signature, if any of those that serve the slot did. Takes
	 * the same time whichever it was; empty secrets are passed over.
	 * @param slot the slot of the delivery
	 * @param secrets the connection's secrets
	 * @param given the signature that came
	 * @param expected the signature that a secret makes
	 */
	public static Optional<WebhookSecret> signer(String slot, Collection<WebhookSecret> secrets, byte[] given,
			Function<Secret, byte[]> expected) {
		Optional<WebhookSecret> found = Optional.empty();
		for (WebhookSecret secret : secrets) {
			if (secret.serves(slot) && !secret.value().isEmpty() && same(expected.apply(secret.value()), given)) {
				found = Optional.of(secret);
			}
		}
		return found;
	}

	/** Takes the same time wherever they differ. */
	private static boolean same(byte[] expected, byte[] given) {
		return MessageDigest.isEqual(expected, given);
	}

	/** HMAC-SHA256 over the parts one after the other. */
	public static byte[] hmacSha256(Secret key, byte[]... parts) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(key.revealBytes(), "HmacSHA256"));
			for (byte[] part : parts) {
				mac.update(part);
			}
			return mac.doFinal();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java has HMAC-SHA256", ex);
		}
	}

	/** The bytes of exactly 64 lower-case hexadecimal digits; empty for anything else. */
	public static Optional<byte[]> hex(String text) {
		return HEX.matcher(text).matches() ? Optional.of(HexFormat.of().parseHex(text)) : Optional.empty();
	}

	/** The bytes of padded Base64 of exactly 32 bytes; empty for anything else. */
	public static Optional<byte[]> base64(String text) {
		try {
			return Optional.of(Base64.getDecoder().decode(text))
				.filter((bytes) -> bytes.length == 32 && Base64.getEncoder().encodeToString(bytes).equals(text));
		}
		catch (IllegalArgumentException _) {
			return Optional.empty();
		}
	}

	/** SHA-256 of the bytes as lower-case hexadecimal digits. */
	public static String sha256(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

}
