package io.claraconnect.scoring.engine;

import java.util.List;
import java.util.Set;

import io.claraconnect.scoring.engine.deidentify.Identity;
import io.claraconnect.scoring.engine.embed.MiniLmEmbedder;
import io.claraconnect.scoring.engine.match.BlindMaterials;
import io.claraconnect.scoring.engine.match.EvidenceScorer;
import io.claraconnect.scoring.engine.note.Explanation;
import io.claraconnect.scoring.engine.note.Explanations;
import io.claraconnect.scoring.engine.report.Evidence;
import io.claraconnect.scoring.engine.report.Requirement;
import io.claraconnect.scoring.engine.report.RequirementMatch;
import io.claraconnect.scoring.engine.report.RequirementMatch.Verdict;
import io.claraconnect.scoring.engine.report.ScoreReport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Verdicts that made recruiters laugh, each with the rule that stops it. */
@Tag("4.29")
class RecruiterSymptomsTest {

	private static final EvidenceScorer ENGINE = new EvidenceScorer(new MiniLmEmbedder());

	private static final String TITLE = "Senior Java Engineer, Payments";

	private static final String AD = """
			<h3>What you will do</h3>
			<ul><li>Design, build and run services in Java and Spring Boot that move money &amp; must not lose any</li>
			<li>Own them in production, on call one week in six</li>
			<li>Review code and bring on two junior colleagues</li></ul>
			<h3>What you need</h3>
			<ul><li>At least 5 years of professional experience with Java</li>
			<li>Apache Kafka or another log-based broker in production</li>
			<li>Experience with Kubernetes</li><li>Good written and spoken English</li></ul>
			""";

	private static final String THREE_YEARS = """
			Tancred Hollowell
			Java developer

			Profile
			Java developer with three years of experience in web shops and back-office software. I like clean interfaces and \
			careful tests, and want to grow into systems with higher load and more responsibility in production.
			Work experience
			Java Developer, Quincegrove Retail
			06/2023 - present
			- Develop order and stock services in Java 17 and Spring Boot for a chain of 60 shops
			- Release with Docker Compose on virtual machines every second week
			Junior Developer, Bramblegate Studio
			01/2022 - 05/2023
			- Built internal tools in Java for a logistics customer
			Languages
			English: good (B2), daily calls with customers
			""";

