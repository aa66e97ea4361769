package io.claraconnect.scoring.engine.match;

import java.time.LocalDate;

import io.claraconnect.scoring.engine.text.Passages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class WorkTimeTest {

	private static final LocalDate AS_OF = LocalDate.of(2026, 11, 2);

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			5+ years of Java                   | 60
			at least three years in retail     | 36
			3-5 years experience               | 36
			2 or more years of welding         | 24
			""")
	void readsTheTimeAskedFor(String requirement, int months) {
		assertThat(WorkTime.asked(requirement)).hasValue(months);
	}

	@Test
	void countsEachMonthOnceAndLeavesStudiesOut() {
		assertThat(shown("Baker, Jan 2020 - Dec 2020\nCook, 06/2020 - 03/2021")).isEqualTo(15);
		assertThat(shown("Baker, Sep 2026 - present")).isEqualTo(3);
		assertThat(shown("Ten things\nEducation\n2010 - 2015 Bachelor of Arts\nExperience\nBaker, Jan 2020 - Feb 2020"))
			.isEqualTo(2);
	}

	@Test
	void aStatedTimeCountsWhenThereAreNoDatesAndNothingIsUnknown() {
		assertThat(shown("A welder with 12 years behind the mask")).isEqualTo(144);
		assertThat(WorkTime.shown(Passages.of("A welder"), AS_OF)).isEmpty();
		assertThat(WorkTime.asked("Knows welding")).isEmpty();
	}

	private static int shown(String resume) {
		return WorkTime.shown(Passages.of(resume), AS_OF).orElseThrow();
	}

}
