package io.claraconnect.local.launcher;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

import io.claraconnect.local.SecretFile;
import io.claraconnect.local.StackDirectory;

/**
 * The secrets this machine makes for its stack on the first start. Each is a file that
 * only its owner reads; losing the platform keys makes what they sealed unreadable.
 */
final class Secrets {

	private static final SecureRandom RANDOM = new SecureRandom();

	private static final int KEY_BYTES = 32;

	private final StackDirectory directory;

	Secrets(StackDirectory directory) {
		this.directory = directory;
	}

	/** Password of a service's own database role. */
	String databasePassword(String schema) {
		return SecretFile.password(this.directory.secret("database-" + schema));
	}

	/** Bearer token of the first operator of the control API. */
	Path adminToken() {
		Path file = this.directory.secret("admin-token");
		SecretFile.password(file);
		return file;
	}

	/**
	 * Credentials of the platform's own apps at vendors. The sandbox knows one app at
	 * Lever and one at Greenhouse, by these names; at Teamtailor's marketplace it takes
	 * the secret that it is told.
	 */
	Path platformCredentials() {
		Path file = this.directory.secret("platform-credentials.json");
		SecretFile.content(file, () -> """
				{"lever":{"clientId":"clara-connect-sandbox-lever-app","clientSecret":"sandbox-lever-app-secret"},\
				"greenhouse":{"clientId":"clara-connect-sandbox-partner-7","clientSecret":"sandbox-partner-secret"},\
				"teamtailor":{"webhookSecret":"%s"}}""".formatted(marketplaceSecret()));
		return file;
	}

	/** By this secret Teamtailor's marketplace signs what it sends to our app. */
	String marketplaceSecret() {
		return SecretFile.password(this.directory.secret("teamtailor-marketplace"));
	}

	/** The file that service-kit reads: a Tink key set and a digest key. */
	Path platformKeys() {
		Path file = this.directory.secret("platform-keys.json");
		SecretFile.content(file, Secrets::newPlatformKeys);
		return file;
	}

	/**
	 * Written by hand, since it is the only thing the launcher would need Tink for: one
	 * AES-256-GCM key whose protobuf is field 3 (tag 0x1A), length 32, the key.
	 */
	static String newPlatformKeys() {
		ByteBuffer key = ByteBuffer.allocate(2 + KEY_BYTES).put((byte) 0x1A).put((byte) KEY_BYTES).put(random());
		int id = 1 + RANDOM.nextInt(Integer.MAX_VALUE - 1);
		return """
				{"aead":{"primaryKeyId":%1$d,"key":[{"keyData":{"typeUrl":"type.googleapis.com/google.crypto.tink.AesGcmKey",\
				"value":"%2$s","keyMaterialType":"SYMMETRIC"},"status":"ENABLED","keyId":%1$d,"outputPrefixType":"TINK"}]},\
				"digestKey":"%3$s"}"""
			.formatted(id, base64(key.array()), base64(random()));
	}

	private static byte[] random() {
		byte[] bytes = new byte[KEY_BYTES];
		RANDOM.nextBytes(bytes);
		return bytes;
	}

	private static String base64(byte[] bytes) {
		return Base64.getEncoder().encodeToString(bytes);
	}

}
