package io.claraconnect.systemtests;

import java.util.List;
import java.util.Set;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rule 6 of docs/architecture.md: personal data and secrets never reach a log or an
 * error. What cannot be seen in the code is proved by the privacy scenarios.
 */
class ConfidenceTest {

	/** Deployment steps tell their operator what failed; they see no person's data. */
	private static final String STEPS = "io\\.claraconnect\\.(kit\\.kafka\\.(DeployTopics|TopicDeployment|SchemaDeployment)"
			+ "|dossier\\.migrate\\.(DatabaseMigration|MigrationJob))";

	/** Tells the words of refusals, all of which are our own. */
	private static final String REFUSALS = "io\\.claraconnect\\.config\\.problem\\.Problems";

	private static final String NOT_HOUSE = "io\\.claraconnect\\.(local|sandbox|failpoints|instruments|guarantees|ingressbench"
			+ "|bench|scoring\\.bench|ats\\.testkit|broker)\\..*";

	private static final String SECRET = "io.claraconnect.ats.api.Secret";

	/** Components whose text may be a person's, or a secret. */
	private static final Set<String> TELLING = Set.of("resume", "resumeText", "coverLetter", "letter", "answer",
			"question", "text", "hiddenText", "body", "comment", "explanation", "content", "bytes", "emails", "phones",
			"givenName", "familyName", "password", "secret", "token", "apiKey", "credentials", "descriptionHtml");

	/** These say something else by such a name. */
	private static final Set<String> INNOCENT = Set.of("io.claraconnect.ats.api.CredentialField#secret",
			"io.claraconnect.sync.application.Known#content", "io.claraconnect.sync.job.JobRows$Known#content",
			"io.claraconnect.scoring.engine.report.Requirement#text", "io.claraconnect.ats.lever.LeverHosts#token");

	private static JavaClasses house;

	@BeforeAll
	static void read() {
		house = new ClassFileImporter().importPaths(Repository.compiledModules())
			.that(new DescribedPredicate<>("are in the house") {
				@Override
				public boolean test(JavaClass type) {
					return !type.getName().matches(NOT_HOUSE);
				}
			});
		assertThat(house.size()).isGreaterThan(500);
	}

	@Test
	@DisplayName("No error is given to a log, whose words would be printed with it")
	void errorsInLogs() {
		noClasses().should().callMethodWhere(new DescribedPredicate<JavaCall<?>>("give an error to a log") {
			@Override
			public boolean test(JavaCall<?> call) {
				return call.getTargetOwner().getName().startsWith("org.slf4j")
						&& (call.getName().equals("setCause") || call.getTarget()
							.getRawParameterTypes()
							.stream()
							.anyMatch((type) -> type.isAssignableTo(Throwable.class)));
			}
		}).check(house);
	}

	@Test
	@DisplayName("The words of an error are read by deployment steps alone")
	void wordsOfErrors() {
		noClasses().that()
			.haveNameNotMatching(STEPS + "|" + REFUSALS)
			.should()
			.callMethodWhere(new DescribedPredicate<JavaCall<?>>("read the words of an error") {
				@Override
				public boolean test(JavaCall<?> call) {
					return call.getTargetOwner().isAssignableTo(Throwable.class)
							&& Set.of("getMessage", "getLocalizedMessage", "toString", "printStackTrace")
								.contains(call.getName());
				}
			})
			.check(house);
	}

	@Test
	@DisplayName("Where a secret is revealed nothing is logged and no error is made of words")
	void revealed() {
		noCodeUnits().that(new DescribedPredicate<>("reveal a secret") {
			@Override
			public boolean test(com.tngtech.archunit.core.domain.JavaCodeUnit unit) {
				return unit.getCallsFromSelf()
					.stream()
					.anyMatch((call) -> call.getTargetOwner().getName().equals(SECRET)
							&& call.getName().startsWith("reveal"));
			}
		}).should(new Telling()).check(house);
	}

	@Test
	@DisplayName("A record with words of people or with a secret does not say them when it is put into a text")
	void records() {
		List<String> telling = house.stream()
			.filter((type) -> type.isAssignableTo(Record.class))
			.filter((type) -> !type.getName().matches(".*(Json|Json\\$\\w+)$"))
			.filter((type) -> type.tryGetMethod("toString").isEmpty() || saysAll(type))
			.flatMap((type) -> type.getFields().stream())
			.filter((field) -> !field.getModifiers().contains(JavaModifier.STATIC))
			.filter((field) -> TELLING.contains(field.getName()) && says(field))
			.map((field) -> field.getOwner().getName() + "#" + field.getName())
			.filter((name) -> !INNOCENT.contains(name))
			.toList();
		assertThat(telling).isEmpty();
	}

	/** The compiler's own method, which says every component. */
	private static boolean saysAll(JavaClass type) {
		return type.getMethod("toString").getCallsFromSelf().isEmpty()
				&& type.getMethod("toString").getModifiers().contains(JavaModifier.FINAL);
	}

	/** A type of ours says what its own method lets it say. */
	private static boolean says(JavaField field) {
		return !field.getRawType().getName().startsWith("io.claraconnect.");
	}

}
