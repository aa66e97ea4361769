package io.claraconnect.scoring.engine.deidentify;

import java.util.List;
import java.util.Set;

import io.claraconnect.scoring.engine.deidentify.BlindText.Kind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("4.06")
class DeidentifierTest {

	private static final Identity KNOWN = new Identity(List.of("Renée", "O'Halloran-Vaux"),
			List.of("renee@example.org"), List.of("+353 86 555 0199"), List.of("https://renee.example.org"),
			List.of("Cork"));

	@Test
	void masksWhatTheAtsKnowsInAnyWriting() {
		BlindText blind = Deidentifier.statement(
				"RENEE wrote from cork. Call 086 555 0199 or 00353865550199. Halloran knows. Ask O'HALLORAN-VAUX.",
				KNOWN);
		assertThat(blind.text()).doesNotContainIgnoringCase("renee")
			.doesNotContainIgnoringCase("cork")
			.doesNotContainIgnoringCase("halloran")
			.doesNotContain("0199");
		assertThat(blind.removed()).contains(Kind.NAME, Kind.PHONE, Kind.LOCATION);
	}

	@Test
	void masksContactsBirthAndPronounsByRule() {
		String text = """
				Someone Else
				else@example.net | github.com/else-one | (021) 555 0142
				Date of birth: 4 May 1988
				She led a team of nine from 2015 - 2019 and raised sales by 1,200,000.
				""";
		BlindText blind = Deidentifier.resume(text, Identity.UNKNOWN);
		assertThat(blind.text()).hasSameSizeAs(text)
			.doesNotContain("else@", "github.com", "0142", "1988", "She")
			.contains("led a team of nine from 2015 - 2019 and raised sales by 1,200,000");
		assertThat(blind.removed()).contains(Kind.EMAIL, Kind.LINK, Kind.PERSONAL_DETAIL, Kind.GENDERED_WORD,
				Kind.HEADER);
	}

	@Test
	void datesOfARoleAreNoPhoneNumber() {
		String text = "Cook\n10/2017 - 08/2019\nWaiter\n2015-03 - 2017-09\n04.2012 - 12.2014\nCall +49 2015 201 900";
		assertThat(Deidentifier.resume(text, Identity.UNKNOWN).text())
			.contains("10/2017 - 08/2019", "2015-03 - 2017-09", "04.2012 - 12.2014")
			.doesNotContain("201 900");
	}

	@Test
	void keepsLengthAndLineEnds() {
		String text = "Renée\nrenee@example.org\nÅkermanska 12\n";
		BlindText blind = Deidentifier.resume(text, KNOWN);
		assertThat(blind.text()).hasSameSizeAs(text);
		assertThat(blind.text().lines().count()).isEqualTo(text.lines().count());
	}

	@Test
	void nothingKnownAndNothingFoundChangesNothing() {
		String text = "Operated a lathe, a mill and a 5-axis machine for 6 years";
		assertThat(Deidentifier.resume(text, new Identity(List.of(""), List.of(" "), List.of(), List.of(), List.of())))
			.isEqualTo(new BlindText(text, Set.of()));
	}

}
