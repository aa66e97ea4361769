package io.claraconnect.kit.seal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;

/**
 * Seals bytes with an AES-256-GCM key set (Google Tink). Several keys may be live: the
 * primary seals, all open. The associated data binds a sealed value to its place, so that
 * it cannot be moved to another organisation or field. Safe for use by many threads.
 */
public final class Sealer {

	private final Aead aead;

	private Sealer(Aead aead) {
		this.aead = aead;
	}

	/**
	 * A sealer of a key set.
	 * @param keysetJson the key set in Tink's JSON form
	 * @throws IllegalArgumentException when it is not one
	 */
	public static Sealer of(String keysetJson) {
		try {
			AeadConfig.register();
			KeysetHandle handle = TinkJsonProtoKeysetFormat.parseKeyset(keysetJson, InsecureSecretKeyAccess.get());
			return new Sealer(handle.getPrimitive(RegistryConfiguration.get(), Aead.class));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalArgumentException("Not an AEAD key set in Tink's JSON form", ex);
		}
	}

	/** A sealer of a fresh key, and that key as a key set of one in Tink's JSON form. */
	public static String newKeyset() {
		try {
			AeadConfig.register();
			return TinkJsonProtoKeysetFormat.serializeKeyset(
					KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM), InsecureSecretKeyAccess.get());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("This Java runtime has no AES-GCM", ex);
		}
	}

	/**
	 * Seals bytes.
	 * @param plain what to seal
	 * @param associatedData where the sealed value belongs, such as
	 * {@code organisation|integration|field}; the same text opens it
	 */
	public byte[] seal(byte[] plain, String associatedData) {
		try {
			return this.aead.encrypt(plain, associatedData.getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Sealing failed", ex);
		}
	}

	/**
	 * Opens what {@link #seal} made.
	 * @throws UnsealException when the bytes were changed, moved, or sealed with a key
	 * that is gone
	 */
	public byte[] open(byte[] sealed, String associatedData) {
		try {
			return this.aead.decrypt(sealed, associatedData.getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new UnsealException();
		}
	}

}
