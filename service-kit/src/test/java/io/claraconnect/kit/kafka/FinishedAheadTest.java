package io.claraconnect.kit.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FinishedAheadTest {

	@Test
	@DisplayName("What was written is read again, whatever the gaps")
	void roundTrip() {
		Random random = new Random(5);
		for (int round = 0; round < 200; round++) {
			long base = random.nextLong(1L << 40);
			SortedSet<Long> finished = new TreeSet<>();
			for (int i = random.nextInt(120); i > 0; i--) {
				finished.add(base + 1 + random.nextLong(400));
			}
			assertThat(FinishedAhead.read(base, FinishedAhead.write(base, finished))).isEqualTo(finished);
		}
	}

	@Test
	@DisplayName("What is too much for a broker is cut, never wrong")
	void cut() {
		List<Long> everySecond = new ArrayList<>();
		for (long offset = 101; offset < 20_000; offset += 2) {
			everySecond.add(offset);
		}
		String text = FinishedAhead.write(100, everySecond);
		assertThat(text.length()).isLessThan(4096);
		assertThat(FinishedAhead.read(100, text)).isSubsetOf(everySecond).hasSizeGreaterThan(900);
	}

	@Test
	@DisplayName("Metadata of somebody else says nothing")
	void foreign() {
		assertThat(FinishedAhead.read(7, "")).isEmpty();
		assertThat(FinishedAhead.read(7, "committed by hand")).isEmpty();
		assertThat(FinishedAhead.read(7, "a1 x! 2")).isEmpty();
		assertThat(FinishedAhead.write(7, List.of())).isEmpty();
	}

}
