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

class LeverReadsTest {

	private LeverAccount lever;

	@BeforeEach
	void open() throws IOException {
		this.lever = new LeverAccount();
	}

	@AfterEach
	void close() {
		this.lever.close();
	}

	private List<String> ids(String path) {
		Answer answer = this.lever.get(path);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		List<String> result = new ArrayList<>();
		answer.json().path("data").forEach((it) -> result.add(it.path("id").asString()));
		return result;
	}

	private String apply(String name) {
		this.lever.time.advance(Duration.ofSeconds(1));
		return this.lever.opportunity(name);
	}

	@Test
	void opportunitiesAreOrderedByStageThenLatestMoveFirst() {
		String first = apply("Ada Example");
		String second = apply("Ben Example");
		String third = apply("Cleo Example");
		this.lever.time.advance(Duration.ofSeconds(1));
		this.lever.act(first, "move", "{\"stage\":\"Phone interview\"}");
		assertThat(ids("/v1/opportunities")).containsExactly(third, second, first);
	}

	@Test
	void thePageTokenNamesTheFirstItemOfTheNextPageAndIsReadEncodedTwiceToo() {
		String first = apply("Ada Example");
		String second = apply("Ben Example");
		JsonNode page = this.lever.get("/v1/opportunities?limit=1").json();
		String token = page.path("next").asString();
		assertThat(page.path("hasNext").asBoolean()).isTrue();
		assertThat(token).startsWith("%5B3%2C").contains(first);
		assertThat(ids("/v1/opportunities?limit=1&offset=" + token)).containsExactly(first);
		assertThat(ids("/v1/opportunities?limit=1&offset=" + LeverAccount.encode(token))).containsExactly(first);
		JsonNode last = this.lever.get("/v1/opportunities?limit=1&offset=" + token).json();
		assertThat(last.has("next")).isFalse();
		assertThat(second).isNotEqualTo(first);
	}

	@Test
	void aTokenOfAnotherQuestionIsRefused() {
		apply("Ada Example");
		apply("Ben Example");
		String token = this.lever.get("/v1/opportunities?limit=1").json().path("next").asString();
		assertThat(this.lever.get("/v1/opportunities?archived=false&offset=" + token).body())
			.contains("Invalid offset token");
		assertThat(this.lever.get("/v1/opportunities?offset=nonsense").status()).isEqualTo(400);
	}

	@Test
	void aMoveDuringTheWalkHidesAnOpportunity() {
		String hidden = apply("Ada Example");
		apply("Ben Example");
		this.lever.act(hidden, "move", "{\"stage\":\"Offer\"}");
		String token = this.lever.get("/v1/opportunities?limit=1").json().path("next").asString();
		this.lever.act(hidden, "move", "{\"stage\":\"New lead\"}");
		assertThat(ids("/v1/opportunities?limit=1&offset=" + token)).isEmpty();
	}

	@Test
	void filtersIncludeAndExpand() {
		String id = this.lever.opportunity("Ada Example");
		assertThat(ids("/v1/opportunities?posting_id=" + this.lever.job(1))).isEmpty();
		assertThat(ids("/v1/opportunities?posting_id=" + this.lever.job(1) + "&posting_id=" + this.lever.job(0)))
			.containsExactly(id);
		assertThat(ids("/v1/opportunities?archived=true")).isEmpty();
		assertThat(this.lever.get("/v1/opportunities?email=ada").json().path("message").asString())
			.isEqualTo("Email address is not valid");
		JsonNode row = this.lever.get("/v1/opportunities/" + id + "?expand=applications&expand=stage")
			.json()
			.path("data");
		assertThat(row.path("stage").path("id").asString()).isEqualTo("applicant-new");
		JsonNode form = row.path("applications").path(0);
		assertThat(form.path("posting").asString()).isEqualTo(this.lever.job(0));
		assertThat(form.path("comments").asString()).isEqualTo("Dear all");
		assertThat(form.path("customQuestions").path(0).path("fields").path(0).path("value").asString())
			.isEqualTo("yes");
		assertThat(this.lever.get("/v1/opportunities/" + id + "?include=tags").json().path("data").size()).isEqualTo(1);
	}

	@Test
	void anUntouchedOldRecordHasNoUpdateTimeAndIsMissedByTheFilter() {
		String id = this.lever.apply("Ada Example", "{\"legacy\":\"true\"}").path("applicationId").asString();
		assertThat(ids("/v1/opportunities?updated_at_start=0")).isEmpty();
		this.lever.time.advance(Duration.ofSeconds(1));
		this.lever.act(id, "move", "{\"stage\":\"Offer\"}");
		assertThat(ids("/v1/opportunities?updated_at_start=0")).containsExactly(id);
	}

