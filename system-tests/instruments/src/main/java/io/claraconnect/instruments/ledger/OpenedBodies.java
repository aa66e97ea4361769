package io.claraconnect.instruments.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import io.claraconnect.instruments.topics.Entry;
import org.apache.avro.generic.GenericRecord;
import tools.jackson.databind.json.JsonMapper;

/**
 * Opens the sealed bodies of deliveries with the house's own keys, by nothing but the
 * published form: AES-256-GCM, the nonce first, and for the key the five bytes before it
 * that tell which key of the set it is.
 */
public final class OpenedBodies {

	private static final int PREFIX = 5;

	private static final int NONCE = 12;

	private static final int TAG_BITS = 128;

	private static final int KEY = 32;

	private final SecretKeySpec platformKey;

	/**
	 * Reads the keys.
	 * @param platformKeys the file that the services read
	 */
	public OpenedBodies(Path platformKeys) {
		try {
			String value = JsonMapper.builder()
				.build()
				.readTree(Files.readString(platformKeys))
				.path("aead")
				.path("key")
				.path(0)
				.path("keyData")
				.path("value")
				.stringValue();
			byte[] key = Base64.getDecoder().decode(value);
			this.platformKey = new SecretKeySpec(Arrays.copyOfRange(key, key.length - KEY, key.length), "AES");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Opens a delivery.
	 * @param delivery a record of {@code ats.webhooks}
	 * @return the raw body, as it came; empty for a vendor's test, which has none
	 */
	public byte[] of(Entry delivery) {
		if (!(delivery.field("body") instanceof GenericRecord body)) {
			return new byte[0];
		}
		String place = delivery.text("organisationId") + "|" + delivery.text("integrationId") + "|"
				+ delivery.text("deliveryId");
		byte[] wrapped = Entry.bytes((ByteBuffer) body.get("wrappedKey"));
		byte[] sealed = Entry.bytes((ByteBuffer) body.get("ciphertext"));
		try {
			byte[] key = open(this.platformKey, Arrays.copyOfRange(wrapped, PREFIX, wrapped.length), place);
			return open(new SecretKeySpec(key, "AES"), sealed, place);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("The body of " + delivery + " cannot be opened", ex);
		}
	}

	private static byte[] open(SecretKeySpec key, byte[] sealed, String place) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
		cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE));
		cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
		return cipher.doFinal(sealed, NONCE, sealed.length - NONCE);
	}

}
