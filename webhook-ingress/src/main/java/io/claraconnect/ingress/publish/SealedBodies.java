package io.claraconnect.ingress.publish;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import io.claraconnect.kit.seal.Sealer;
import io.claraconnect.schemas.SealedBody;

/**
 * Seals the raw body of each delivery under a key of its own, which is sealed with the
 * platform keys: forgetting the wrapped key forgets that delivery alone. The ciphertext
 * starts with the 12-byte nonce.
 */
final class SealedBodies {

	private static final int KEY_BYTES = 32;

	private static final int NONCE_BYTES = 12;

	private static final int TAG_BITS = 128;

	private final Sealer sealer;

	private final SecureRandom random = new SecureRandom();

	SealedBodies(Sealer sealer) {
		this.sealer = sealer;
	}

	SealedBody seal(byte[] body, String associatedData) {
		byte[] key = new byte[KEY_BYTES];
		byte[] nonce = new byte[NONCE_BYTES];
		this.random.nextBytes(key);
		this.random.nextBytes(nonce);
		try {
			Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
			cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
			cipher.updateAAD(associatedData.getBytes(StandardCharsets.UTF_8));
			byte[] sealed = new byte[NONCE_BYTES + body.length + TAG_BITS / Byte.SIZE];
			System.arraycopy(nonce, 0, sealed, 0, NONCE_BYTES);
			cipher.doFinal(body, 0, body.length, sealed, NONCE_BYTES);
			return new SealedBody(ByteBuffer.wrap(this.sealer.seal(key, associatedData)), ByteBuffer.wrap(sealed));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("This Java runtime has no AES-GCM", ex);
		}
	}

}
