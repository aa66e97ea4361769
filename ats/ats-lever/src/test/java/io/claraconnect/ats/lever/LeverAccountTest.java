package io.claraconnect.ats.lever;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.claraconnect.ats.api.Application;
import io.claraconnect.ats.api.ApplicationKey;
import io.claraconnect.ats.api.ApplicationSummary;
import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.AtsException.Category;
import io.claraconnect.ats.api.AtsReader;
import io.claraconnect.ats.api.AtsWriter;
import io.claraconnect.ats.api.CheckReport.State;
import io.claraconnect.ats.api.Job;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.api.SeenNote;
import io.claraconnect.ats.testkit.Answer;
import io.claraconnect.ats.testkit.ScriptedServer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static io.claraconnect.ats.lever.LeverVendor.assertCategory;
import static io.claraconnect.ats.lever.LeverVendor.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LeverAccountTest {

	private static final ApplicationKey KEY = new ApplicationKey("opp-7f1e", "con-51c2", "post-9d00");

	private static final String OPPORTUNITY = "GET /lever/v1/opportunities/opp-7f1e";

	private static final String RESUMES = OPPORTUNITY + "/resumes";

	private static final String STAGES = "{\"data\":[{\"id\":\"lead-new\",\"text\":\"New lead\"}]}";

	private final LeverVendor vendor = new LeverVendor();

	private final ScriptedServer server = this.vendor.server;

	@AfterEach
	void stop() {
		this.vendor.close();
	}

	@Test
	@Tag("4.12")
	@DisplayName("4.12 Postings of every state are listed once, each with the account's stages")
	void listsPostings() {
		this.server.on("GET /lever/v1/stages", Answer.ok(STAGES));
		this.server.on("GET /lever/v1/postings", Answer.ok(Fixtures.text("rest/GET_postings.json")));
		List<Job> jobs = get(reader().jobs());
		assertThat(jobs).hasSize(5).allSatisfy((job) -> assertThat(job.stages()).hasSize(1));
		assertThat(this.server.requests("GET /lever/v1/postings")).hasSize(2);
		assertThat(this.server.last("GET /lever/v1/postings").queryText()).contains("state=published",
				"distributionChannel=internal");
		assertThat(this.server.last("GET /lever/v1/postings").header("authorization"))
			.isEqualTo("Bearer invented-token");
	}

	@Test
	void asksForConfidentialOnesOnlyWhenTold() {
		this.server.on("GET /lever/v1/stages", Answer.ok(STAGES));
		this.server.on("GET /lever/v1/postings", Answer.ok("{\"data\":[]}"));
		get(reader().jobs());
		assertThat(this.server.last("GET /lever/v1/postings").queryText()).doesNotContain("confidentiality");
		get(this.vendor.connector
			.reader(this.vendor.connection(Map.of("includeConfidential", "yes"), Map.of("apiKey", Secret.of("k"))))
			.jobs());
		assertThat(this.server.last("GET /lever/v1/postings").queryText()).contains("confidentiality=all");
		assertThat(this.server.last("GET /lever/v1/postings").header("authorization")).isEqualTo("Basic azo=");
	}

	@Test
	void readsAnArchivedOpportunityByItsReason() {
		String archived = Fixtures.text("rest/GET_opportunity.json")
			.replaceFirst("\"archived\": null", "\"archived\": {\"reason\":\"r1\",\"archivedAt\":1}");
		this.server.on(OPPORTUNITY, Answer.ok(archived));
		this.server.on(RESUMES, Answer.ok(Fixtures.text("rest/GET_opportunity_resumes.json")));
		this.server.on("GET /lever/v1/archive_reasons/r1", Answer.ok("{\"data\":{\"id\":\"r1\",\"type\":\"hired\"}}"),
				Answer.json(404, "{}"));
		assertThat(get(reader().application("opp-7f1e")).state()).isEqualTo(Application.State.HIRED);
		assertThat(get(reader().application("opp-7f1e")).state()).isEqualTo(Application.State.ARCHIVED);
		assertThat(this.server.last(OPPORTUNITY).queryText()).isEqualTo("expand=applications&expand=stage");
	}

	@Test
	@DisplayName("A resume comes by the API, not by the page for signed-in people")
	void downloadsAResume() {
		scriptOpportunity();
		Application application = get(reader().application("opp-7f1e"));
		this.server.on(RESUMES + "/res-1/download", Answer.of(200, "application/pdf", "%PDF-invented"));
		this.server.on(RESUMES + "/res-3/download", Answer.json(422, "{}"));
		this.server.on(RESUMES + "/res-4/download", Answer.json(422, "{}"));
		assertThat(get(reader().download(application.documents().get(1))).contentType()).isEqualTo("application/pdf");
		assertCategory(reader().download(application.documents().get(2)), Category.UNAVAILABLE);
		assertCategory(reader().download(application.documents().get(3)), Category.REFUSED);
	}

	@Test
	void readsEveryOpportunityOfAContact() {
		scriptOpportunity();
		this.server.on("GET /lever/v1/opportunities", Answer.ok("""
				{"data":[{"id":"opp-7f1e","contact":"con-51c2","applications":[]}]}"""));
		List<Application> all = get(reader().applicationsOfCandidate("con-51c2"));
		assertThat(all).extracting(Application::jobId).containsExactly((String) null);
		assertThat(this.server.last("GET /lever/v1/opportunities").queryText()).contains("contact_id=con-51c2");
	}

	@Test
	@DisplayName("A job's candidates come by posting and by archived posting, over pages, once each")
	void listsTheOpportunitiesOfAPosting() {
		this.server.on("GET /lever/v1/opportunities",
				Answer.ok(page("{\"id\":\"o1\",\"applications\":[{\"id\":\"a1\",\"posting\":\"post-9d00\"}]}",
						"%5B3%5D")),
				Answer.ok(page("{\"id\":\"o2\",\"applications\":[{\"id\":\"a2\",\"posting\":\"post-9d00\"}]}", null)),
				Answer.ok(page("{\"id\":\"o1\",\"applications\":[{\"id\":\"a1\",\"posting\":\"post-9d00\"}]}", null)));
		assertThat(get(reader().applicationsOfJob("post-9d00", LeverVendor.NOW))).extracting(ApplicationSummary::id)
			.containsExactly("o1", "o2");
		List<ScriptedServer.Request> asked = this.server.requests("GET /lever/v1/opportunities");
		assertThat(asked).hasSize(3)
			.allSatisfy((request) -> assertThat(request.queryText()).contains("updated_at_start=1795255200000"));
		assertThat(asked.get(1).queryText()).contains("posting_id=post-9d00", "offset=%5B3%5D");
		assertThat(asked.get(2).queryText()).contains("archived_posting_id=post-9d00");
	}

	@Test
	@Tag("4.40")
	@DisplayName("4.40 The score is a note on the opportunity, without vote and without notifying anybody")
	void writesANote() {
		this.server.on("POST /lever/v1/opportunities/opp-7f1e/notes",
				Answer.json(201, "{\"data\":{\"noteId\":\"n1\",\"id\":\"other\"}}"),
				Answer.json(201, "{\"data\":{\"id\":\"n2\",\"fields\":[]}}"), Answer.json(201, "{}"));
		assertThat(get(writer().addNote(KEY, "Score 82"))).isEqualTo("n1");
		assertThat(get(writer().addNote(KEY, "Score 82"))).isEqualTo("n2");
		assertCategory(writer().addNote(KEY, "Score 82"), Category.OUTCOME_UNKNOWN);
		assertThat(this.server.last("POST /lever/v1/opportunities/opp-7f1e/notes").body())
			.isEqualTo("{\"value\":\"Score 82\",\"secret\":true}");
	}

	@Test
	void editsFindsAndDeletesANote() {
		String note = "/lever/v1/opportunities/opp-7f1e/notes/note-1";
		this.server.on("PUT " + note, Answer.ok("{\"data\":{\"noteId\":\"note-1\"}}"));
		this.server.on("DELETE " + note, Answer.empty(204), Answer.json(404, "{}"));
		this.server.on(OPPORTUNITY + "/notes", Answer.ok(Fixtures.text("rest/GET_opportunity_notes.json")));
		get(writer().editNote(KEY, "note-1", "Score 83"));
		assertThat(this.server.last("PUT " + note).body())
			.isEqualTo("{\"values\":[{\"value\":\"Score 83\"}],\"secret\":true}");
		assertThat(get(writer().notes(KEY))).extracting(SeenNote::id).containsExactly("note-1");
		get(writer().deleteNote(KEY, "note-1"));
		get(writer().deleteNote(KEY, "note-1"));
		assertThat(this.server.requests("DELETE " + note)).hasSize(2);
	}

	@Test
	@Tag("4.41")
	@DisplayName("4.41 Tags are added and removed one by one, in their exact text")
	void writesTags() {
		this.server.on("POST /lever/v1/opportunities/opp-7f1e/addTags", Answer.ok("{\"data\":{\"name\":\"\"}}"));
		this.server.on("POST /lever/v1/opportunities/opp-7f1e/removeTags", Answer.ok("{\"data\":{}}"));
		this.server.on(OPPORTUNITY, Answer.ok(Fixtures.text("rest/GET_opportunity.json")));
		get(writer().addTag(KEY, "CLARA pre_qualified"));
		get(writer().removeTag(KEY, "CLARA qualified"));
		assertThat(this.server.last("POST /lever/v1/opportunities/opp-7f1e/addTags").body())
			.isEqualTo("{\"tags\":[\"CLARA pre_qualified\"]}");
		assertThat(get(writer().tags(KEY))).containsExactly("Bridge engineer", "Engineering");
	}

	@Test
	void movesOnlyFromTheExpectedStage() {
		this.server.on(OPPORTUNITY, Answer.ok(Fixtures.text("rest/GET_opportunity.json")));
		this.server.on("PUT /lever/v1/opportunities/opp-7f1e/stage", Answer.ok("{\"data\":{}}"));
		get(writer().moveStage(KEY, "applicant-new", "offer"));
		assertThat(this.server.last("PUT /lever/v1/opportunities/opp-7f1e/stage").body())
			.isEqualTo("{\"stage\":\"offer\"}");
		assertCategory(writer().moveStage(KEY, "lead-new", "offer"), Category.CONFLICT);
		assertThat(this.server.requests("PUT /lever/v1/opportunities/opp-7f1e/stage")).hasSize(1);
	}

	@Test
	void rejectsInTheNameOfAnActivePerson() {
		String archive = "PUT /lever/v1/opportunities/opp-7f1e/archived";
		this.server.on(OPPORTUNITY, Answer.ok(Fixtures.text("rest/GET_opportunity.json")));
		this.server.on(archive, Answer.ok("{\"data\":{}}"));
		this.server.on("GET /lever/v1/users/u1", Answer.ok("{\"data\":{\"id\":\"u1\",\"deactivatedAt\":null}}"));
		this.server.on("GET /lever/v1/users/u2", Answer.ok("{\"data\":{\"id\":\"u2\",\"deactivatedAt\":5}}"));
		assertCategory(writer().reject(KEY, "r1", "u2"), Category.REFUSED);
		get(writer().reject(KEY, "r1", "u1"));
		assertThat(this.server.last(archive).queryText()).isEqualTo("perform_as=u1");
		assertThat(this.server.last(archive).body()).contains("\"reason\":\"r1\"");
		this.server.on(OPPORTUNITY, Answer.ok("{\"data\":{\"id\":\"opp-7f1e\",\"archived\":{\"reason\":\"r1\"}}}"));
		get(writer().reject(KEY, "r1", "u1"));
		assertCategory(writer().reject(KEY, "r9", "u1"), Category.CONFLICT);
		assertThat(this.server.requests(archive)).hasSize(1);
	}

	@Test
	void findsAWaitOfItsOwnBecauseLeverNamesNone() {
		this.server.on(OPPORTUNITY, Answer.json(429, "{}"));
		assertThatThrownBy(() -> get(writer().tags(KEY)))
			.asInstanceOf(InstanceOfAssertFactories.type(AtsException.class))
			.satisfies((failure) -> assertThat(failure.retryAfter()).contains(Duration.ofSeconds(2)));
	}

	private void scriptOpportunity() {
		this.server.on(OPPORTUNITY, Answer.ok(Fixtures.text("rest/GET_opportunity.json")));
		this.server.on(RESUMES, Answer.ok(Fixtures.text("rest/GET_opportunity_resumes.json")));
	}

	private static String page(String element, String next) {
		return "{\"data\":[" + element + "]"
				+ ((next != null) ? ",\"hasNext\":true,\"next\":\"" + next + "\"" : ",\"hasNext\":false") + "}";
	}

	private AtsReader reader() {
		return this.vendor.connector.reader(this.vendor.connection());
	}

	private AtsWriter writer() {
		return this.vendor.connector.writer(this.vendor.connection());
	}

}
