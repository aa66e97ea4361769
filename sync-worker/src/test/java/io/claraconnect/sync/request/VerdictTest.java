package io.claraconnect.sync.request;

import java.time.Duration;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.AtsException.Category;
import io.claraconnect.kit.work.WorkResult;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("A failed call")
class VerdictTest {

	@Test
	void waits_as_long_as_the_vendor_asked() {
		AtsException told = new AtsException(Category.RATE_LIMITED, "http_429", Duration.ofSeconds(17), null);
		assertThat(Verdict.of(told, 1, 0)).isEqualTo(WorkResult.retry(Duration.ofSeconds(17), "http_429"));
	}

	@Test
	void waits_longer_each_time_while_the_vendor_is_away_and_never_gives_up() {
		AtsException away = new AtsException(Category.UNAVAILABLE, "http_503");
		assertThat(Verdict.of(away, 1, 0)).isEqualTo(WorkResult.retry(Duration.ofSeconds(2), "http_503"));
		assertThat(Verdict.of(away, 4, 0)).isEqualTo(WorkResult.retry(Duration.ofSeconds(16), "http_503"));
		assertThat(Verdict.of(away, 500, 0)).isEqualTo(WorkResult.retry(Duration.ofMinutes(10), "http_503"));
	}

	@Test
	void waits_for_a_person_when_the_credentials_are_refused() {
		assertThat(Verdict.of(AtsException.unauthorized("revoked"), 1, 0)).isEqualTo(WorkResult.park("unauthorized"));
	}

	@ParameterizedTest
	@EnumSource(names = { "FORBIDDEN", "REFUSED", "MALFORMED", "CONFLICT", "UNSUPPORTED" })
	void is_given_up_with_its_code_after_a_few_tries(Category category) {
		AtsException failure = new AtsException(category, "http_422");
		assertThat(Verdict.of(failure, 4, 0)).isInstanceOf(WorkResult.Retry.class);
		assertThat(Verdict.of(failure, 5, 0)).isEqualTo(WorkResult.dead("http_422"));
	}

}
