package io.claraconnect.scoring.engine.note;

import java.util.Collections;
import java.util.List;

import io.claraconnect.scoring.engine.Samples;
import io.claraconnect.scoring.engine.ScoringInput;
import io.claraconnect.scoring.engine.deidentify.Identity;
import io.claraconnect.scoring.engine.embed.MiniLmEmbedder;
import io.claraconnect.scoring.engine.match.BlindMaterials;
import io.claraconnect.scoring.engine.match.EvidenceScorer;
import io.claraconnect.scoring.engine.report.ScoreReport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("4.40")
class NoteTextTest {

	@Test
	void saysScoreBandEvidenceAndVersionAndNobodysName() {
		ScoringInput input = Samples.known(Samples.input("Sales Manager", Samples.SALES_AD, Samples.SALES_FIT),
				new Identity(List.of("Leopold Fairweather"), List.of(), List.of(), List.of(), List.of()));
		ScoreReport report = Samples.report(new EvidenceScorer(new MiniLmEmbedder()).score(input));
		Explanation explanation = Explanations.of(report, BlindMaterials.of(input, Samples.SALES_FIT));
		String note = NoteText.render(explanation, report.totalTenths(), "Pre-qualified", report.modelVersion());
		assertThat(note).startsWith("CLARA score " + report.total() + " of 100: Pre-qualified\n")
			.contains("Met:\n- Track record of exceeding quota (required) - resume: \"")
			.contains(report.modelVersion())
			.doesNotContain("Leopold", "Fairweather", "@");
	}

	@Test
	void mentionsNobodyAndStaysWithinItsLength() {
		List<String> many = Collections.nCopies(60, "@everyone " + "long words ".repeat(60));
		String note = NoteText.render(new Explanation("@here", many, many, many, many), 705, "@band", "v1");
		assertThat(note).doesNotContain("@").hasSizeLessThanOrEqualTo(NoteText.MAX_LENGTH).contains("more", "v1");
	}

	@Test
	void showsMasksAsGaps() {
		assertThat(PlainWords.oneLine("led by \u2588\u2588\u2588 \u2588\u2588 in\n<b>Cork</b>", 100))
			.isEqualTo("led by [...] in (b)Cork(/b)");
		assertThat(PlainWords.oneLine("one two three four five", 15)).isEqualTo("one two...");
	}

}
