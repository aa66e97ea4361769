package io.claraconnect.kit.ids;

import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class IdGeneratorTest {

	@Test
	@DisplayName("Ids have 128 bits, tokens 256, and none comes twice")
	void lengths() {
		IdGenerator ids = IdGenerator.secure();

		assertThat(ids.next()).matches("[0-9a-f]{32}");
		assertThat(ids.token()).matches("[0-9a-f]{64}");
		assertThat(ids.hex(3)).matches("[0-9a-f]{6}");
		assertThat(IntStream.range(0, 10_000).mapToObj((i) -> ids.next())).doesNotHaveDuplicates();
	}

	@Test
	@DisplayName("The same seed gives the same ids")
	void seeded() {
		assertThat(IdGenerator.of(new Random(5)).next()).isEqualTo(IdGenerator.of(new Random(5)).next());
	}

}
