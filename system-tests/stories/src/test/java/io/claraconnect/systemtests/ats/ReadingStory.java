package io.claraconnect.systemtests.ats;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.claraconnect.ats.api.Application;
import io.claraconnect.ats.api.ApplicationSummary;
import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.AtsUser;
import io.claraconnect.ats.api.CheckReport;
import io.claraconnect.ats.api.Credentials;
import io.claraconnect.ats.api.DocumentRef;
import io.claraconnect.ats.api.Job;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.api.Stage;
import org.junit.jupiter.api.Test;

import static io.claraconnect.systemtests.ats.Connected.all;
import static io.claraconnect.systemtests.ats.Connected.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What every connector reads. */
interface ReadingStory {

	Account account();

	@Test
	default void aGoodConnectionIsUsable() {
		account().apply("Ada Example", Connected.RESUME);
		CheckReport report = done(account().connector.check(account().connection));
		assertThat(report.usable()).as(report.toString()).isTrue();
		assertThat(report.items()).noneMatch((item) -> item.state() == CheckReport.State.FAILED
				&& (item.required() || !account().vendor.byConsent()));
	}

	@Test
	default void theApiAddressIsAFieldThatNobodyHasToFillIn() {
		assertThat(account().connector.descriptor().fields()).filteredOn((field) -> field.name().equals("baseUrl"))
			.singleElement()
			.satisfies((field) -> assertThat(field.required() || field.secret()).isFalse());
	}

	@Test
	default void wrongCredentialsAreAFailedItemWithAdvice() {
		Map<String, Secret> wrong = new HashMap<>(done(account().secrets.current()).values());
		wrong.replaceAll((_, secret) -> Secret.of(secret.reveal().replaceAll("[a-f]", "0") + "9"));
		StoredSecrets source = new StoredSecrets(new Credentials(wrong, null, 1), account().connector.consent(),
				account().connection.settings());
		CheckReport report = done(account().connector.check(account().connection(source)));
		assertThat(report.usable()).isFalse();
		assertThat(report.items()).filteredOn((item) -> item.state() == CheckReport.State.FAILED)
			.isNotEmpty()
			.allSatisfy((item) -> assertThat(item.advice()).isNotBlank().doesNotContain("try again", "Try again"));
	}

	@Test
	default void aPermissionThatIsMissingIsNamed() {
		Applied applied = account().apply("Ada Example", Connected.RESUME);
		Vendor.Missing missing = account().vendor.missing();
		account().control.call("PATCH", account().path(""),
				Map.of("options", Map.of(missing.option(), missing.value())));
		CheckReport report = done(account().connector.check(account().connection));
		assertThat(report.usable()).isFalse();
		assertThat(report.items()).filteredOn((item) -> item.state() == CheckReport.State.FAILED)
			.anySatisfy((item) -> assertThat(item.id()).isEqualTo(missing.item()))
			.allSatisfy((item) -> assertThat(item.advice()).isNotBlank());
		Connected.fails(account().reader().application(applied.key().applicationId()), AtsException.Category.FORBIDDEN);
	}

	@Test
	default void jobsAreListedWithTheirStagesAndOneHasItsText() {
		List<Job> jobs = all(account().reader().jobs());
		assertThat(jobs).extracting(Job::title)
			.containsExactlyInAnyOrder("Senior Java Engineer, Payments", "Customer Support Specialist");
		assertThat(jobs).allMatch(Job::external).allMatch((job) -> job.state() == Job.State.OPEN);
		Job job = done(account().reader().job(account().jobId()));
		List<String> stages = account().job()
			.path("stages")
			.valueStream()
			.map((stage) -> stage.path("name").asString())
			.toList();
		assertThat(job.stages()).extracting(Stage::name)
			.containsExactlyInAnyOrderElementsOf(stages)
			.containsSubsequence(stages.subList(0, 5));
		assertThat(job.descriptionHtml()).contains("At least 5 years of professional experience with Java",
				"money &amp; must not lose any");
	}

	@Test
	default void closedAndDraftJobsAreSeenAsSuch() {
		for (String status : List.of("closed", "draft")) {
			account().control.post(account().path("/jobs"),
					Map.of("title", status + " job", "description", "<p>Text</p>", "status", status));
		}
		account().control.post(account().path("/jobs"),
				Map.of("title", "hidden job", "description", "<p>Text</p>", "published", false));
		Map<String, Job> jobs = all(account().reader().jobs()).stream()
			.collect(Collectors.toMap(Job::title, (job) -> job));
		assertThat(jobs.get("closed job").state()).isEqualTo(Job.State.CLOSED);
		assertThat(jobs.get("draft job").state()).isEqualTo(Job.State.DRAFT);
		assertThat(jobs.get("hidden job").external()).isFalse();
		assertThat(List.of(jobs.get("closed job"), jobs.get("draft job"))).noneMatch(Job::external);
	}

