package io.claraconnect.sandbox;

import java.io.IOException;

import io.claraconnect.sandbox.TestClient.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class GreenhouseWritesTest {

	private GreenhouseAccount greenhouse;

	private String token;

	private JsonNode applied;

	@BeforeEach
	void open() throws IOException {
		this.greenhouse = new GreenhouseAccount();
		this.token = this.greenhouse.accessToken();
		this.applied = this.greenhouse.apply("Ada Example");
	}

	@AfterEach
	void close() {
		this.greenhouse.close();
	}

	private String application() {
		return this.applied.path("applicationId").asString();
	}

	private JsonNode seen() {
		return this.greenhouse.control("GET", "/candidates/" + this.applied.path("candidateId").asString(), "");
	}

	private Answer post(String path, String body) {
		return this.greenhouse.call("POST", this.token, path, body);
	}

	private JsonNode row() {
		return this.greenhouse.get(this.token, "/v3/applications?ids=" + application()).json().path(0);
	}

	@Test
	void notesCannotBeChangedAndTheSameTwiceMakesTwo() {
		Answer first = post("/v3/notes", this.greenhouse.note(this.applied, "score 81"));
		assertThat(first.status()).isEqualTo(201);
		assertThat(first.json().path("visibility").asString()).isEqualTo("publicly_visible");
		String path = "/v3/notes/" + first.json().path("id").asString();
		assertThat(this.greenhouse.call("PATCH", this.token, path, "{\"body\":\"x\"}").status()).isEqualTo(404);
		assertThat(this.greenhouse.call("DELETE", this.token, path, "").status()).isEqualTo(404);
		assertThat(post("/v3/notes", this.greenhouse.note(this.applied, "score 81")).status()).isEqualTo(201);
		assertThat(seen().path("notes")).hasSize(2);
		assertThat(seen().path("notes").path(0).path("author").asString()).isEqualTo("Ines Calder");
	}

	@Test
	void notesAreValidated() {
		Answer missing = post("/v3/notes", "{\"candidate_id\":1,\"visibility\":\"public\",\"note_type\":\"NOTE\"}");
		assertThat(missing.status()).isEqualTo(422);
		assertThat(missing.body()).contains("{\"body\":\"is missing\"}");
		assertThat(post("/v3/notes", this.greenhouse.note(this.applied, "x").replace("public", "publicly_visible"))
			.status()).isEqualTo(422);
	}

	@Test
	void tagsAreCreatedAppliedAndRemoved() {
		String tag = post("/v3/candidate_tags", "{\"name\":\"CLARA qualified\"}").json().path("id").asString();
		assertThat(post("/v3/candidate_tags", "{\"name\":\"clara QUALIFIED\"}").json().path("id").asString())
			.isEqualTo(tag);
		String body = "{\"candidate_id\":%s,\"candidate_tag_id\":%s}"
			.formatted(this.applied.path("candidateId").asString(), tag);
		Answer created = post("/v3/applied_candidate_tags", body);
		assertThat(created.status()).isEqualTo(201);
		assertThat(post("/v3/applied_candidate_tags", body).status()).isEqualTo(200);
		assertThat(seen().path("tags").path(0).asString()).isEqualTo("CLARA qualified");
		String path = "/v3/applied_candidate_tags/" + created.json().path("id").asString();
		assertThat(this.greenhouse.call("DELETE", this.token, path, "").status()).isEqualTo(204);
		assertThat(this.greenhouse.call("DELETE", this.token, path, "").status()).isEqualTo(404);
		assertThat(seen().path("tags")).isEmpty();
	}

	@Test
	void aMoveComparesTheStageThatIsLeft() {
		String from = row().path("stage_id").asString();
		String to = this.greenhouse.account.path("jobs").path(0).path("stages").path(2).path("id").asString();
		String body = "{\"from_stage_id\":%s,\"to_stage_id\":%s}".formatted(from, to);
		Answer moved = post("/v3/applications/" + application() + "/move", body);
		assertThat(moved.status()).isEqualTo(204);
		assertThat(moved.body()).isEmpty();
		assertThat(row().path("stage_name").asString()).isEqualTo("Phone Interview");
		assertThat(post("/v3/applications/" + application() + "/move", body).status()).isEqualTo(422);
		assertThat(this.greenhouse.get(this.token, "/v3/application_stages?application_ids=" + application()).json())
			.hasSize(2);
		assertThat(post("/v3/applications/" + application() + "/move", "{\"from_stage_id\":" + to + "}").status())
			.isEqualTo(204);
		assertThat(row().path("stage_name").asString()).isEqualTo("Face to Face");
	}

	@Test
	void aMoveToAnotherJobLandsInItsFirstStage() {
		String other = this.greenhouse.account.path("jobs").path(1).path("id").asString();
		String body = "{\"from_stage_id\":%s,\"to_job_id\":%s}".formatted(row().path("stage_id").asString(), other);
		assertThat(post("/v3/applications/" + application() + "/move", body).status()).isEqualTo(204);
		assertThat(row().path("job_id").asString()).isEqualTo(other);
		assertThat(row().path("stage_name").asString()).isEqualTo("Application Review");
	}

	@Test
	void aRejectionNeedsAReasonHappensOnceAndCanBeUndone() {
		String path = "/v3/applications/" + application();
		assertThat(post(path + "/reject", "{}").status()).isEqualTo(422);
		String reason = this.greenhouse.get(this.token, "/v3/rejection_reasons").json().path(0).path("id").asString();
		String body = "{\"rejection_reason_id\":" + reason + "}";
		assertThat(post(path + "/reject", body).status()).isEqualTo(204);
		assertThat(post(path + "/reject", body).status()).isEqualTo(422);
		assertThat(row().path("status").asString()).isEqualTo("rejected");
		assertThat(this.greenhouse.get(this.token, "/v3/rejection_details?application_ids=" + application()).json())
			.hasSize(1);
		assertThat(post(path + "/unreject", "{}").status()).isEqualTo(204);
		assertThat(post(path + "/unreject", "{}").body())
			.contains("Application must be 'rejected', is currently 'active'");
		assertThat(row().path("stage_name").asString()).isEqualTo("Application Review");
	}

	@Test
	void aHiredApplicationHasNoStage() {
		assertThat(post("/v3/applications/" + application() + "/hire", "{\"start_date\":\"2027-01-04\"}").status())
			.isEqualTo(204);
		assertThat(row().path("status").asString()).isEqualTo("hired");
		assertThat(row().path("stage_id").isNull()).isTrue();
		assertThat(seen().path("applications").path(0).path("hired").asBoolean()).isTrue();
	}

}
