package io.claraconnect.sync.sweep;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("A sweep")
class StaleTest {

	private static final Instant READ = Instant.parse("2026-11-21T09:00:00Z");

	private static final Map<String, Optional<Instant>> KNOWN = Map.of("known", Optional.of(READ), "timeless",
			Optional.empty());

	@Test
	void asks_for_what_is_unknown() {
		assertThat(Stale.is("new", null, KNOWN)).isTrue();
	}

	@Test
	void asks_for_what_changed_since_it_was_read() {
		assertThat(Stale.is("known", READ.plusMillis(1), KNOWN)).isTrue();
		assertThat(Stale.is("timeless", READ, KNOWN)).isTrue();
	}

	@Test
	void leaves_alone_what_did_not_change_or_has_no_time() {
		assertThat(Stale.is("known", READ, KNOWN)).isFalse();
		assertThat(Stale.is("known", null, KNOWN)).isFalse();
	}

}