	@Test
	default void anApplicationComesWithPersonLetterAnswersAndTheExactResume() {
		Applied applied = account().apply("Ada Example", Connected.RESUME);
		Application application = done(account().reader().application(applied.key().applicationId()));
		assertThat(application.candidateId()).isEqualTo(applied.key().candidateId());
		assertThat(application.jobId()).isEqualTo(account().jobId());
		assertThat(application.state()).isEqualTo(Application.State.ACTIVE);
		assertThat(application.stage()).extracting((stage) -> stage.id()).isEqualTo(applied.stage(0));
		assertThat(application.processingAllowed()).isTrue();
		assertThat(application.person().givenName()).isEqualTo("Ada");
		assertThat(application.person().familyName()).isEqualTo("Example");
		assertThat(application.person().emails()).containsExactly("ada.example@example.org");
		assertThat(application.person().phones()).containsExactly("+49 40 555 0100");
		assertThat(application.answers()).contains(new Application.Answer("How many years of Java?", "Seven & a half"));
		assertThat(letter(application)).isEqualTo(Applied.LETTER);
		assertThat(bytes(applied)).isEqualTo(Connected.RESUME);
		account().clock.advance(Duration.ofMinutes(2));
		assertThat(bytes(applied)).as("read again when the first links are dead").isEqualTo(Connected.RESUME);
		assertThat(all(account().reader().applicationsOfCandidate(applied.key().candidateId())))
			.extracting(Application::id)
			.containsExactly(applied.key().applicationId());
	}

	/** As text, or as a document where the vendor keeps it as one. */
	private String letter(Application application) {
		return (application.coverLetter() != null) ? application.coverLetter()
				: new String(
						done(account().reader().download(document(application, DocumentRef.Kind.COVER_LETTER))).bytes(),
						java.nio.charset.StandardCharsets.UTF_8);
	}

	private byte[] bytes(Applied applied) {
		DocumentRef resume = await().atMost(Duration.ofSeconds(15))
			.until(() -> document(done(account().reader().application(applied.key().applicationId())),
					DocumentRef.Kind.RESUME), (found) -> found.readiness() == DocumentRef.Readiness.READY);
		assertThat(resume.fileName()).isEqualTo("cv.pdf");
		return done(account().reader().download(resume)).bytes();
	}

	private static DocumentRef document(Application application, DocumentRef.Kind kind) {
		return application.documents()
			.stream()
			.filter((document) -> document.kind() == kind)
			.findFirst()
			.orElseThrow(() -> new AssertionError("no " + kind + " in " + application.documents()));
	}

	@Test
	default void aDocumentThatIsTooLargeIsRefused() {
		Applied applied = account().apply("Ada Example", new byte[10 * 1024 * 1024 + 1]);
		account().clock.advance(Duration.ofSeconds(5));
		Application application = done(account().reader().application(applied.key().applicationId()));
		Connected.fails(account().reader().download(document(application, DocumentRef.Kind.RESUME)),
				AtsException.Category.REFUSED);
	}

	@Test
	default void whatChangedSinceIsToldApartFromWhatDidNot() {
		Applied early = account().apply("Ada Example", Connected.RESUME);
		account().clock.advance(Duration.ofMinutes(30));
		Instant between = account().clock.instant();
		account().clock.advance(Duration.ofMinutes(30));
		Applied late = account().apply("Ben Example", Connected.RESUME);
		assertThat(ids(null)).containsExactlyInAnyOrder(early.key().applicationId(), late.key().applicationId());
		assertThat(ids(between)).containsExactly(late.key().applicationId());
		early.act("move");
		assertThat(ids(between)).containsExactlyInAnyOrder(early.key().applicationId(), late.key().applicationId());
	}

	private List<String> ids(Instant since) {
		return all(account().reader().applicationsOfJob(account().jobId(), since)).stream()
			.map(ApplicationSummary::id)
			.toList();
	}

	@Test
	default void usersWhoCanDecideAreListed() {
		List<AtsUser> users = all(account().reader().users());
		List<String> active = account().users()
			.valueStream()
			.filter((user) -> user.path("active").asBoolean() && !user.path("serviceAccount").asBoolean())
			.map((user) -> user.path("id").asString())
			.toList();
		assertThat(users).extracting(AtsUser::id).containsExactlyInAnyOrderElementsOf(active);
		assertThat(users).filteredOn(AtsUser::siteAdmin).extracting(AtsUser::name).containsExactly("Ines Calder");
	}

	@Test
	default void listsOfSeveralPagesAreReadToTheEnd() {
		for (int i = 0; i < 105; i++) {
			account().control.post(account().path("/candidates"), Map.of("name", "Person N" + i, "emails",
					List.of("n" + i + "@example.org"), "jobId", account().jobId()));
		}
		assertThat(ids(null)).hasSize(105).doesNotHaveDuplicates();
		int jobs = account().vendor.jobsPerPage() + 5;
		for (int i = 0; i < jobs; i++) {
			account().control.post(account().path("/jobs"), Map.of("title", "Job " + i, "description", "<p>x</p>"));
		}
		assertThat(all(account().reader().jobs())).extracting(Job::id).hasSize(jobs + 2).doesNotHaveDuplicates();
	}

}
