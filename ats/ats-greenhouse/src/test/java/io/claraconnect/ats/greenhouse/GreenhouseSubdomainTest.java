package io.claraconnect.ats.greenhouse;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class GreenhouseSubdomainTest {

	@ParameterizedTest
	@Tag("0.13")
	@Tag("1.10")
	@ValueSource(strings = { "acme", "ACME", " acme ", "https://acme", "http://acme/", "acme.greenhouse.io",
			"https://acme.greenhouse.io", "https://acme.greenhouse.io/dashboard?x=1#y" })
	void readsEveryForm(String text) {
		assertThat(GreenhouseSubdomain.of(text)).contains("acme");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "   ", "https://", "acme.example.com", "a b", "-acme",
			"acme.greenhouse.io.evil.example", "https://user@acme" })
	void readsNothingElse(String text) {
		assertThat(GreenhouseSubdomain.of(text)).isEmpty();
	}

}