	@Test
	void aLeadHasNoApplicationAndNoPosting() {
		String id = this.lever.apply("Ada Example", "{\"lead\":\"true\"}").path("applicationId").asString();
		JsonNode row = this.lever.get("/v1/opportunities/" + id).json().path("data");
		assertThat(row.path("applications")).isEmpty();
		assertThat(row.path("tags")).isEmpty();
		assertThat(ids("/v1/opportunities?posting_id=" + this.lever.job(0))).isEmpty();
	}

	@Test
	void publishedAloneMeansThePublicJobSite() {
		this.lever.control("POST", "/actions/posting",
				"{\"jobId\":\"%s\",\"distributionChannels\":[\"internal\"]}".formatted(this.lever.job(0)));
		assertThat(ids("/v1/postings?state=published")).containsExactly(this.lever.job(1));
		assertThat(ids("/v1/postings?state=published&distributionChannel=internal&distributionChannel=public"))
			.hasSize(2);
		this.lever.control("PATCH", "/jobs/" + this.lever.job(1), "{\"published\":false}");
		JsonNode unlisted = this.lever.get("/v1/postings/" + this.lever.job(1)).json().path("data");
		assertThat(unlisted.path("state").asString()).isEqualTo("internal");
		assertThat(unlisted.path("distributionChannels").isNull()).isTrue();
		assertThat(unlisted.path("content").path("lists")).hasSize(3);
		assertThat(this.lever.get("/v1/postings?state=draft&updated_at_start=0").status()).isEqualTo(400);
		assertThat(ids("/v1/postings?confidentiality=non-confidential&updated_at_start=0")).hasSize(2);
	}

	@Test
	void confidentialThingsStayHiddenWithoutTheGrant() {
		String id = this.lever.opportunity("Ada Example");
		this.lever.control("POST", "/actions/posting",
				"{\"jobId\":\"%s\",\"confidentiality\":\"confidential\"}".formatted(this.lever.job(0)));
		assertThat(ids("/v1/opportunities")).isEmpty();
		assertThat(ids("/v1/postings")).containsExactly(this.lever.job(1));
		assertThat(this.lever.get("/v1/opportunities/" + id).status()).isEqualTo(403);
		assertThat(this.lever.get("/v1/postings?confidentiality=all").status()).isEqualTo(403);
		this.lever.option("apiKeyScopes", "confidential:access:admin postings:read:admin opportunities:read:admin");
		assertThat(ids("/v1/postings?confidentiality=all")).hasSize(2);
		assertThat(ids("/v1/opportunities?confidentiality=confidential")).containsExactly(id);
	}

	@Test
	void aResumeIsProcessedAfterAWhileAndAFailedOneCannotBeFetched() {
		String id = this.lever.opportunity("Ada Example");
		String path = "/v1/opportunities/" + id + "/resumes";
		JsonNode row = this.lever.get(path).json().path("data").path(0);
		assertThat(row.path("file").path("status").asString()).isEqualTo("processing");
		assertThat(row.path("file").path("ext").asString()).isEqualTo("pdf");
		this.lever.time.advance(Duration.ofSeconds(2));
		String resume = row.path("id").asString();
		assertThat(this.lever.get(path + "/" + resume).json().path("data").path("file").path("status").asString())
			.isEqualTo("processed");
		assertThat(this.lever.get(path + "/" + resume + "/download").body()).isEqualTo("%PDF-");
		String bad = this.lever.apply("Ben Example", "{\"resumeStatus\":\"error\"}").path("applicationId").asString();
		this.lever.time.advance(Duration.ofSeconds(2));
		String badPath = "/v1/opportunities/" + bad + "/resumes";
		JsonNode failed = this.lever.get(badPath).json().path("data").path(0);
		assertThat(failed.has("parsedData")).isFalse();
		assertThat(this.lever.get(badPath + "/" + failed.path("id").asString() + "/download").status()).isEqualTo(422);
	}

	@Test
	void deactivatedUsersAreHiddenUnlessAskedFor() {
		assertThat(ids("/v1/users")).hasSize(2);
		assertThat(ids("/v1/users?includeDeactivated=true")).hasSize(3);
		assertThat(ids("/v1/users?email=ines.calder@northwind.example"))
			.containsExactly(this.lever.connection("adminUserId"));
	}

	@Test
	void unknownThingsAre404WithTheirKind() {
		assertThat(this.lever.get("/v1/stages/none").json().path("message").asString())
			.isEqualTo("stages none was not found");
		assertThat(ids("/v1/stages")).startsWith("lead-new", "lead-reached-out", "lead-responded", "applicant-new")
			.endsWith("offer");
		assertThat(ids("/v1/archive_reasons?type=hired")).hasSize(1);
	}

}
