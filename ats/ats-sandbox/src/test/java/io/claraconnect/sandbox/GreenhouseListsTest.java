package io.claraconnect.sandbox;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.claraconnect.sandbox.TestClient.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class GreenhouseListsTest {

	private GreenhouseAccount greenhouse;

	private String token;

	@BeforeEach
	void open() throws IOException {
		this.greenhouse = new GreenhouseAccount();
		this.token = this.greenhouse.accessToken();
	}

	@AfterEach
	void close() {
		this.greenhouse.close();
	}

	@Test
	void pagesAreLinkedByACursorAloneAndNewestComesFirst() {
		for (int i = 0; i < 5; i++) {
			this.greenhouse.apply("Ada Number" + i);
		}
		List<Long> ids = new ArrayList<>();
		String next = "/v3/applications?status=active&per_page=2";
		int pages = 0;
		while (next != null) {
			Answer page = this.greenhouse.get(this.token, next);
			assertThat(page.status()).isEqualTo(200);
			assertThat(page.body()).endsWith("]\n");
			page.json().forEach((row) -> ids.add(row.path("id").asLong()));
			Matcher link = Pattern.compile("<([^>]+)>; rel=\"next\"").matcher(page.header("Link"));
			next = link.matches() ? link.group(1) : null;
			assertThat(next == null
					|| next.startsWith(this.greenhouse.client.base() + "/greenhouse/v3/applications?cursor="))
				.isTrue();
			pages++;
		}
		assertThat(pages).isEqualTo(3);
		assertThat(ids).hasSize(5).doesNotHaveDuplicates();
		assertThat(ids).isSortedAccordingTo((a, b) -> Long.compare(b, a));
	}

	@Test
	void aCursorToleratesNoOtherParameter() {
		this.greenhouse.apply("Ada One");
		this.greenhouse.apply("Ada Two");
		Answer first = this.greenhouse.get(this.token, "/v3/applications?per_page=1");
		String next = first.header("Link").replaceAll("<(.*)>.*", "$1");
		Answer refused = this.greenhouse.get(this.token, next + "&per_page=1");
		assertThat(refused.status()).isEqualTo(422);
		assertThat(refused.body()).isEqualTo("{\"message\":\"Unprocessable Content\",\"errors\":"
				+ "[\"When passing a cursor, do not include other query params.\"]}");
	}

	@Test
	void parametersAreChecked() {
		Answer tooMany = this.greenhouse.get(this.token, "/v3/jobs?per_page=600");
		assertThat(tooMany.status()).isEqualTo(422);
		assertThat(tooMany.body()).isEqualTo(
				"{\"message\":\"Unprocessable Content\",\"errors\":[{\"per_page\":\"`600` number is greater than: 500\"}]}");
		assertThat(this.greenhouse.get(this.token, "/v3/jobs?per_page=0").status()).isEqualTo(422);
		assertThat(this.greenhouse.get(this.token, "/v3/applications?status=in_process").status()).isEqualTo(422);
		assertThat(this.greenhouse.get(this.token, "/v3/notes?visibility=public").status()).isEqualTo(422);
		assertThat(this.greenhouse.get(this.token, "/v3/jobs?updated_at=yesterday").body()).contains("updated_at");
		assertThat(this.greenhouse.get(this.token, "/v3/rejection_details?job_ids=1").status()).isEqualTo(422);
		String many = "1,".repeat(50).replaceAll("1,", "7") + ",1".repeat(1);
		assertThat(this.greenhouse.get(this.token, "/v3/jobs?ids=" + many).status()).isEqualTo(200);
		StringBuilder ids = new StringBuilder("1");
		for (int i = 2; i <= 51; i++) {
			ids.append(",").append(i);
		}
		assertThat(this.greenhouse.get(this.token, "/v3/jobs?ids=" + ids).status()).isEqualTo(422);
	}

	@Test
	void applicationsSpeakOfVisitsNotOfTheStagesOfTheJob() {
		JsonNode applied = this.greenhouse.apply("Ada Example");
		JsonNode row = this.greenhouse
			.get(this.token, "/v3/applications?ids=" + applied.path("applicationId").asString())
			.json()
			.path(0);
		String jobStage = this.greenhouse.account.path("jobs").path(0).path("stages").path(0).path("id").asString();
		assertThat(row.path("status").asString()).isEqualTo("in_process");
		assertThat(row.path("stage_id").asString()).isNotEqualTo(jobStage);
		assertThat(row.path("job_interview_stage_id").asString()).isEqualTo(jobStage);
		assertThat(row.path("answers").path(0).path("answer").asString()).isEqualTo("Yes");
		assertThat(this.greenhouse.get(this.token, "/v3/applications?stage_ids=" + jobStage).json()).isEmpty();
		assertThat(this.greenhouse.get(this.token, "/v3/application_stages?current=true").json()).hasSize(1);
	}

	@Test
	void filtersByTimeWork() {
		this.greenhouse.apply("Ada Early");
		this.greenhouse.time.advance(Duration.ofMinutes(10));
		this.greenhouse.apply("Ada Late");
		assertThat(this.greenhouse.get(this.token, "/v3/candidates?updated_at=gte%7C2026-11-21T10:05:00Z").json())
			.hasSize(1);
		assertThat(this.greenhouse
			.get(this.token, "/v3/candidates?updated_at=gte%7C2026-11-21T10:00:00Z%7Clte%7C2026-11-21T10:05:00Z")
			.json()).hasSize(1);
		assertThat(this.greenhouse.get(this.token, "/v3/candidates?email=ADA@example.org").json()).hasSize(2);
	}

	@Test
	void serviceAccountsAreHiddenUnlessAskedFor() {
		assertThat(this.greenhouse.get(this.token, "/v3/users").json()).hasSize(2);
		assertThat(this.greenhouse.get(this.token, "/v3/users?show_service_accounts=true").json()).hasSize(3);
	}

	@Test
	void textIsEscapedAsRailsDoes() {
		Answer posts = this.greenhouse.get(this.token, "/v3/job_posts?live=true");
		assertThat(posts.body()).contains("\\u003cp\\u003e").doesNotContain("<p>");
		assertThat(posts.json().path(0).path("content").asString()).contains("<p>");
	}

	@Test
	void attachmentsAreDownloadedBySignedAddressesThatDie() {
		JsonNode applied = this.greenhouse.apply("Ada Example");
		String url = this.greenhouse
			.get(this.token, "/v3/attachments?type=resume&application_ids=" + applied.path("applicationId").asString())
			.json()
			.path(0)
			.path("url")
			.asString();
		Answer file = this.greenhouse.client.call("GET", url, "");
		assertThat(file.body()).isEqualTo("%PDF-");
		assertThat(file.header("Content-Type")).isEqualTo("application/pdf");
		assertThat(this.greenhouse.client.call("GET", url + "0", "").status()).isEqualTo(403);
		this.greenhouse.time.advance(Duration.ofDays(8));
		assertThat(this.greenhouse.client.call("GET", url, "").status()).isEqualTo(403);
	}

	@Test
	void writesCanLagInLists() {
		this.greenhouse.control("PATCH", "", "{\"visibilityDelayMs\":{\"note\":5000}}");
		JsonNode applied = this.greenhouse.apply("Ada Example");
		this.greenhouse.call("POST", this.token, "/v3/notes", this.greenhouse.note(applied, "score"));
		assertThat(this.greenhouse.get(this.token, "/v3/notes").json()).isEmpty();
		assertThat(this.greenhouse.control("GET", "/candidates/" + applied.path("candidateId").asString(), "")
			.path("notes")).hasSize(1);
		this.greenhouse.time.advance(Duration.ofSeconds(5));
		assertThat(this.greenhouse.get(this.token, "/v3/notes").json()).hasSize(1);
	}

}
