package io.claraconnect.kit.seal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class PlatformKeysTest {

	private static final String CANARY = "c4n4ryKeyMaterial";

	@TempDir
	private Path directory;

	@Test
	@DisplayName("A new key file can be loaded, and another one holds other keys")
	void newFile() throws IOException {
		PlatformKeys keys = PlatformKeys.load(file(PlatformKeys.newKeyFile()));
		byte[] sealed = keys.sealer().seal("x".getBytes(StandardCharsets.UTF_8), "place");

		assertThat(keys.sealer().open(sealed, "place")).asString().isEqualTo("x");
		PlatformKeys others = PlatformKeys.load(file(PlatformKeys.newKeyFile()));
		assertThat(others.digests().hmac("a")).isNotEqualTo(keys.digests().hmac("a"));
		assertThat(keys.toString()).doesNotContain("key\":");
	}

	@ParameterizedTest
	@ValueSource(strings = { CANARY, "{\"" + CANARY, "{}", "{\"aead\":\"" + CANARY + "\",\"digestKey\":\"x\"}",
			"{\"aead\":{\"" + CANARY + "\":1},\"digestKey\":\"" + CANARY + "\"}",
			"{\"aead\":{\"primaryKeyId\":\"" + CANARY + "\",\"key\":[]},\"digestKey\":\"" + CANARY + "\"}",
			"{\"aead\":{\"primaryKeyId\":1,\"key\":\"" + CANARY + "\"},\"digestKey\":\"" + CANARY + "\"}",
			"{\"aead\":{\"primaryKeyId\":1,\"key\":[\"" + CANARY + "\"]},\"digestKey\":\"" + CANARY + "\"}" })
	@DisplayName("A file that is no key file is refused with what to do, never with its content")
	void brokenFile(String content) throws IOException {
		Path file = file(content);

		assertThatIllegalStateException().isThrownBy(() -> PlatformKeys.load(file))
			.withMessageContaining(file.toString())
			.withNoCause()
			.satisfies((ex) -> assertThat(ex.getMessage()).containsPattern("set CLARA_KEYSET_FILE|restore it")
				.doesNotContain(CANARY));
	}

	@Test
	@DisplayName("A digest key that is too short, or no Base64, is refused")
	void brokenDigestKey() throws IOException {
		for (String digestKey : new String[] { "c2hvcnQ=", "%" + CANARY }) {
			Path file = file("{\"aead\":" + Sealer.newKeyset() + ",\"digestKey\":\"" + digestKey + "\"}");

			assertThatIllegalStateException().isThrownBy(() -> PlatformKeys.load(file))
				.withNoCause()
				.satisfies((ex) -> assertThat(ex.getMessage()).contains("restore it").doesNotContain(CANARY));
		}
	}

	@Test
	@DisplayName("A missing file is refused with the name of the setting")
	void missingFile() {
		assertThatIllegalStateException().isThrownBy(() -> PlatformKeys.load(this.directory.resolve("none")))
			.withMessageContaining("CLARA_KEYSET_FILE");
	}

	private Path file(String content) throws IOException {
		return Files.writeString(Files.createTempFile(this.directory, "keys", ".json"), content);
	}

}
