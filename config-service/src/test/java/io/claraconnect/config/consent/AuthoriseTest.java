package io.claraconnect.config.consent;

import java.net.URI;

import io.claraconnect.config.problem.Refusal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@DisplayName("The address that a vendor sends the browser back to")
class AuthoriseTest {

	private static final URI CALLBACK = URI.create("https://clara.example/oauth/callback");

	@Test
	void is_ours() {
		assertThat(Authorise.redirectUri(null, CALLBACK)).isEqualTo(CALLBACK);
		assertThat(Authorise.redirectUri(CALLBACK.toString(), CALLBACK)).isEqualTo(CALLBACK);
		assertThat(Authorise.redirectUri("http://127.0.0.1:7400/oauth/callback", CALLBACK))
			.hasToString("http://127.0.0.1:7400/oauth/callback");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://evil.example/oauth/callback", "http://127.0.0.1:7400/other",
			"http://localhost.evil.example:1/oauth/callback", "javascript:alert(1)" })
	void is_nobody_elses(String wanted) {
		assertThatThrownBy(() -> Authorise.redirectUri(wanted, CALLBACK)).isInstanceOf(Refusal.class);
	}

}
