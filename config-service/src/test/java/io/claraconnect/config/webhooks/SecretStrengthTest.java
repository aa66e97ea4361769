package io.claraconnect.config.webhooks;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("A webhook secret")
class SecretStrengthTest {

	@ParameterizedTest
	@ValueSource(strings = { "", "secret", "password1234", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
			"abababababababababab" })
	void that_can_be_guessed_is_not_enough(String secret) {
		assertThat(SecretStrength.enough(secret)).isFalse();
	}

	@Test
	void of_random_characters_is_enough() {
		assertThat(SecretStrength.enough("9f86d081884c7d659a2feaa0c55ad015")).isTrue();
	}

}
