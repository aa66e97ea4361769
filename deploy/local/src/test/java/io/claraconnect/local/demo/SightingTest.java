package io.claraconnect.local.demo;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class SightingTest {

	private static final Instant FIRST = Instant.parse("2026-11-21T10:00:00Z");

	@Test
	void namesWhatIsMissing() {
		assertThat(look("[]", "[]").missing()).isEqualTo("neither a CLARA tag nor a CLARA note");
		assertThat(look("['CLARA qualified']", "[]").missing()).isEqualTo("no CLARA note");
		assertThat(look("['Night shift']", "['CLARA score']").missing()).isEqualTo("no CLARA tag");
	}

	@Test
	void takesDoublesForAFault() {
		assertThat(look("['CLARA qualified','CLARA not_qualified']", "['CLARA']").missing())
			.isEqualTo("2 CLARA tags instead of one");
		assertThat(look("['CLARA qualified']", "['CLARA 1','CLARA 2']").missing())
			.isEqualTo("2 CLARA notes instead of one");
	}

	@Test
	void leavesWhatOthersWroteAlone() {
		Sighting seen = look("['Night shift','CLARA qualified']", "['CLARA score','Called her on Monday']");

		assertThat(seen.missing()).isNull();
		assertThat(seen.tags()).containsExactly("CLARA qualified");
		assertThat(seen.notes()).containsExactly("CLARA score");
	}

	@Test
	void remembersWhenAllWasThereFirst() {
		Sighting first = look("['CLARA qualified']", "['CLARA score']");

		assertThat(first.again(view("['CLARA qualified']", "['CLARA score']"), FIRST.plusSeconds(9)).at())
			.isEqualTo(FIRST);
	}

	private static Sighting look(String tags, String notes) {
		return Sighting.none().again(view(tags, notes), FIRST);
	}

	private static JsonNode view(String tags, String notes) {
		String bodies = notes.replaceAll("'([^']*)'", "{\"body\":\"$1\"}");
		return Calls.JSON.readTree("{\"tags\":%s,\"notes\":%s}".formatted(tags.replace('\'', '"'), bodies));
	}

}
