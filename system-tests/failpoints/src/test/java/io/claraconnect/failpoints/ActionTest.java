package io.claraconnect.failpoints;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ActionTest {

	@Test
	void everyActionIsReadAsItWasWritten() {
		Map<String, Action> points = Map.of("a.B#c@enter", Action.haltWhenGathered(16, Duration.ofSeconds(2)).atMost(9),
				"a.B$D#c@exit", Action.throwing("java.io.IOException").fromCall(3), "a.B#d@enter",
				Action.returning("mono:true"), "a.B#e@enter", Action.delay(Duration.ofMillis(7)), "a.B#f@enter",
				Action.hold(), "a.B#g@enter", Action.count());
		assertThat(ControlDirectory.points(ControlDirectory.text(points))).isEqualTo(points);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a.B#c@enter", "a.B#c count", "a.B#c@exit nothing", "a.B#c@enter throw",
			"a.B#c@enter halt when=2", "a.B#c@enter count nth=0" })
	void whatIsMisspeltIsRefused(String line) {
		assertThatThrownBy(() -> ControlDirectory.points(line)).isInstanceOf(IllegalArgumentException.class);
	}

}
