package io.claraconnect.local.launcher;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.claraconnect.local.StackDirectory;

import static org.assertj.core.api.Assertions.assertThat;

class SecretsTest {

	@TempDir
	private Path root;

	@Test
	void makesPlatformKeysThatTinkTakes() throws Exception {
		JsonNode keys = JsonMapper.builder().build().readTree(Secrets.newPlatformKeys());
		AeadConfig.register();
		Aead aead = TinkJsonProtoKeysetFormat.parseKeyset(keys.path("aead").toString(), InsecureSecretKeyAccess.get())
			.getPrimitive(RegistryConfiguration.get(), Aead.class);
		byte[] text = "text".getBytes(StandardCharsets.UTF_8);
		byte[] data = "org|integration".getBytes(StandardCharsets.UTF_8);

		assertThat(aead.decrypt(aead.encrypt(text, data), data)).isEqualTo(text);
		assertThat(Base64.getDecoder().decode(keys.path("digestKey").stringValue())).hasSize(32);
	}

	@Test
	void keepsWhatItMade() throws Exception {
		Secrets secrets = new Secrets(new StackDirectory(this.root));

		String keys = Files.readString(secrets.platformKeys());

		assertThat(Files.readString(secrets.platformKeys())).isEqualTo(keys);
		assertThat(secrets.databasePassword("sync")).isEqualTo(secrets.databasePassword("sync"))
			.isNotEqualTo(secrets.databasePassword("config"));
		assertThat(secrets.adminToken()).isNotEmptyFile();
	}

	@Test
	void makesOtherKeysForEachStack() throws Exception {
		assertThat(Secrets.newPlatformKeys()).isNotEqualTo(Secrets.newPlatformKeys());
	}

}
