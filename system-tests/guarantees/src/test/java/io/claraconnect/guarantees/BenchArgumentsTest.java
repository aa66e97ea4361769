package io.claraconnect.guarantees;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What the bench can be asked for. */
class BenchArgumentsTest {

	@Test
	@DisplayName("Without arguments every scenario runs at full size")
	void usual() {
		BenchArguments asked = BenchArguments.parse(List.of());

		assertThat(asked.scenarios()).hasSameSizeAs(Scenarios.all());
		assertThat(asked.size().events()).isEqualTo(20_000);
		assertThat(asked.mutants()).isFalse();
	}

	@Test
	@DisplayName("Scenarios are chosen by id, and an unknown id is refused")
	void chosen() {
		BenchArguments asked = BenchArguments.parse(List.of("--only", "B1,D1", "--n", "2000", "--seed", "7"));

		assertThat(asked.scenarios()).extracting(Scenario::id).containsExactlyInAnyOrder("B1", "D1");
		assertThat(asked.size()).isEqualTo(new RunSize(2000, 7));
		assertThatIllegalArgumentException().isThrownBy(() -> BenchArguments.parse(List.of("--only", "Z9")))
			.withMessageContaining("Z9");
		assertThatIllegalArgumentException().isThrownBy(() -> BenchArguments.parse(List.of("--fast")));
	}

	@Test
	@DisplayName("Every scenario has an id of its own and says what it promises")
	void catalogue() {
		Set<String> ids = new HashSet<>();
		assertThat(Scenarios.all()).allSatisfy((scenario) -> {
			assertThat(ids.add(scenario.id())).as(scenario.id()).isTrue();
			assertThat(scenario.name()).isNotBlank();
			assertThat(scenario.promise()).endsWith(".");
		});
	}

}
