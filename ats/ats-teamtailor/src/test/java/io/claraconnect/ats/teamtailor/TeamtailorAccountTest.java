package io.claraconnect.ats.teamtailor;

import java.time.Duration;
import java.util.List;

import io.claraconnect.ats.api.Application;
import io.claraconnect.ats.api.ApplicationKey;
import io.claraconnect.ats.api.ApplicationSummary;
import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.AtsException.Category;
import io.claraconnect.ats.api.AtsReader;
import io.claraconnect.ats.api.AtsWriter;
import io.claraconnect.ats.api.Job;
import io.claraconnect.ats.testkit.Answer;
import io.claraconnect.ats.testkit.ScriptedServer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static io.claraconnect.ats.teamtailor.TeamtailorVendor.assertCategory;
import static io.claraconnect.ats.teamtailor.TeamtailorVendor.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TeamtailorAccountTest {

	private static final ApplicationKey KEY = new ApplicationKey("5120", "7701", "4402");

	private final TeamtailorVendor vendor = new TeamtailorVendor();

	private final ScriptedServer server = this.vendor.server;

	@AfterEach
	void stop() {
		this.vendor.close();
	}

	@Test
	void saysItsVersionAndItsKeyWithEveryRequest() {
		this.server.on("GET /v1/jobs/4402", Answer.ok("{\"data\":{\"id\":\"4402\"}}"));
		this.server.on("GET /v1/jobs/4402/stages", Answer.ok(Fixtures.text("rest/GET_job_stages.json")));
		Job job = get(reader().job("4402"));
		assertThat(job.stages()).hasSize(2);
		assertThat(this.server.requests()).allSatisfy((request) -> {
			assertThat(request.header("x-api-version")).isEqualTo("20240904");
			assertThat(request.header("authorization")).isEqualTo("Token token=invented-key");
		});
	}

	@Test
	@DisplayName("All jobs are asked for in pages of thirty, each with its own stages")
	void listsJobsOfEveryState() {
		this.server.on("GET /v1/jobs", Answer.ok(Fixtures.text("rest/GET_jobs.json")));
		for (String id : List.of("4402", "4403", "4404", "4405", "4406")) {
			this.server.on("GET /v1/jobs/" + id + "/stages", Answer.ok(Fixtures.text("rest/GET_job_stages.json")));
		}
		assertThat(get(reader().jobs())).hasSize(5);
		assertThat(this.server.last("GET /v1/jobs").queryText()).isEqualTo("filter[status]=all&page[size]=30");
	}

	@Test
	void readsAnApplicationWithAnswers() {
		scriptApplication();
		Application application = get(reader().application("5120"));
		assertThat(application.answers()).hasSize(5);
		assertThat(application.candidateId()).isEqualTo("7701");
	}

	@Test
	@DisplayName("The resume's link is read anew and fetched at once, without our key")
	void downloadsTheResumeByAFreshLink() {
		scriptApplication();
		this.server.on("GET /v1/candidates/7701", Answer.ok("""
				{"data":{"id":"7701","type":"candidates","attributes":{"resume":"%s"}}}"""
			.formatted(this.server.url("/signed/resume.pdf?x=1"))));
		this.server.on("GET /signed/resume.pdf", Answer.of(200, "application/pdf", "%PDF-invented"));
		Application application = get(reader().application("5120"));
		assertThat(new String(get(reader().download(application.documents().get(0))).bytes())).startsWith("%PDF");
		assertThat(this.server.last("GET /signed/resume.pdf").header("authorization")).isEmpty();
	}

	@Test
	void asksForTheLinkAgainWhenItDied() {
		scriptApplication();
		this.server.on("GET /v1/candidates/7701",
				Answer.ok("{\"data\":{\"id\":\"7701\",\"attributes\":{\"resume\":null}}}"));
		Application application = get(reader().application("5120"));
		assertCategory(reader().download(application.documents().get(0)), Category.NOT_FOUND);
		this.server.on("GET /v1/candidates/7701", Answer.ok("""
				{"data":{"id":"7701","attributes":{"resume":"%s"}}}""".formatted(this.server.url("/signed/r.pdf"))));
		this.server.on("GET /signed/r.pdf", Answer.of(403, "application/xml", "<Error/>"));
		assertCategory(reader().download(application.documents().get(0)), Category.UNAVAILABLE);
	}

	@Test
	void readsEveryApplicationOfACandidate() {
		this.server.on("GET /v1/candidates/7701", Answer.ok("{\"data\":{\"id\":\"7701\",\"attributes\":{}}}"));
		this.server.on("GET /v1/candidates/7701/answers", Answer.ok("{\"data\":[]}"));
		this.server.on("GET /v1/candidates/7701/job-applications", Answer.ok("""
				{"data":[{"id":"1","relationships":{"job":{"data":{"type":"jobs","id":"4402"}}}},
				{"id":"2","relationships":{"job":{"data":{"type":"jobs","id":"4403"}}}}]}"""));
		assertThat(get(reader().applicationsOfCandidate("7701"))).extracting(Application::jobId)
			.containsExactly("4402", "4403");
	}

	@Test
	@DisplayName("Applications of a job: by filter with overlap, by stages where the filter is refused")
	void listsApplicationsOfAJob() {
		String list = """
				{"data":[{"id":"1","relationships":{"candidate":{"data":{"type":"candidates","id":"7"}},
				"job":{"data":{"type":"jobs","id":"4402"}}}},
				{"id":"2","relationships":{"candidate":{"data":{"type":"candidates","id":"8"}},
				"job":{"data":{"type":"jobs","id":"9999"}}}}]}""";
		this.server.on("GET /v1/job-applications", Answer.ok(list));
		assertThat(get(reader().applicationsOfJob("4402", TeamtailorVendor.NOW))).extracting(ApplicationSummary::id)
			.containsExactly("1");
		assertThat(this.server.requests("GET /v1/job-applications")).extracting(ScriptedServer.Request::queryText)
			.containsExactly(query("updated-at"), query("changed-stage-at"));
		this.server.on("GET /v1/job-applications", Answer.json(400, "{}"));
		this.server.on("GET /v1/jobs/4402/stages", Answer.ok(Fixtures.text("rest/GET_job_stages.json")));
		this.server.on("GET /v1/stages/91/job-applications", Answer.ok(list));
		this.server.on("GET /v1/stages/92/job-applications", Answer.ok("{\"data\":[]}"));
		assertThat(get(reader().applicationsOfJob("4402", null))).hasSize(1);
	}

	@Test
	@Tag("2.20")
	@DisplayName("2.20 A tag is added and removed without touching the tags of others")
	void replacesTheListWithOnlyItsOwnTagChanged() {
		this.server.on("GET /v1/candidates/7701", candidate("\"harbour\",\"CLARA qualified\""));
		this.server.on("PATCH /v1/candidates/7701",
				candidate("\"harbour\",\"CLARA qualified\",\"CLARA not_qualified\""), candidate("\"harbour\""));
		get(writer().addTag(KEY, "CLARA not_qualified"));
		assertThat(this.server.last("PATCH /v1/candidates/7701").body())
			.contains("\"tags\":[\"harbour\",\"CLARA qualified\",\"CLARA not_qualified\"]");
		get(writer().removeTag(KEY, "CLARA qualified"));
		assertThat(this.server.last("PATCH /v1/candidates/7701").body()).contains("\"tags\":[\"harbour\"]");
		get(writer().addTag(KEY, "CLARA qualified"));
		get(writer().removeTag(KEY, "CLARA pre_qualified"));
		assertThat(this.server.requests("PATCH /v1/candidates/7701")).hasSize(2);
		assertThat(get(writer().tags(KEY))).containsExactly("harbour", "CLARA qualified");
	}

	@Test
	void noticesWhenTheListIsNotWhatWasSent() {
		this.server.on("GET /v1/candidates/7701", candidate("\"harbour\""));
		this.server.on("PATCH /v1/candidates/7701", candidate("\"CLARA qualified\""));
		assertCategory(writer().addTag(KEY, "CLARA qualified"), Category.OUTCOME_UNKNOWN);
	}

	@Test
	@Tag("2.19")
	@DisplayName("2.19 A note names its candidate and a user: the manager, else an admin")
	void writesANote() {
		this.server.on("POST /v1/notes", Answer.json(201, "{\"data\":{\"id\":\"31\",\"type\":\"notes\"}}"));
		this.server.on("GET /v1/company", Answer.ok("""
				{"data":{"id":"c","relationships":{"manager":{"data":{"type":"users","id":"819"}}}}}"""),
				Answer.ok("{\"data\":{\"id\":\"c\"}}"));
		this.server.on("GET /v1/users", Answer.ok("""
				{"data":[{"id":"1","attributes":{"role":"user"}},{"id":"2","attributes":{"role":"admin"}}]}"""));
		assertThat(get(writer().addNote(KEY, "Score 82"))).isEqualTo("31");
		assertThat(this.server.last("POST /v1/notes").body()).contains("\"note\":\"Score 82\"", "\"id\":\"7701\"",
				"\"id\":\"819\"");
		assertThat(this.server.last("POST /v1/notes").header("content-type")).isEqualTo("application/vnd.api+json");
		get(writer().addNote(KEY, "Score 82"));
		assertThat(this.server.last("POST /v1/notes").body()).contains("\"id\":\"2\"");
	}

	@Test
	void editsAndDeletesANote() {
		this.server.on("PATCH /v1/notes/31", Answer.ok("{}"));
		this.server.on("DELETE /v1/notes/31", Answer.empty(204), Answer.json(404, "{}"));
		get(writer().editNote(KEY, "31", "Score 83"));
		get(writer().deleteNote(KEY, "31"));
		get(writer().deleteNote(KEY, "31"));
		assertThat(this.server.last("PATCH /v1/notes/31").body()).contains("Score 83");
	}

	@Test
	@DisplayName("Notes are found by a filter, by walking all where it is refused, and never those of others")
	void findsNotesOfTheCandidateOnly() {
		Answer all = Answer.ok("""
				{"data":[{"id":"1","attributes":{"note":"ours","candidate-id":7701}},
				{"id":"2","attributes":{"note":"theirs","candidate-id":1}}]}""");
		this.server.on("GET /v1/notes", all);
		assertThat(get(writer().notes(KEY))).hasSize(1);
		this.server.on("GET /v1/notes", Answer.json(400, "{}"), all);
		assertThat(get(writer().notes(KEY))).hasSize(1);
	}

	@Test
	void movesOnlyFromTheExpectedStage() {
		scriptApplication();
		this.server.on("PATCH /v1/job-applications/5120", Answer.ok("{}"));
		get(writer().moveStage(KEY, "91", "92"));
		assertThat(this.server.last("PATCH /v1/job-applications/5120").body()).contains("\"id\":\"92\"");
		assertCategory(writer().moveStage(KEY, "90", "92"), Category.CONFLICT);
		assertThat(this.server.requests("PATCH /v1/job-applications/5120")).hasSize(1);
	}

	@Test
	void rejectsOnce() {
		scriptApplication();
		this.server.on("PATCH /v1/job-applications/5120", Answer.ok("{}"));
		get(writer().reject(KEY, "5", "819"));
		assertThat(this.server.last("PATCH /v1/job-applications/5120").body())
			.contains("\"rejected-at\":\"2026-11-21T10:00:00Z\"", "\"reject-reasons\"");
		this.server.on("GET /v1/job-applications/5120",
				Answer.ok("{\"data\":{\"id\":\"5120\",\"attributes\":{\"rejected-at\":\"2026-11-21T10:00:00Z\"}}}"));
		get(writer().reject(KEY, "5", "819"));
		assertCategory(writer().moveStage(KEY, "91", "92"), Category.CONFLICT);
		assertThat(this.server.requests("PATCH /v1/job-applications/5120")).hasSize(1);
	}

	@Test
	void findsWaitsOfItsOwnWhereTheVendorNamesNone() {
		this.server.on("GET /v1/jobs/4402", Answer.json(429, ""));
		assertThatThrownBy(() -> get(reader().job("4402")))
			.asInstanceOf(InstanceOfAssertFactories.type(AtsException.class))
			.satisfies((failure) -> assertThat(failure.retryAfter()).contains(Duration.ofSeconds(10)));
	}

	private void scriptApplication() {
		this.server.on("GET /v1/job-applications/5120", Answer.ok(Fixtures.text("rest/GET_job_application.json")));
		this.server.on("GET /v1/candidates/7701/answers", Answer.ok(Fixtures.text("rest/GET_candidate_answers.json")));
	}

	private static Answer candidate(String tags) {
		return Answer.ok("{\"data\":{\"id\":\"7701\",\"attributes\":{\"tags\":[" + tags + "]}}}");
	}

	private static String query(String filter) {
		return "filter[job]=4402&include=candidate,job&filter[" + filter + "][from]=2026-11-21T09:58:00Z&page[size]=30";
	}

	private AtsReader reader() {
		return this.vendor.connector.reader(this.vendor.connection());
	}

	private AtsWriter writer() {
		return this.vendor.connector.writer(this.vendor.connection());
	}

}
