package io.claraconnect.ats.greenhouse;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.claraconnect.ats.api.Application;
import io.claraconnect.ats.api.Application.Answer;
import io.claraconnect.ats.api.ApplicationSummary;
import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.AtsException.Category;
import io.claraconnect.ats.api.AtsReader;
import io.claraconnect.ats.api.AtsUser;
import io.claraconnect.ats.api.CredentialSource;
import io.claraconnect.ats.api.Credentials;
import io.claraconnect.ats.api.DocumentRef;
import io.claraconnect.ats.api.DocumentRef.Kind;
import io.claraconnect.ats.api.DocumentRef.Readiness;
import io.claraconnect.ats.api.Job;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.api.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static io.claraconnect.ats.testkit.Answer.empty;
import static io.claraconnect.ats.testkit.Answer.json;
import static io.claraconnect.ats.testkit.Answer.of;
import static io.claraconnect.ats.testkit.Answer.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class GreenhouseReaderTest {

	private static final String ID = "71200340002";

	private final Vendor vendor = new Vendor();

	private final AtsReader reader = this.vendor.connector(Map.of())
		.reader(this.vendor.connection(Map.of("actingUserId", " 4001 ")));

	@BeforeEach
	void script() {
		this.vendor.list("applications", Fixture.text("application.json"));
		this.vendor.list("candidates", Fixture.text("candidate.json"));
		this.vendor.list("attachments",
				Fixture.text("attachments.json").replace("ORIGIN", this.vendor.server.origin().toString()));
		this.vendor.list("application_stages", """
				[{"id":990001,"application_id":71200340002,"job_interview_stage_id":5105,"current":true}]""");
		this.vendor.list("job_interview_stages", """
				[{"id":5105,"job_id":4400120002,"name":"Phone screen","sort_order":1,"active":true},
				{"id":5106,"job_id":4400120002,"name":"Offer","sort_order":2,"active":true},
				{"id":5104,"job_id":4400120002,"name":"Application Review","sort_order":0,"active":true},
				{"id":5103,"job_id":4400120002,"name":"Gone","sort_order":3,"active":false}]""");
		this.vendor.list("job_posts", """
				[{"id":8,"job_id":4400120002,"content":"<p>inside</p>","active":true,"live":true,"internal":true},
				{"id":9,"job_id":4400120002,"content":"<p>outside</p>","active":true,"live":true,"internal":false}]""");
		this.vendor.list("jobs", """
				[{"id":4400120002,"name":"Platform engineer","status":"open","updated_at":"2026-11-01T00:00:00Z"},
				{"id":4400110002,"name":"Old","status":"closed","updated_at":null}]""");
	}

	@AfterEach
	void stop() {
		this.vendor.close();
	}

	@Test
	void readsAnApplicationWhole() {
		Application application = this.reader.application(ID).block();
		assertThat(application.id()).isEqualTo(ID);
		assertThat(application.candidateId()).isEqualTo("61200340002");
		assertThat(application.jobId()).isEqualTo("4400120002");
		assertThat(application.state()).isEqualTo(Application.State.ACTIVE);
		assertThat(application.stage()).isEqualTo(new Stage("5105", "Phone screen"));
		assertThat(application.appliedAt()).isEqualTo(Instant.parse("2026-11-02T08:15:00.250Z"));
		assertThat(application.person().emails()).containsExactly("maren@example.org");
		assertThat(application.person().locations()).containsExactly("Bergen", "Bergen, Norway");
		assertThat(application.person().links()).hasSize(2);
		assertThat(application.person().headline()).isEqualTo("Data engineer, Fjordlys AS");
		assertThat(application.answers()).containsExactly(new Answer("May you work in Norway?", "Yes"),
				new Answer("Which tools?", "Kafka, Flink"), new Answer("Start", "1 January"));
		assertThat(application.processingAllowed()).isTrue();
		assertThat(application.documents()).extracting(DocumentRef::kind)
			.containsExactly(Kind.RESUME, Kind.COVER_LETTER, Kind.OTHER);
		assertThat(application.documents()).extracting(DocumentRef::readiness)
			.containsExactly(Readiness.READY, Readiness.PROCESSING, Readiness.READY);
		assertThat(application.toString()).doesNotContain("Maren");
		assertThat(this.vendor.server.last("GET /v3/applications").queryText()).isEqualTo("ids=" + ID);
	}

	@Test
	void asksForOneTokenInTheNameOfTheActingUser() {
		this.reader.application(ID).block();
		assertThat(this.vendor.server.requests("POST /token")).hasSize(1);
		assertThat(this.vendor.server.last("POST /token").body()).isEqualTo("grant_type=client_credentials&sub=4001");
		assertThat(this.vendor.server.last("POST /token").header("authorization")).isEqualTo("Basic Y2xpZW50LTk6c2ho");
		assertThat(this.vendor.server.last("GET /v3/candidates").header("authorization")).isEqualTo("Bearer jwt");
	}

	@Test
	void takesANewClientSecretWhenTheOldOneIsRefused() {
		this.vendor.server.on("POST /token", json(401, "{\"error\":\"invalid_client\"}"), ok("""
				{"access_token":"jwt-2","expires_in":3600}"""));
		CredentialSource rotated = new CredentialSource() {

			@Override
			public Mono<Credentials> current() {
				return Mono.just(credentials("old", 1));
			}

			@Override
			public Mono<Credentials> renewed(Credentials refused) {
				return Mono.just(credentials("new", 2));
			}

		};
		this.vendor.connector(Map.of()).reader(this.vendor.connection(Map.of(), rotated)).application(ID).block();
		assertThat(this.vendor.server.last("GET /v3/applications").header("authorization")).isEqualTo("Bearer jwt-2");
	}

	private static Credentials credentials(String secret, long revision) {
		return new Credentials(Map.of("clientId", Secret.of("c-9"), "clientSecret", Secret.of(secret)), null, revision);
	}

	@Test
	void findsTheStageByNameWithoutLeaveToReadStays() {
		this.vendor.server.on("GET /v3/application_stages", json(403, "{\"message\":\"Forbidden\"}"));
		assertThat(this.reader.application(ID).block().stage()).isEqualTo(new Stage("5105", "Phone screen"));
	}

	@Test
	void readsWhyOneWasRejectedWhereItMay() {
		this.vendor.list("applications", Fixture.text("application.json").replace("in_process", "rejected"));
		this.vendor.list("rejection_details", "[{\"application_id\":71200340002,\"rejection_reason_id\":14}]");
		assertThat(this.reader.application(ID).block().rejectionReasonId()).isEqualTo("14");
		this.vendor.server.on("GET /v3/rejection_details", json(403, "{}"));
		Application application = this.reader.application(ID).block();
		assertThat(application.rejectionReasonId()).isNull();
		assertThat(application.state()).isEqualTo(Application.State.REJECTED);
	}

	@Test
	void tellsAHiddenCandidateFromOneThatIsNotReady() {
		this.vendor.list("candidates", "[{\"id\":61200340002,\"message\":\"This candidate is private\"}]");
		assertThat(failure(this.reader.application(ID))).isEqualTo(Category.FORBIDDEN);
		this.vendor.list("candidates", "[{\"id\":61200340002,\"message\":\"Still being processed\"}]");
		assertThat(failure(this.reader.application(ID))).isEqualTo(Category.UNAVAILABLE);
	}

	@Test
	void knowsAnAnonymisedPerson() {
		this.vendor.list("candidates", "[{\"id\":61200340002,\"first_name\":null,\"email_addresses\":[]}]");
		assertThat(this.reader.application(ID).block().processingAllowed()).isFalse();
	}

	@Test
	void doesNotFindWhatIsNotThereAndAsksNothingForANonsenseId() {
		this.vendor.list("applications", "[]");
		assertThat(failure(this.reader.application("5"))).isEqualTo(Category.NOT_FOUND);
		int before = this.vendor.server.requests().size();
		assertThat(failure(this.reader.application("5,6"))).isEqualTo(Category.NOT_FOUND);
		assertThat(this.vendor.server.requests()).hasSize(before);
	}

	@Test
	void readsJobsWithStagesInOrder() {
		List<Job> jobs = this.reader.jobs().collectList().block();
		assertThat(jobs).extracting(Job::state).containsExactly(Job.State.OPEN, Job.State.CLOSED);
		assertThat(jobs.get(0).stages()).extracting(Stage::name)
			.containsExactly("Application Review", "Phone screen", "Offer");
		assertThat(jobs.get(0).external()).isTrue();
		assertThat(jobs.get(0).descriptionHtml()).isNull();
		assertThat(jobs.get(1).external()).isFalse();
		assertThat(this.vendor.server.last("GET /v3/job_posts").queryText())
			.startsWith("per_page=500&job_ids=4400120002,4400110002&fields=");
	}

	@Test
	void readsOneJobWithTheTextThatOutsidersSee() {
		assertThat(this.reader.job("4400120002").block().descriptionHtml()).isEqualTo("<p>outside</p>");
	}

	@Test
	void listsApplicationsOfAJobSinceATime() {
		List<ApplicationSummary> found = this.reader
			.applicationsOfJob("4400120002", Instant.parse("2026-11-20T00:00:00Z"))
			.collectList()
			.block();
		assertThat(found).containsExactly(
				new ApplicationSummary(ID, "61200340002", "4400120002", Instant.parse("2026-11-20T10:11:12Z")));
		assertThat(this.vendor.server.last("GET /v3/applications").queryText()).contains("job_ids=4400120002",
				"updated_at=gte|2026-11-20T00:00:00Z");
	}

	@Test
	void readsEveryApplicationOfACandidate() {
		assertThat(this.reader.applicationsOfCandidate("61200340002").collectList().block()).extracting(Application::id)
			.containsExactly(ID);
	}

	@Test
	void downloadsWithoutCredentialsAndKnowsADeadLink() {
		DocumentRef resume = this.reader.application(ID).block().documents().get(0);
		this.vendor.server.on("GET /files/801", of(200, "application/pdf", "%PDF"), of(403, "text/xml", "<Error/>"));
		assertThat(this.reader.download(resume).block().contentType()).isEqualTo("application/pdf");
		assertThat(this.vendor.server.last("GET /files/801").headers()).doesNotContainKey("authorization");
		assertThat(failure(this.reader.download(resume))).isEqualTo(Category.NOT_FOUND);
		this.vendor.server.on("GET /files/801", empty(404));
		assertThat(failure(this.reader.download(resume))).isEqualTo(Category.NOT_FOUND);
	}

	@Test
	void listsUsersWhoAreNotDeactivated() {
		this.vendor.list("users", """
				[{"id":7,"first_name":"Ida","last_name":"Berg","primary_email":"ida@example.org","site_admin":true},
				{"id":8,"name":"Left","deactivated":true}]""");
		assertThat(this.reader.users().collectList().block())
			.containsExactly(new AtsUser("7", "Ida Berg", "ida@example.org", true));
	}

	private static Category failure(Mono<?> call) {
		return catchThrowableOfType(AtsException.class, call::block).category();
	}

}
