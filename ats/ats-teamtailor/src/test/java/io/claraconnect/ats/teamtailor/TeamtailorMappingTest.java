package io.claraconnect.ats.teamtailor;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import io.claraconnect.ats.api.Application;
import io.claraconnect.ats.api.ApplicationSummary;
import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.DocumentRef;
import io.claraconnect.ats.api.Job;
import io.claraconnect.ats.api.Stage;
import io.claraconnect.ats.http.Json;
import io.claraconnect.ats.teamtailor.TeamtailorJson.Document;
import io.claraconnect.ats.teamtailor.TeamtailorJson.Resource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TeamtailorMappingTest {

	@Test
	@Tag("2.17")
	@DisplayName("2.17 Jobs of every state are known; only published ones that are not internal are external")
	void mapsJobs() {
		List<Resource> stages = TeamtailorJson.page(Fixtures.json("rest/GET_job_stages.json")).data();
		List<Job> jobs = TeamtailorJson.page(Fixtures.json("rest/GET_jobs.json"))
			.data()
			.stream()
			.map((job) -> TeamtailorMapping.job(job, stages))
			.toList();
		assertThat(jobs).extracting(Job::state)
			.containsExactly(Job.State.OPEN, Job.State.OPEN, Job.State.OPEN, Job.State.CLOSED, Job.State.DRAFT);
		assertThat(jobs).extracting(Job::external).containsExactly(true, false, false, false, false);
		assertThat(jobs.get(0).stages()).containsExactly(new Stage("91", "Inbox"), new Stage("92", "Interview"));
		assertThat(jobs.get(0).descriptionHtml()).isEqualTo("<p>Lift things</p>");
		assertThat(jobs.get(0).updatedAt()).isEqualTo(Instant.parse("2026-10-31T23:00:00Z"));
	}

	@Test
	void mapsAnApplicationWithItsCandidate() {
		Application application = application();
		assertThat(application.id()).isEqualTo("5120");
		assertThat(application.candidateId()).isEqualTo("7701");
		assertThat(application.jobId()).isEqualTo("4402");
		assertThat(application.stage()).isEqualTo(new Stage("91", "Inbox"));
		assertThat(application.state()).isEqualTo(Application.State.ACTIVE);
		assertThat(application.appliedAt()).isEqualTo(Instant.parse("2026-11-20T08:30:00Z"));
		assertThat(application.coverLetter()).isEqualTo("Cranes are my craft.");
		assertThat(application.rejectionReasonId()).isNull();
		assertThat(application.processingAllowed()).isTrue();
		assertThat(application.person().familyName()).isEqualTo("Haddad");
		assertThat(application.person().links()).containsExactly("https://social.example.org/noor");
	}

	@Test
	@DisplayName("A resume is named by its candidate, because its links die within a minute")
	void mapsTheResume() {
		DocumentRef resume = application().documents().get(0);
		assertThat(application().documents()).hasSize(1);
		assertThat(resume.id()).startsWith("resume-7701-").isEqualTo(resumeId("signature=abc", "signature=later"));
		assertThat(resume.id()).isNotEqualTo(resumeId("/a/b/noor", "/a/c/noor"));
		assertThat(resume.fileName()).isEqualTo("noor haddad.DOCX");
		assertThat(resume.contentType()).contains("wordprocessingml");
		assertThat(resume.location().reveal()).isEqualTo("7701");
	}

	@Test
	void pairsAnswersWithTheirQuestions() {
		assertThat(application().answers()).containsExactly(
				new Application.Answer("How long have you run cranes?", "Eight years"),
				new Application.Answer("Do you have a licence?", "yes"),
				new Application.Answer("Which cranes?", "Gantry, Tower"),
				new Application.Answer("How far may it be?", "7 km"), new Application.Answer("Shift?", "Night"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', value = { "\"rejected-at\":\"2026-11-21T00:00:00Z\";In process;REJECTED",
			"\"rejected-at\":null;Hired;HIRED", "\"rejected-at\":null;In process;ACTIVE" })
	void tellsWhereAnApplicationStands(String attribute, String type, Application.State state) {
		for (String name : List.of("legacy-stage-type-name", "stage-type")) {
			Document document = document("{\"data\":{\"id\":\"1\",\"attributes\":{" + attribute
					+ "},\"relationships\":{\"stage\":{\"data\":{\"type\":\"stages\",\"id\":\"9\"}}}},\"included\":"
					+ "[{\"id\":\"9\",\"type\":\"stages\",\"attributes\":{\"" + name + "\":\"" + type + "\"}}]}");
			assertThat(TeamtailorMapping.state(document.data(), document.related("stage"))).isEqualTo(state);
		}
	}

	@Test
	void summarisesOnlyWhatHangsOnTheJob() {
		Resource application = TeamtailorJson.document(Fixtures.json("rest/GET_job_application.json")).data();
		assertThat(TeamtailorMapping.summary(application, "4402"))
			.containsExactly(new ApplicationSummary("5120", "7701", "4402", Instant.parse("2026-11-21T08:30:00Z")));
		assertThat(TeamtailorMapping.summary(application, "4403")).isEmpty();
		Resource bare = document("{\"data\":{\"id\":\"1\"}}").data();
		assertThatExceptionOfType(AtsException.class).isThrownBy(() -> TeamtailorMapping.summary(bare, "4402"));
	}

	@Test
	@DisplayName("Notes come as JSON:API says and as the published sample shows")
	void readsBothFormsOfNotes() {
		String note = "{\"id\":1,\"type\":\"notes\",\"attributes\":{\"note\":\"Example\",\"candidate-id\":7701}}";
		for (String list : List.of("{\"data\":[" + note + "]}", "{\"notes\":[{\"data\":" + note + "}]}")) {
			Resource read = TeamtailorJson.page(Json.answer(list.getBytes(StandardCharsets.UTF_8))).data().get(0);
			assertThat(TeamtailorMapping.note(read).text()).isEqualTo("Example");
			assertThat(TeamtailorMapping.about(read, "7701")).isTrue();
			assertThat(TeamtailorMapping.about(read, "7702")).isFalse();
		}
	}

	private static String resumeId(String part, String replacement) {
		String json = Fixtures.text("rest/GET_job_application.json").replace(part, replacement);
		return application(document(json)).documents().get(0).id();
	}

	private static Application application() {
		return application(TeamtailorJson.document(Fixtures.json("rest/GET_job_application.json")));
	}

	private static Application application(Document application) {
		List<Document> answers = TeamtailorJson.page(Fixtures.json("rest/GET_candidate_answers.json")).documents();
		return TeamtailorMapping.application(application, application.related("candidate").orElseThrow(), answers);
	}

	private static Document document(String json) {
		return TeamtailorJson.document(Json.answer(json.getBytes(StandardCharsets.UTF_8)));
	}

}
