package io.claraconnect.ats.lever;

import java.time.Instant;
import java.util.List;

import io.claraconnect.ats.api.Application;
import io.claraconnect.ats.api.ApplicationSummary;
import io.claraconnect.ats.api.DocumentRef;
import io.claraconnect.ats.api.Job;
import io.claraconnect.ats.api.Stage;
import io.claraconnect.ats.lever.LeverJson.FormEntry;
import io.claraconnect.ats.lever.LeverJson.One;
import io.claraconnect.ats.lever.LeverJson.Opportunity;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class LeverMappingTest {

	private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

	private static final JsonMapper JSON = JsonMapper.builder().build();

	@Test
	@Tag("4.14")
	@DisplayName("4.14 Only a published posting with the public channel is on the external job site")
	void mapsPostings() {
		List<LeverJson.Posting> postings = Fixtures.one("rest/GET_postings.json", new TypeReference<>() {
		});
		List<Job> jobs = postings.stream()
			.map((posting) -> LeverMapping.job(posting, List.of(new Stage("offer", "Offer"))))
			.toList();
		assertThat(jobs).extracting(Job::external).containsExactly(true, false, false, false, false);
		assertThat(jobs).extracting(Job::state)
			.containsExactly(Job.State.OPEN, Job.State.OPEN, Job.State.OPEN, Job.State.DRAFT, Job.State.CLOSED);
		assertThat(jobs.get(0).descriptionHtml()).isEqualTo("<div>Build &amp; keep bridges</div>"
				+ "<h3>You &lt;must&gt; have</h3><ul><li>Five years on site</li></ul>"
				+ "<h3>Nice to have</h3><ul><li>Swedish</li></ul><p>Welcome</p>");
		assertThat(jobs.get(0).stages()).containsExactly(new Stage("offer", "Offer"));
		assertThat(jobs.get(1).descriptionHtml()).isNull();
	}

	@Test
	void mapsAnOpportunityWithItsApplication() {
		Application application = application(opportunity());
		assertThat(application.id()).isEqualTo("opp-7f1e");
		assertThat(application.candidateId()).isEqualTo("con-51c2");
		assertThat(application.jobId()).isEqualTo("post-9d00");
		assertThat(application.state()).isEqualTo(Application.State.ACTIVE);
		assertThat(application.stage()).isEqualTo(new Stage("applicant-new", "New applicant"));
		assertThat(application.appliedAt()).isEqualTo(Instant.ofEpochMilli(1795150000000L));
		assertThat(application.updatedAt()).isNull();
		assertThat(application.coverLetter()).isEqualTo("I have built bridges for eleven years.");
		assertThat(application.processingAllowed()).isTrue();
	}

	@Test
	void mapsThePerson() {
		Application application = application(opportunity());
		assertThat(application.person().givenName()).isEqualTo("Ada Marie");
		assertThat(application.person().familyName()).isEqualTo("Brandt");
		assertThat(application.person().emails()).containsExactly("ada.brandt@example.org");
		assertThat(application.person().phones()).containsExactly("+46 70 555 01 01", "+46 31 555 01 02");
		assertThat(application.person().links()).containsExactly("https://example.org/ada",
				"https://code.example.org/ada");
		assertThat(application.person().locations()).containsExactly("Gothenburg");
	}

	@Test
	void mapsAnswersAndLeavesOutFilesAndBlanks() {
		assertThat(application(opportunity()).answers()).containsExactly(
				new Application.Answer("May you work in Sweden?", "yes"),
				new Application.Answer("Which tools do you know?", "Tekla, Revit"),
				new Application.Answer("When can you start?", "2026-12-01"));
	}

	@Test
	void mapsResumesByTheirState() {
		List<DocumentRef> documents = application(opportunity()).documents();
		assertThat(documents).extracting(DocumentRef::id).containsExactly("res-1", "res-2", "res-3", "res-4");
		assertThat(documents).extracting(DocumentRef::readiness)
			.containsExactly(DocumentRef.Readiness.READY, DocumentRef.Readiness.READY, DocumentRef.Readiness.PROCESSING,
					DocumentRef.Readiness.FAILED);
		assertThat(documents).extracting(DocumentRef::fileName)
			.containsExactly("ada-brandt.pdf", "scan.png", "resume.docx", "broken.pdf");
		assertThat(documents.get(0).contentType()).isEqualTo("application/pdf");
		assertThat(documents.get(1).contentType()).isNull();
	}

	@Test
	void leavesTheJobOpenForAPersonWithoutApplication() {
		Opportunity lead = opportunity("{\"id\":\"o1\",\"contact\":\"c1\",\"name\":\"Cher\",\"createdAt\":1000}");
		Application application = LeverMapping.application(lead, null, List.of(), null, NOW);
		assertThat(application.jobId()).isNull();
		assertThat(application.stage()).isNull();
		assertThat(application.person().givenName()).isEqualTo("Cher");
		assertThat(application.person().familyName()).isEmpty();
		assertThat(application.appliedAt()).isEqualTo(Instant.ofEpochMilli(1000));
	}

	@ParameterizedTest
	@CsvSource({ "hired,HIRED", "non-hired,REJECTED", ",ARCHIVED" })
	@DisplayName("What an archive reason means decides, not the stage")
	void tellsHiredFromRejected(String type, Application.State state) {
		Opportunity archived = opportunity("{\"id\":\"o1\",\"archived\":{\"reason\":\"r1\",\"archivedAt\":5}}");
		Application application = LeverMapping.application(archived, null, List.of(), type, NOW);
		assertThat(application.state()).isEqualTo(state);
		assertThat(application.rejectionReasonId()).isEqualTo("r1");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			value = { "\"isAnonymized\":true;false", "\"dataProtection\":null;true",
					"\"dataProtection\":{\"store\":{\"allowed\":false}};false",
					"\"dataProtection\":{\"store\":{\"allowed\":true,\"expiresAt\":1795254000000}};false",
					"\"dataProtection\":{\"store\":{\"allowed\":true,\"expiresAt\":1795860000000}};true" })
	@DisplayName("Anonymised, forbidden or expired data is not processed")
	void asksWhetherTheDataMayBeProcessed(String member, boolean allowed) {
		Opportunity opportunity = opportunity("{\"id\":\"o1\"," + member + "}");
		assertThat(LeverMapping.processingAllowed(opportunity, NOW)).isEqualTo(allowed);
	}

	@Test
	void summarisesOnlyWhatHangsOnTheJob() {
		Opportunity opportunity = opportunity();
		assertThat(LeverMapping.summary(opportunity, entry(opportunity), "post-9d00"))
			.containsExactly(new ApplicationSummary("opp-7f1e", "con-51c2", "post-9d00", null));
		assertThat(LeverMapping.summary(opportunity, entry(opportunity), "post-other")).isEmpty();
		assertThat(LeverMapping.summary(opportunity, null, "post-9d00")).isEmpty();
	}

	@Test
	void readsTheTextOfANote() {
		List<LeverJson.Note> notes = Fixtures.one("rest/GET_opportunity_notes.json", new TypeReference<>() {
		});
		assertThat(LeverMapping.note(notes.get(0)).text()).isEqualTo("First line");
		assertThat(LeverMapping.note(notes.get(0)).createdAt()).isEqualTo(Instant.ofEpochMilli(1795160000000L));
	}

	private static Application application(Opportunity opportunity) {
		List<LeverJson.Resume> resumes = Fixtures.one("rest/GET_opportunity_resumes.json", new TypeReference<>() {
		});
		return LeverMapping.application(opportunity, entry(opportunity), resumes, null, NOW);
	}

	private static FormEntry entry(Opportunity opportunity) {
		return JSON.treeToValue(opportunity.applications().get(0), FormEntry.class);
	}

	private static Opportunity opportunity() {
		return Fixtures.one("rest/GET_opportunity.json", new TypeReference<One<Opportunity>>() {
		});
	}

	private static Opportunity opportunity(String json) {
		return JSON.readValue(json, Opportunity.class);
	}

}
