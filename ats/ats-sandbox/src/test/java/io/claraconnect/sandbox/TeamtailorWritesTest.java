package io.claraconnect.sandbox;

import java.io.IOException;
import java.time.Duration;

import io.claraconnect.sandbox.TestClient.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class TeamtailorWritesTest {

	private TeamtailorAccount teamtailor;

	private String candidate;

	private String application;

	@BeforeEach
	void open() throws IOException {
		this.teamtailor = new TeamtailorAccount();
		JsonNode applied = this.teamtailor.apply("Ada Example");
		this.candidate = applied.path("candidateId").asString();
		this.application = applied.path("applicationId").asString();
	}

	@AfterEach
	void close() {
		this.teamtailor.close();
	}

	private Answer patch(String path, String data) {
		return this.teamtailor.call("PATCH", "/v1/" + path, "{\"data\":" + data + "}");
	}

	private Answer note(String relationships) {
		return this.teamtailor.call("POST", "/v1/notes",
				"{\"data\":{\"type\":\"notes\",\"attributes\":{\"note\":\"Score 82\"},\"relationships\":"
						+ relationships + "}}");
	}

	private Answer move(int stage) {
		return patch("job-applications/" + this.application + "?include=stage",
				"{\"relationships\":{\"stage\":{\"data\":{\"id\":\"%s\",\"type\":\"stages\"}}}}"
					.formatted(this.teamtailor.stage(stage)));
	}

	private String stage() {
		return this.teamtailor.get("/v1/job-applications/" + this.application + "?include=stage")
			.json()
			.path("data")
			.path("relationships")
			.path("stage")
			.path("data")
			.path("id")
			.asString();
	}

	private JsonNode seen() {
		return this.teamtailor.control("GET", "/candidates/" + this.candidate, "");
	}

	@Test
	void tagsAreReplacedNotAdded() {
		Answer answer = patch("candidates/" + this.candidate, "{\"attributes\":{\"tags\":[\"CLARA qualified\"]}}");
		assertThat(answer.json().path("data").path("attributes").path("tags").toString())
			.isEqualTo("[\"CLARA qualified\"]");
		assertThat(seen().path("tags").toString()).isEqualTo("[\"CLARA qualified\"]");
		JsonNode counts = this.teamtailor.client.control("GET", "/writes?candidateId=" + this.candidate, "");
		assertThat(counts.path("count").asInt()).isEqualTo(2);
	}

	@Test
	void aNoteNeedsAUser() {
		String person = "\"candidate\":{\"data\":{\"id\":%s}}".formatted(this.candidate);
		assertThat(note("{" + person + "}").status()).isEqualTo(400);
		Answer created = note("{" + person + ",\"user\":{\"data\":{\"id\":\"%s\",\"type\":\"users\"}}}"
			.formatted(this.teamtailor.connection("adminUserId")));
		assertThat(created.status()).isEqualTo(201);
		String path = "/v1/notes/" + created.json().path("data").path("id").asString();
		assertThat(patch(path.substring(4), "{\"attributes\":{\"note\":\"Score 60\"}}").status()).isEqualTo(200);
		JsonNode read = this.teamtailor.get("/v1/notes?filter[candidate]=" + this.candidate)
			.json()
			.path("data")
			.path(0);
		assertThat(read.path("attributes").path("note").asString()).isEqualTo("Score 60");
		assertThat(read.path("attributes").path("user-id").isNumber()).isTrue();
		assertThat(this.teamtailor.call("DELETE", path, "").status()).isEqualTo(204);
		assertThat(this.teamtailor.get(path).status()).isEqualTo(404);
		this.teamtailor.option("noteUserRequired", "false");
		assertThat(note("{" + person + "}").status()).isEqualTo(201);
	}

	@Test
	void aMoveIsConfirmedWithTheOldStageAndSeenLater() {
		Answer answer = move(2);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.json().path("data").path("relationships").path("stage").path("data").path("id").asString())
			.isEqualTo(this.teamtailor.stage(0));
		this.teamtailor.time.advance(Duration.ofSeconds(19));
		assertThat(stage()).isEqualTo(this.teamtailor.stage(0));
		this.teamtailor.time.advance(Duration.ofSeconds(1));
		await().until(() -> seen().path("applications").path(0).path("stage").asString().equals("Interview"));
		assertThat(stage()).isEqualTo(this.teamtailor.stage(2));
	}

	@Test
	void theStageOfAnotherJobIsRefusedAndTheLastStageIsAHire() {
		this.teamtailor.option("stageMoveDelayMs", "0");
		String other = this.teamtailor.account.path("jobs").path(1).path("stages").path(0).path("id").asString();
		assertThat(patch("job-applications/" + this.application,
				"{\"relationships\":{\"stage\":{\"data\":{\"id\":\"%s\"}}}}".formatted(other))
			.status()).isEqualTo(422);
		move(4);
		assertThat(seen().path("applications").path(0).path("hired").asBoolean()).isTrue();
		move(1);
		assertThat(seen().path("applications").path(0).path("hired").asBoolean()).isFalse();
		this.teamtailor.control("POST", "/applications/" + this.application + "/hire", "{}");
		assertThat(stage()).isEqualTo(this.teamtailor.stage(4));
		this.teamtailor.control("POST", "/applications/" + this.application + "/unhire", "{}");
		assertThat(stage()).isEqualTo(this.teamtailor.stage(1));
	}

	@Test
	void aRejectionIsATimeAndAReason() {
		String reason = this.teamtailor.ids("/v1/reject-reasons").getFirst();
		String data = "{\"attributes\":{\"rejected-at\":\"2026-11-21T10:00:00Z\"},\"relationships\":{\"reject-reason\":{\"data\":{\"id\":\"%s\"}}}}";
		Answer answer = patch("job-applications/" + this.application + "?include=reject-reason",
				data.formatted(reason));
		assertThat(answer.json().path("data").path("attributes").path("rejected-at").isNull()).isFalse();
		assertThat(answer.json().path("included").path(0).path("id").asString()).isEqualTo(reason);
		patch("job-applications/" + this.application, "{\"attributes\":{\"rejected-at\":null}}");
		assertThat(seen().path("applications").path(0).path("rejected").asBoolean()).isFalse();
	}

	@Test
	void validationNamesTheAttribute() {
		Answer answer = patch("candidates/" + this.candidate,
				"{\"attributes\":{\"pitch\":\"%s\"}}".formatted("x".repeat(141)));
		assertThat(answer.status()).isEqualTo(422);
		JsonNode error = answer.json().path("errors").path(0);
		assertThat(error.path("status").isString()).isTrue();
		assertThat(error.path("source").path("pointer").asString()).isEqualTo("/data/attributes/pitch");
	}

}