	@Test
	void threeYearsOfJavaDoNotMeetFive() {
		RequirementMatch match = match(THREE_YEARS, "At least 5 years");
		assertThat(match.verdict()).isEqualTo(Verdict.PARTIAL);
		assertThat(match.strength()).isBetween(450, 699);
		assertThat(match.evidence()).allMatch((evidence) -> evidence.kind() == Evidence.Kind.TYPED);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Java developer with six years of experience                    | MET
			Java developer with 4.5 years of experience                    | PARTIAL
			Backend developer with four years in Java and nine in C#       | PARTIAL
			Backend developer with nine years in C# and two in Java        | NOT_FOUND
			Java developer, seit sieben Jahren in Banken                   | UNCLEAR
			Seit sieben Jahren Java in Banken                              | MET
			Desarrollador con ocho años de Java                            | MET
			I build Java services                                          | UNCLEAR
			I build services in Go and have done so for nine years         | NOT_FOUND
			""")
	void yearsAreReadNearTheSkillInDigitsAndWords(String profile, Verdict verdict) {
		assertThat(match("Profile\n" + profile + ".\n", "At least 5 years").verdict()).isEqualTo(verdict);
	}

	@ParameterizedTest
	@CsvSource({ "2021, 06/2026, MET", "2022, 06/2026, PARTIAL", "2024, 06/2026, NOT_FOUND" })
	void yearsAreSummedFromTheDatedRolesThatShowTheSkill(String from, String until, Verdict verdict) {
		String resume = """
				Work experience
				Developer, Thistledown Systems
				01/%s - %s
				- Built booking services in Java
				Cook, Harbour Inn
				01/2010 - 12/2019
				- Ran the grill
				""".formatted(from, until);
		assertThat(match(resume, "At least 5 years").verdict()).isEqualTo(verdict);
	}

	@Test
	void aWishToGrowIntoProductionIsNoEvidenceForOnCall() {
		assertThat(match(THREE_YEARS, "Own them").verdict()).isEqualTo(Verdict.NOT_FOUND);
		assertThat(match("Profile\nI would like to work with Kubernetes and am looking for a team with Kubernetes.\n",
				"Experience with Kubernetes")
			.verdict()).isEqualTo(Verdict.NOT_FOUND);
	}

	@Test
	void theJobTitleIsNoRequirement() {
		assertThat(report(THREE_YEARS).requirements()).extracting(Requirement::text).hasSize(7).doesNotContain(TITLE);
	}

	@Test
	void mustSaidOfTheProductIsNoRequirementCueAndEntitiesReadAsInTheAd() {
		Requirement first = report(THREE_YEARS).requirements().getFirst();
		assertThat(first.text()).endsWith("that move money & must not lose any");
		assertThat(first.importance()).isEqualTo(Requirement.Importance.SHOULD);
		assertThat(ENGINE.requirements("", "Tasks:\n- Plan R&amp;D sprints\n- You must hold a truck licence"))
			.extracting(Requirement::text, Requirement::importance)
			.containsExactly(tuple("Plan R&D sprints", Requirement.Importance.SHOULD),
					tuple("You must hold a truck licence", Requirement.Importance.MUST));
	}

	@Test
	void aJuniorTitleIsNoEvidenceForBringingOnJuniors() {
		assertThat(match(THREE_YEARS, "Review code").verdict()).isEqualTo(Verdict.NOT_FOUND);
		assertThat(match(THREE_YEARS + "\nWork experience\n- Review code and coach two students\n", "Review code")
			.verdict()).isEqualTo(Verdict.MET);
	}

	@Test
	void someKnowledgeIsMetInPartOnly() {
		assertThat(match("Skills\n- Kubernetes (beginner)\n", "Experience with Kubernetes").verdict())
			.isEqualTo(Verdict.PARTIAL);
	}

	@Test
	void schoolEnglishIsNotGoodEnglish() {
		assertThat(match("Languages\n- Swedish: native\n- English: school English\n", "Good written").verdict())
			.isEqualTo(Verdict.NOT_FOUND);
		assertThat(match("Languages\nEnglish (basic), Swedish (native)\n", "Good written").verdict())
			.isEqualTo(Verdict.NOT_FOUND);
	}

	@Test
	void theSummaryCountsWhatTheListsTellAndMissingMustsAreAskedAbout() {
		ScoringInput input = input(THREE_YEARS);
		ScoreReport report = report(THREE_YEARS);
		Explanation explanation = Explanations.of(report, BlindMaterials.of(input, THREE_YEARS));
		assertThat(explanation.summaryLine())
			.startsWith(explanation.met().size() + " of 7 scored requirements are met by the material, "
					+ explanation.partial().size() + " met in part, " + explanation.missing().size() + " not found")
			.endsWith("required ones: 1 of 4 met.");
		assertThat(explanation.check()).contains("Ask about: Experience with Kubernetes",
				"Ask about: Apache Kafka or another log-based broker in production");
	}

	private static RequirementMatch match(String resume, String requirement) {
		ScoreReport report = report(resume);
		for (int i = 0; i < report.requirements().size(); i++) {
			if (report.requirements().get(i).text().startsWith(requirement)) {
				return report.matches().get(i);
			}
		}
		throw new AssertionError("No such requirement: " + requirement);
	}

	private static ScoreReport report(String resume) {
		return Samples.report(ENGINE.score(input(resume)));
	}

	private static ScoringInput input(String resume) {
		return new ScoringInput(TITLE, AD, null, resume, null, List.of(), Identity.UNKNOWN, Samples.AS_OF, "en",
				Set.of());
	}

}
