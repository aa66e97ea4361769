package io.claraconnect.kit.work;

import java.time.Duration;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackoffTest {

	private static final Duration FIRST = Duration.ofSeconds(1);

	private static final Duration MOST = Duration.ofMinutes(10);

	@Test
	@DisplayName("Waits double up to the longest")
	void doubles() {
		assertThat(Backoff.wait(1, FIRST, MOST, 0)).isEqualTo(FIRST);
		assertThat(Backoff.wait(2, FIRST, MOST, 0)).isEqualTo(Duration.ofSeconds(2));
		assertThat(Backoff.wait(5, FIRST, MOST, 0)).isEqualTo(Duration.ofSeconds(16));
		assertThat(Backoff.wait(11, FIRST, MOST, 0)).isEqualTo(MOST);
	}

	@Test
	@DisplayName("Whatever the attempts and the spread, a wait is within three quarters of its step and the longest")
	void bounds() {
		for (int attempts : new int[] { Integer.MIN_VALUE, -1, 0, 1, 2, 20, 63, 64, 65, Integer.MAX_VALUE }) {
			for (double spread = 0; spread <= 1; spread += 0.125) {
				assertThat(Backoff.wait(attempts, FIRST, MOST, spread)).isBetween(Duration.ofMillis(750), MOST);
			}
		}
	}

}
