package io.claraconnect.ats.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("A1")
class RetryAfterTest {

	private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);

	@Test
	@DisplayName("Seconds, whole or not, are waited as told; more than a day is a day, the past is now")
	void seconds() {
		assertThat(wait("7", null)).isEqualTo(Duration.ofSeconds(7));
		assertThat(wait("0.25", null)).isEqualTo(Duration.ofMillis(250));
		assertThat(wait("999999999", null)).isEqualTo(Duration.ofDays(1));
		assertThat(wait("Fri, 20 Nov 2026 11:59:00 GMT", null)).isZero();
	}

	@Test
	@DisplayName("A date is waited for by the vendor's clock, whatever ours says (E8)")
	void dates() {
		assertThat(wait("Fri, 20 Nov 2026 12:00:30 GMT", null)).isEqualTo(Duration.ofSeconds(30));
		assertThat(wait("Fri, 20 Nov 2026 11:50:30 GMT", "Fri, 20 Nov 2026 11:50:00 GMT"))
			.isEqualTo(Duration.ofSeconds(30));
		assertThat(wait("Fri, 20 Nov 2026 12:10:30 GMT", "Fri, 20 Nov 2026 12:10:00 GMT"))
			.isEqualTo(Duration.ofSeconds(30));
		assertThat(wait("Fri, 20 Nov 2026 12:00:30 GMT", "yesterday")).isEqualTo(Duration.ofSeconds(30));
	}

	@Test
	@DisplayName("What is neither says nothing")
	void nonsense() {
		assertThat(Failures.retryAfter(answer("soon", null), NOON)).isEmpty();
		assertThat(Failures.retryAfter(new HttpAnswer(429, Map.of(), new byte[0]), NOON)).isEmpty();
	}

	private static Duration wait(String retryAfter, @org.jspecify.annotations.Nullable String date) {
		return Failures.retryAfter(answer(retryAfter, date), NOON).orElseThrow();
	}

	private static HttpAnswer answer(String retryAfter, @org.jspecify.annotations.Nullable String date) {
		Map<String, List<String>> headers = new HashMap<>(Map.of("retry-after", List.of(retryAfter)));
		if (date != null) {
			headers.put("date", List.of(date));
		}
		return new HttpAnswer(429, headers, new byte[0]);
	}

}
