package io.claraconnect.sandbox;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.claraconnect.sandbox.TestClient.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class TeamtailorReadsTest {

	private TeamtailorAccount teamtailor;

	@BeforeEach
	void open() throws IOException {
		this.teamtailor = new TeamtailorAccount();
	}

	@AfterEach
	void close() {
		this.teamtailor.close();
	}

	@Test
	void theVersionIsCheckedBeforeTheTokenAndThisBeforeTheScope() {
		assertThat(this.teamtailor.as("Token token=wrong", "20990101", "GET", "/v1/jobs", "").status()).isEqualTo(406);
		assertThat(this.teamtailor.client.call("GET", "/teamtailor/v1/jobs", "").body())
			.contains("Invalid/Missing API Version", "Current version is: 20240904");
		Answer wrong = this.teamtailor.as("Token token=wrong", "20240904", "GET", "/v1/nothing", "");
		assertThat(wrong.status()).isEqualTo(401);
		assertThat(wrong.body()).isEmpty();
		this.teamtailor.option("apiKeyScope", "Public");
		assertThat(this.teamtailor.get("/v1/nothing").status()).isEqualTo(403);
		assertThat(this.teamtailor.get("/v1/candidates").status()).isEqualTo(403);
		assertThat(this.teamtailor.get("/v1/jobs").status()).isEqualTo(200);
		this.teamtailor.option("apiKeyScope", "Admin");
		assertThat(this.teamtailor.get("/v1/nothing").status()).isEqualTo(404);
		this.teamtailor.option("apiKeyPermission", "Read");
		assertThat(this.teamtailor.call("POST", "/v1/notes", "{\"data\":{}}").status()).isEqualTo(403);
	}

	@Test
	void everyAnswerTellsTheRateAndFiftyInTenSecondsAreAllowed() {
		Answer first = this.teamtailor.get("/v1/company");
		assertThat(first.header("X-Api-Version")).isEqualTo("20240904");
		assertThat(first.header("X-Rate-Limit-Limit")).isEqualTo("50");
		assertThat(first.header("X-Rate-Limit-Remaining")).isEqualTo("49");
		assertThat(first.header("X-Rate-Limit-Reset")).isEqualTo("5");
		assertThat(first.json().path("data").path("id").asString())
			.isEqualTo(this.teamtailor.connection("companyUuid"));
		for (int i = 0; i < 49; i++) {
			this.teamtailor.get("/v1/company");
		}
		Answer refused = this.teamtailor.get("/v1/company");
		assertThat(refused.status()).isEqualTo(429);
		assertThat(refused.header("Retry-After")).isEqualTo("5");
		this.teamtailor.time.advance(Duration.ofSeconds(5));
		assertThat(this.teamtailor.get("/v1/company").status()).isEqualTo(200);
	}

	@Test
	void pagesAreOfTenAndAtMostThirtyAndCandidatesGoByCursor() {
		List<String> applied = new ArrayList<>();
		for (int i = 0; i < 12; i++) {
			applied.add(this.teamtailor.apply("Ada Example").path("candidateId").asString());
		}
		assertThat(this.teamtailor.get("/v1/candidates?page[size]=31").status()).isEqualTo(400);
		assertThat(this.teamtailor.get("/v1/candidates?page[number]=2").status()).isEqualTo(400);
		JsonNode page = this.teamtailor.get("/v1/candidates").json();
		assertThat(page.path("data")).hasSize(10);
		assertThat(page.path("meta").path("record-count").asInt()).isEqualTo(12);
		String next = page.path("links").path("next").asString();
		assertThat(next).contains("page%5Bafter%5D=");
		JsonNode last = this.teamtailor.get(next).json();
		assertThat(last.path("data")).hasSize(2);
		assertThat(last.path("links").has("next")).isFalse();
		assertThat(last.path("data").path(1).path("id").asString()).isEqualTo(applied.getLast());
		JsonNode numbered = this.teamtailor.get("/v1/job-applications?page[size]=5&page[number]=3").json();
		assertThat(numbered.path("data")).hasSize(2);
		assertThat(numbered.path("links").path("prev").asString()).contains("page%5Bnumber%5D=2");
	}

	@Test
	void linkageIsOnlyThereWhenIncluded() {
		JsonNode applied = this.teamtailor.apply("Ada Example");
		String path = "/v1/job-applications/" + applied.path("applicationId").asString();
		JsonNode bare = this.teamtailor.get(path).json();
		assertThat(bare.path("data").path("relationships").path("stage").has("data")).isFalse();
		assertThat(bare.has("included")).isFalse();
		JsonNode full = this.teamtailor.get(path + "?include=candidate,stage,job.stages,reject-reason").json();
		JsonNode relationships = full.path("data").path("relationships");
		assertThat(relationships.path("stage").path("data").path("id").asString()).isEqualTo(this.teamtailor.stage(0));
		assertThat(relationships.path("reject-reason").path("data").isNull()).isTrue();
		assertThat(full.path("included")).hasSize(7);
		assertThat(this.teamtailor.get(path + "?include=answers").status()).isEqualTo(400);
		assertThat(this.teamtailor.get("/v1/custom-field-values?include=candidate").status()).isEqualTo(400);
		assertThat(this.teamtailor.get("/v1/custom-field-values?include=owner,custom-field").json().path("included"))
			.hasSize(2);
	}

	@Test
	void theStageTypeChangedItsNameWithTheVersion() {
		String path = "/v1/jobs/" + this.teamtailor.job() + "/stages";
		JsonNode stage = this.teamtailor.get(path).json().path("data").path(0);
		assertThat(stage.path("attributes").path("legacy-stage-type-name").asString()).isEqualTo("Inbox");
		assertThat(stage.path("attributes").has("stage-type")).isFalse();
		assertThat(stage.path("relationships").has("stage-type")).isTrue();
		JsonNode old = this.teamtailor
			.as("Token token=" + this.teamtailor.connection("apiKey"), "20180828", "GET", path, "")
			.json()
			.path("data")
			.path(4);
		assertThat(old.path("attributes").path("stage-type").asString()).isEqualTo("Hired");
		assertThat(old.path("relationships").has("stage-type")).isFalse();
	}

	@Test
	void onlyPublishedJobsAreListedUnlessAllAreAskedForAndOpenIsNoFilter() {
		this.teamtailor.control("PATCH", "/jobs/" + this.teamtailor.job(), "{\"published\":false}");
		assertThat(this.teamtailor.ids("/v1/jobs")).hasSize(1);
		assertThat(this.teamtailor.ids("/v1/jobs?filter[status]=all")).hasSize(2);
		assertThat(this.teamtailor.ids("/v1/jobs?filter[status]=unlisted")).containsExactly(this.teamtailor.job());
		assertThat(this.teamtailor.get("/v1/jobs?filter[status]=open").status()).isEqualTo(400);
		assertThat(this.teamtailor.get("/v1/jobs?filter[nonsense]=1").status()).isEqualTo(400);
	}

	@Test
	void filtersOfCandidatesAndApplications() {
		JsonNode applied = this.teamtailor.apply("Ada Example");
		String candidate = applied.path("candidateId").asString();
		assertThat(this.teamtailor.ids("/v1/candidates?filter[email]=ada@example.org")).containsExactly(candidate);
		assertThat(this.teamtailor.ids("/v1/candidates?filter[email]=Ada@Example.org")).isEmpty();
		assertThat(this.teamtailor.ids("/v1/job-applications?filter[job]=" + this.teamtailor.job())).hasSize(1);
		assertThat(this.teamtailor.ids("/v1/job-applications?filter[updated-at][from]=2026-11-21T10:00:00Z"))
			.hasSize(1);
		assertThat(this.teamtailor.ids("/v1/job-applications?filter[updated-at][from]=2026-11-22")).isEmpty();
	}

	@Test
	void answersHangOnTheCandidateAndPairWithTheirQuestions() {
		String candidate = this.teamtailor.apply("Ada Example").path("candidateId").asString();
		JsonNode document = this.teamtailor.get("/v1/candidates/" + candidate + "/answers?include=question").json();
		assertThat(document.path("data").path(0).path("attributes").path("boolean").asBoolean()).isTrue();
		assertThat(document.path("data").path(1).path("attributes").path("text").asString()).isEqualTo("Trains");
		String question = document.path("data")
			.path(1)
			.path("relationships")
			.path("question")
			.path("data")
			.path("id")
			.asString();
		JsonNode included = document.path("included").path(1);
		assertThat(included.path("id").asString()).isEqualTo(question);
		assertThat(included.path("attributes").path("title").asString()).isEqualTo("Why us?");
	}

	@Test
	void aResumeAddressDiesAfterThirtySeconds() {
		String candidate = this.teamtailor.apply("Ada Example").path("candidateId").asString();
		JsonNode attributes = this.teamtailor.get("/v1/candidates/" + candidate).json().path("data").path("attributes");
		String address = attributes.path("original-resume").asString();
		assertThat(this.teamtailor.client.call("GET", address, "").body()).isEqualTo("%PDF-");
		this.teamtailor.time.advance(Duration.ofSeconds(30));
		assertThat(this.teamtailor.client.call("GET", address, "").status()).isEqualTo(403);
		assertThat(attributes.path("email").asString()).isEqualTo("ada@example.org");
		assertThat(attributes.path("created-at").asString()).isEqualTo("2026-11-21T11:00:05.000+01:00");
	}

}
