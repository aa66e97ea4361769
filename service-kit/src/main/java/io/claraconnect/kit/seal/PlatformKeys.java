package io.claraconnect.kit.seal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

import io.claraconnect.kit.ids.IdGenerator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The platform's keys: a Tink key set that seals (rotated by adding a key), and a digest
 * key that never changes, because suppression entries must be found for ever.
 *
 * @param sealer seals credentials, secrets and candidate keys
 * @param digests keyed digests
 */
public record PlatformKeys(Sealer sealer, Digests digests) {

	/**
	 * Reads the key file: JSON with {@code aead} (a Tink key set) and {@code digestKey}
	 * (32 bytes, Base64).
	 * @throws IllegalStateException with what to do, when the file is missing or not of
	 * that form
	 */
	public static PlatformKeys load(Path file) {
		JsonNode root = read(file);
		if (!root.path("aead").isObject() || !root.path("digestKey").isString()) {
			throw new IllegalStateException("The key file " + file
					+ " must hold 'aead' and 'digestKey'; restore it from where your platform keys are kept");
		}
		try {
			return new PlatformKeys(Sealer.of(root.get("aead").toString()),
					new Digests(Base64.getDecoder().decode(root.get("digestKey").stringValue())));
		}
		catch (RuntimeException _) {
			throw new IllegalStateException(
					"The key file " + file + " holds no valid keys; restore it from where your platform keys are kept");
		}
	}

	/** The causes are left out: they could quote the file. */
	private static JsonNode read(Path file) {
		try {
			return JsonMapper.builder().build().readTree(Files.readString(file));
		}
		catch (IOException | JacksonException _) {
			throw new IllegalStateException("The key file " + file
					+ " cannot be read; set CLARA_KEYSET_FILE to a readable file with the platform keys");
		}
	}

	/**
	 * The text of a new key file. Losing it makes everything that was sealed with it
	 * unreadable.
	 */
	public static String newKeyFile() {
		String digestKey = Base64.getEncoder()
			.encodeToString(java.util.HexFormat.of().parseHex(IdGenerator.secure().token()));
		return "{\"aead\":" + Sealer.newKeyset() + ",\"digestKey\":\"" + digestKey + "\"}\n";
	}

}
