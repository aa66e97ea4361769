package io.claraconnect.dossier;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A candidate's own key. Seals with AES-256-GCM and digests with HMAC-SHA256, each with a
 * key of its own that is derived from the candidate's.
 */
final class CandidateKey {

	static final int LENGTH = 32;

	private static final int NONCE = 12;

	private static final int TAG_BITS = 128;

	private final String ref;

	private final SecretKeySpec sealing;

	private final SecretKeySpec digesting;

	CandidateKey(String ref, byte[] key) {
		if (key.length != LENGTH) {
			throw new IllegalArgumentException("A candidate's key has 32 bytes");
		}
		this.ref = ref;
		this.sealing = new SecretKeySpec(derive(key, "clara seal 1"), "AES");
		this.digesting = new SecretKeySpec(derive(key, "clara digest 1"), "HmacSHA256");
	}

	/** Opaque reference of the candidate. */
	String ref() {
		return this.ref;
	}

	byte[] seal(byte[] plain, String place, SecureRandom random) {
		byte[] nonce = new byte[NONCE];
		random.nextBytes(nonce);
		try {
			byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, place).doFinal(plain);
			byte[] whole = Arrays.copyOf(nonce, NONCE + sealed.length);
			System.arraycopy(sealed, 0, whole, NONCE, sealed.length);
			return whole;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Sealing failed", ex);
		}
	}

	byte[] open(byte[] sealed, String place) {
		try {
			return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE), place).doFinal(sealed, NONCE,
					sealed.length - NONCE);
		}
		catch (GeneralSecurityException | IllegalArgumentException _) {
			throw new IllegalStateException("Sealed material was changed or moved");
		}
	}

	String digest(byte[] content) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(this.digesting);
			return HexFormat.of().formatHex(mac.doFinal(content));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("This Java runtime has no HmacSHA256", ex);
		}
	}

	private Cipher cipher(int mode, byte[] nonce, String place) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
		cipher.init(mode, this.sealing, new GCMParameterSpec(TAG_BITS, nonce));
		cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
		return cipher;
	}

	private static byte[] derive(byte[] key, String purpose) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(key, "HmacSHA256"));
			return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("This Java runtime has no HmacSHA256", ex);
		}
	}

	@Override
	public String toString() {
		return "CandidateKey[" + this.ref + "]";
	}

}
