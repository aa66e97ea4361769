package io.claraconnect.scoring.engine.requirements;

import java.util.List;

import io.claraconnect.scoring.engine.Samples;
import io.claraconnect.scoring.engine.report.Requirement;
import io.claraconnect.scoring.engine.report.Requirement.Category;
import io.claraconnect.scoring.engine.report.Requirement.Importance;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

@Tag("4.28")
class RequirementExtractorTest {

	@Test
	void readsAnHtmlAdvertisementByItsHeadings() {
		assertThat(RequirementExtractor.extract("Backend Engineer", Samples.BACKEND_AD).requirements())
			.extracting(Requirement::text, Requirement::category, Requirement::importance)
			.containsExactly(
					tuple("Design and operate event-driven services in Java", Category.RESPONSIBILITY,
							Importance.SHOULD),
					tuple("Review code and mentor junior engineers", Category.RESPONSIBILITY, Importance.SHOULD),
					tuple("Take part in the on-call rotation", Category.RESPONSIBILITY, Importance.SHOULD),
					tuple("5+ years of backend development with Java", Category.EXPERIENCE, Importance.MUST),
					tuple("Hands-on experience with Apache Kafka or a similar message broker", Category.HARD_SKILL,
							Importance.MUST),
					tuple("Solid knowledge of PostgreSQL and SQL tuning", Category.HARD_SKILL, Importance.MUST),
					tuple("Experience running services on Kubernetes", Category.HARD_SKILL, Importance.MUST),
					tuple("Bachelor's degree in computer science or equivalent experience", Category.EDUCATION,
							Importance.MUST),
					tuple("Strong communication skills", Category.PERSONAL_SKILL, Importance.MUST),
					tuple("Terraform or other infrastructure as code", Category.HARD_SKILL, Importance.NICE),
					tuple("Conversational Swedish", Category.LANGUAGE, Importance.NICE));
	}

	@Test
	void readsCuesInProseAndDropsWhatTheCompanySaysOfItself() {
		List<Requirement> requirements = RequirementExtractor.extract("", """
				Larkspur Foods is a family bakery founded in 1962. We offer free bread.
				You must have experience with industrial ovens. A food hygiene certificate is a plus.
				You need the right to work in Ireland.
				We are an equal opportunity employer.
				""").requirements();
		assertThat(requirements).extracting(Requirement::text, Requirement::category, Requirement::importance)
			.containsExactly(
					tuple("You must have experience with industrial ovens", Category.HARD_SKILL, Importance.MUST),
					tuple("A food hygiene certificate is a plus", Category.CERTIFICATION, Importance.NICE));
	}

	@Test
	void refusesProtectedTraitsAndNeverWeighsEligibility() {
		JobRequirements job = RequirementExtractor.extract("Driver", """
				Requirements:
				- Young male candidate
				- Truck driving licence
				- Right to work in Spain
				""");
		assertThat(job.namesProtectedTrait()).isTrue();
		assertThat(job.requirements()).extracting(Requirement::text)
			.containsExactly("Truck driving licence", "Right to work in Spain");
		assertThat(job.requirements().get(1).weight()).isZero();
		assertThat(job.requirements().stream().mapToInt(Requirement::weight).sum()).isEqualTo(10_000);
	}

	@Test
	void keepsTheIdOfARequirementWhenTheAdvertisementChangesAroundIt() {
		String id = RequirementExtractor.extract("", "Requirements:\n- Knows Kafka").requirements().get(0).id();
		assertThat(RequirementExtractor.extract("", "Requirements:\n- Knows Java\n- knows kafka").requirements())
			.extracting(Requirement::id)
			.contains(id);
	}

}
