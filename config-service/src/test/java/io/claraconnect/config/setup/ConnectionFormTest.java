package io.claraconnect.config.setup;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.claraconnect.config.FakeConnector;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("What an admin enters")
class ConnectionFormTest {

	private static final Map<String, String> SETTINGS = Map.of("subdomain", "acme");

	private static final Map<String, String> CREDENTIALS = Map.of("apiKey", "k-123");

	@Test
	void is_taken_when_everything_required_is_there() {
		assertThat(check(SETTINGS, CREDENTIALS)).isEmpty();
	}

	@Test
	@Tag("0.10")
	@Tag("0.11")
	void is_refused_with_the_name_of_each_missing_field_and_where_to_find_it() {
		assertThat(check(Map.of("subdomain", " "), Map.of())).hasSize(2)
			.anySatisfy((line) -> assertThat(line).contains("apiKey", "Settings > Keys"))
			.anySatisfy((line) -> assertThat(line).contains("subdomain"));
	}

	@Test
	void is_refused_when_a_secret_stands_among_the_settings() {
		assertThat(check(Map.of("subdomain", "acme", "apiKey", "k-123"), CREDENTIALS)).singleElement()
			.asString()
			.contains("belongs into 'credentials'")
			.doesNotContain("k-123");
	}

	@Test
	void is_refused_when_a_field_is_unknown() {
		assertThat(check(SETTINGS, Map.of("apiKey", "k", "password", "p"))).singleElement()
			.asString()
			.contains("no field 'password'");
	}

	@Test
	void may_name_another_address_only_where_the_operator_allowed_its_origin() {
		assertThat(check(Map.of("subdomain", "acme", "baseUrl", "http://127.0.0.1:7410/x"), CREDENTIALS)).isEmpty();
		for (String address : List.of("http://127.0.0.1:7411", "https://127.0.0.1:7410", "http://u@127.0.0.1:7410",
				"http://127.0.0.1:7410/?key=abc", "http://127.0.0.1:7410/#abc", "http://169.254.169.254",
				"nonsense at all", "file:///etc/passwd")) {
			assertThat(check(Map.of("subdomain", "acme", "baseUrl", address), CREDENTIALS)).hasSize(1);
		}
	}

	private static List<String> check(Map<String, String> settings, Map<String, String> credentials) {
		return ConnectionForm.check(new FakeConnector().descriptor(), settings, credentials,
				Set.of(URI.create("http://127.0.0.1:7410")));
	}

}
