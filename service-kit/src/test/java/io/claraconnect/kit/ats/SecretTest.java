package io.claraconnect.kit.ats;

import java.util.Map;

import io.claraconnect.ats.api.Credentials;
import io.claraconnect.ats.api.Secret;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SecretTest {

	@Test
	@DisplayName("A secret never shows in text, nor in the text of what holds it")
	void redacted() {
		Secret secret = Secret.of("c4n4ry");

		assertThat(secret).hasToString("[secret]");
		assertThat(new Credentials(Map.of("apiKey", secret), null, 3).toString()).doesNotContain("c4n4ry");
		assertThat(secret.reveal()).isEqualTo("c4n4ry");
	}

	@Test
	@DisplayName("Secrets are equal by their text, and the hash code says nothing of it")
	void equality() {
		assertThat(Secret.of("a")).isEqualTo(Secret.of("a")).isNotEqualTo(Secret.of("b")).isNotEqualTo("a");
		assertThat(Secret.of("a")).hasSameHashCodeAs(Secret.of("b"));
		assertThat(Secret.of("")).matches(Secret::isEmpty);
	}

	@Test
	@DisplayName("The bytes that are handed out are a copy")
	void copies() {
		Secret secret = Secret.of("a");
		secret.revealBytes()[0] = 'b';

		assertThat(secret.reveal()).isEqualTo("a");
	}

}
