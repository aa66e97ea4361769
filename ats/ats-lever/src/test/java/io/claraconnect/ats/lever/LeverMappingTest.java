package io.claraconnect.ats.lever;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import io.claraconnect.ats.api.Application;
import io.claraconnect.ats.api.ApplicationSummary;
import io.claraconnect.ats.api.DocumentRef;
import io.claraconnect.ats.api.Job;
import io.claraconnect.ats.api.Stage;
import io.claraconnect.ats.http.Json;
import io.claraconnect.ats.lever.LeverJson.Candidacy;
import io.claraconnect.ats.lever.LeverJson.Opportunity;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class LeverMappingTest {

	private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

	@Test
	@Tag("4.14")
	@DisplayName("4.14 Only a published posting with the public channel is on the external job site")
	void mapsPostings() {
		List<LeverJson.Posting> postings = Fixtures.list("rest/GET_postings.json", LeverJson.Posting.class);
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
		Application application = application(candidacy());
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
		Application application = application(candidacy());
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
		assertThat(application(candidacy()).answers()).containsExactly(
				new Application.Answer("May you work in Sweden?", "yes"),
				new Application.Answer("Which tools do you know?", "Tekla, Revit"),
				new Application.Answer("When can you start?", "2026-12-01"));
	}

	@Test
	void mapsResumesByTheirState() {
		List<DocumentRef> documents = application(candidacy()).documents();
		assertThat(documents).extracting(DocumentRef::id).containsExactly("res-2", "res-1", "res-3", "res-4");
		assertThat(documents).extracting(DocumentRef::readiness)
			.containsExactly(DocumentRef.Readiness.READY, DocumentRef.Readiness.READY, DocumentRef.Readiness.PROCESSING,
					DocumentRef.Readiness.FAILED);
		assertThat(documents).extracting(DocumentRef::fileName)
			.containsExactly("scan.png", "ada-brandt.pdf", "resume.docx", "broken.pdf");
		assertThat(documents.get(1).contentType()).isEqualTo("application/pdf");
		assertThat(documents.get(0).contentType()).isNull();
	}

	@Test
	void leavesTheJobOpenForAPersonWithoutApplication() {
		Opportunity lead = opportunity("{\"id\":\"o1\",\"contact\":\"c1\",\"name\":\"Cher\",\"createdAt\":1000}");
		Application application = LeverMapping.application(new Candidacy(lead, null), List.of(), null, NOW);
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
		Application application = LeverMapping.application(new Candidacy(archived, null), List.of(), type, NOW);
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
		Candidacy candidacy = candidacy();
		assertThat(LeverMapping.summary(candidacy, "post-9d00"))
			.containsExactly(new ApplicationSummary("opp-7f1e", "con-51c2", "post-9d00", null));
		assertThat(LeverMapping.summary(candidacy, "post-other")).isEmpty();
		assertThat(LeverMapping.summary(new Candidacy(candidacy.opportunity(), null), "post-9d00")).isEmpty();
	}

	@Test
	void readsTheTextOfANote() {
		List<LeverJson.Note> notes = Fixtures.list("rest/GET_opportunity_notes.json", LeverJson.Note.class);
		assertThat(LeverMapping.note(notes.get(0)).text()).isEqualTo("First line");
		assertThat(LeverMapping.note(notes.get(0)).createdAt()).isEqualTo(Instant.ofEpochMilli(1795160000000L));
	}

	private static Application application(Candidacy candidacy) {
		List<LeverJson.Resume> resumes = Fixtures.list("rest/GET_opportunity_resumes.json", LeverJson.Resume.class);
		return LeverMapping.application(candidacy, resumes, null, NOW);
	}

	private static Candidacy candidacy() {
		return LeverClient.candidacy(Json.answer(Fixtures.bytes("rest/GET_opportunity.json")).at("data"));
	}

	private static Opportunity opportunity(String json) {
		return Json.answer(json.getBytes(StandardCharsets.UTF_8)).as(Opportunity.class);
	}

}
