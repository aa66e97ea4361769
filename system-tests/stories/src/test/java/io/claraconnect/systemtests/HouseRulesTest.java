package io.claraconnect.systemtests;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.apache.avro.Schema;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/** The rules of docs/architecture.md that modules alone cannot enforce. */
class HouseRulesTest {

	private static final List<String> SERVICES = List.of("ingress", "sync", "scoring", "writeback", "config");

	private static final List<String> VENDORS = List.of("greenhouse", "lever", "teamtailor");

	private static JavaClasses house;

	@BeforeAll
	static void read() {
		List<Path> modules = Repository.compiledModules();
		assertThat(modules).as("compiled modules; run the build from the root").hasSizeGreaterThan(12);
		house = new ClassFileImporter().importPaths(modules);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ingress", "sync", "scoring", "writeback", "config" })
	@DisplayName("Rule 1: a service depends on no other service")
	void services(String service) {
		String[] others = SERVICES.stream()
			.filter((other) -> !other.equals(service))
			.map((other) -> "io.claraconnect." + other + "..")
			.toArray(String[]::new);
		noClasses().that()
			.resideInAPackage("io.claraconnect." + service + "..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(others)
			.check(house);
	}

	@ParameterizedTest
	@ValueSource(strings = { "greenhouse", "lever", "teamtailor" })
	@DisplayName("Rule 2: a connector depends on the SPI and the HTTP support alone, and nobody depends on it")
	void connectors(String vendor) {
		noClasses().that()
			.resideInAPackage("io.claraconnect.ats." + vendor + "..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(
					Stream
						.concat(VENDORS.stream()
							.filter((other) -> !other.equals(vendor))
							.map((other) -> "io.claraconnect.ats." + other),
								Stream.of("io.claraconnect.kit", "io.claraconnect.schemas", "io.claraconnect.dossier",
										"io.claraconnect.sandbox", "org.springframework", "org.apache.kafka",
										"org.apache.avro", "io.r2dbc"))
						.map((name) -> name + "..")
						.toArray(String[]::new))
			.check(house);
		noClasses().that()
			.resideOutsideOfPackage("io.claraconnect.ats." + vendor + "..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("io.claraconnect.ats." + vendor + "..")
			.check(house);
	}

	@Test
	@DisplayName("Rule 2: no code that ships outside ats/ and deploy/ names a vendor")
	void vendorNames() {
		Pattern vendor = Pattern.compile("greenhouse|teamtailor|\\blever\\b", Pattern.CASE_INSENSITIVE);
		assertThat(Repository.mainSources())
			.filteredOn((file) -> Stream.of("ats/", "deploy/", "system-tests/").noneMatch(relative(file)::startsWith))
			.allSatisfy(
					(file) -> assertThat(vendor.matcher(Repository.text(file)).find()).as(relative(file)).isFalse());
	}

	@Test
	@DisplayName("Rule 2: the sandbox shares no code with the connectors, and no connector or service knows of it")
	void sandbox() {
		noClasses().that()
			.resideInAPackage("io.claraconnect.sandbox..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.claraconnect.ats..", "io.claraconnect.kit..", "io.claraconnect.schemas..")
			.check(house);
		noClasses().that()
			.resideOutsideOfPackages("io.claraconnect.sandbox..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("io.claraconnect.sandbox..")
			.check(house);
	}

	@Test
	@DisplayName("Rule 3: wire types stay in the package that reads or writes them")
	void wireTypes() {
		classes().that()
			.haveNameMatching(".*\\.\\w+Json")
			.and()
			.areTopLevelClasses()
			.and()
			.resideInAPackage("io.claraconnect.ats..")
			.should()
			.notHaveModifier(JavaModifier.PUBLIC)
			.check(house);
	}

	@Test
	@DisplayName("Rule 3: no package is a drawer")
	void drawers() {
		noClasses().should()
			.resideInAnyPackage("..common..", "..util..", "..utils..", "..helper..", "..manager..", "..base..",
					"..impl..", "..dto..")
			.check(house);
		noClasses().should().haveNameMatching(".*(Manager|Helper|Util|Utils|Impl|Dto)").check(house);
	}

	@Test
	@DisplayName("Rule 4: deciding is pure")
	void pure() {
		noClasses().that()
			.resideInAPackage("io.claraconnect.scoring.engine..")
			.or()
			.haveSimpleNameEndingWith("Decider")
			.or()
			.haveSimpleNameEndingWith("Planner")
			.or()
			.haveSimpleNameEndingWith("Mapping")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework..", "reactor..", "org.apache.kafka..", "io.r2dbc..",
					"io.claraconnect.kit..", "java.net.http..")
			.check(house);
	}

	@Test
	@DisplayName("Rule 5: only the edge of a listener and an orderly stop may block a reactive chain")
	void blocking() {
		noClasses().that()
			.resideOutsideOfPackages("io.claraconnect.local..", "io.claraconnect.sandbox..",
					"io.claraconnect.ats.testkit..")
			.and()
			.doNotHaveFullyQualifiedName("io.claraconnect.kit.kafka.RecordListener")
			.and()
			.doNotHaveFullyQualifiedName("io.claraconnect.kit.work.WorkRunner")
			.and()
			.doNotHaveFullyQualifiedName("io.claraconnect.kit.outbox.OutboxRelay")
			.should()
			.callMethodWhere(new Blocking())
			.check(house);
	}

	@Test
	@DisplayName("Rule 6: a secret never says what it is")
	void secrets() {
		noClasses().that()
			.resideInAnyPackage("io.claraconnect.schemas..")
			.should()
			.dependOnClassesThat()
			.haveFullyQualifiedName("io.claraconnect.ats.api.Secret")
			.check(house);
		noClasses().that()
			.resideInAnyPackage("io.claraconnect.ingress..", "io.claraconnect.sync..", "io.claraconnect.scoring..",
					"io.claraconnect.writeback..", "io.claraconnect.config..", "io.claraconnect.kit..",
					"io.claraconnect.dossier..", "io.claraconnect.ats.api..", "io.claraconnect.ats.http..")
			.and()
			.doNotHaveSimpleName("DeployTopics")
			.and()
			.doNotHaveSimpleName("MigrationJob")
			.should()
			.accessField(System.class, "out")
			.check(house);
	}

	@Test
	@DisplayName("Rule 7: time comes from a Clock and ids from a generator")
	void timeAndIds() {
		noClasses().that()
			.resideOutsideOfPackages("io.claraconnect.local..", "io.claraconnect.sandbox..",
					"io.claraconnect.instruments..", "io.claraconnect.guarantees..", "io.claraconnect.ingressbench..",
					"io.claraconnect.ats.testkit..")
			.and()
			.doNotHaveFullyQualifiedName("io.claraconnect.kit.ids.IdsConfiguration")
			.and()
			.doNotHaveSimpleName("DeployTopics")
			.and()
			.doNotHaveSimpleName("MigrationJob")
			.should()
			.callMethod(Instant.class, "now")
			.orShould()
			.callMethod(Clock.class, "systemUTC")
			.orShould()
			.callMethod(System.class, "currentTimeMillis")
			.orShould()
			.callMethod(UUID.class, "randomUUID")
			.check(house);
	}

	@Test
	@DisplayName("Rule 8: every event carries its organisation")
	void organisationInEvents() {
		assertThat(Repository.schemas()).isNotEmpty()
			.allSatisfy(
					(file) -> assertThat(new Schema.Parser().parse(Repository.text(file)).getField("organisationId"))
						.as(relative(file))
						.isNotNull());
	}

	@Test
	@DisplayName("Rule 8: every table carries its organisation")
	void organisationInTables() {
		Pattern table = Pattern.compile("CREATE TABLE (?:IF NOT EXISTS )?([a-z_.]+)\\s*\\((.*?)\\n\\);",
				Pattern.DOTALL);
		assertThat(Repository.migrations()).isNotEmpty()
			.allSatisfy((file) -> assertThat(table.matcher(Repository.text(file)).results())
				.allSatisfy((found) -> assertThat(found.group(2)).as(relative(file) + " " + found.group(1))
					.contains("organisation_id")));
	}

	@Test
	@DisplayName("Nothing that ships knows of the failpoints")
	void failpoints() {
		noClasses().that()
			.resideOutsideOfPackages("io.claraconnect.failpoints..", "io.claraconnect.instruments..",
					"io.claraconnect.guarantees..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("io.claraconnect.failpoints..")
			.check(house);
		assertThat(Repository.poms()).hasSizeGreaterThan(12)
			.filteredOn((file) -> !relative(file).startsWith("system-tests/"))
			.allSatisfy((file) -> assertThat(Repository.text(file)).as(relative(file)).doesNotContain("failpoints"));
	}

	private static String relative(Path file) {
		return Repository.root().relativize(file).toString();
	}

}
