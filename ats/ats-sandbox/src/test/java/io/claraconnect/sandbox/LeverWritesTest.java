package io.claraconnect.sandbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.claraconnect.sandbox.TestClient.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class LeverWritesTest {

	private LeverAccount lever;

	private String opportunity;

	@BeforeEach
	void open() throws IOException {
		this.lever = new LeverAccount();
		this.opportunity = this.lever.opportunity("Ada Example");
	}

	@AfterEach
	void close() {
		this.lever.close();
	}

	private Answer call(String method, String path, String body) {
		return this.lever.call(method, "/v1/opportunities/" + this.opportunity + path, body);
	}

	private JsonNode read() {
		return call("GET", "", "").json().path("data");
	}

	private List<String> tags() {
		List<String> result = new ArrayList<>();
		read().path("tags").forEach((tag) -> result.add(tag.asString()));
		return result;
	}

	private String reason(String type) {
		return this.lever.get("/v1/archive_reasons?type=" + type).json().path("data").path(0).path("id").asString();
	}

	@Test
	void aMutationAnswersWithoutThePerson() {
		JsonNode answer = call("POST", "/addTags", "{\"tags\":[\"CLARA qualified\"]}").json().path("data");
		assertThat(answer.path("name").asString()).isEmpty();
		assertThat(answer.path("emails")).isEmpty();
		assertThat(answer.path("phones")).isEmpty();
		assertThat(answer.has("opportunityLocation")).isFalse();
		assertThat(answer.path("tags").toString()).contains("CLARA qualified", "Full-time");
		assertThat(read().path("name").asString()).isEqualTo("Ada Example");
	}

	@Test
	void tagsDifferByCaseAndAnAbsentOneIsRemovedWithoutComplaint() {
		call("POST", "/addTags", "{\"tags\":[\"CLARA qualified\",\"clara qualified\",\"CLARA qualified\"]}");
		assertThat(tags()).containsOnlyOnce("CLARA qualified", "clara qualified");
		assertThat(call("POST", "/removeTags", "{\"tags\":[\"clara qualified\",\"absent\"]}").status()).isEqualTo(200);
		assertThat(tags()).contains("CLARA qualified").doesNotContain("clara qualified");
		JsonNode writes = this.lever.client.control("GET", "/writes?kind=tag", "");
		assertThat(writes.path("count").asInt()).isEqualTo(2);
	}

	@Test
	void aNoteAnswersBothIdsAndIsAnonymousUnlessPerformedAsSomebody() {
		Answer created = call("POST", "/notes", "{\"value\":\"Score 82\"}");
		assertThat(created.status()).isEqualTo(201);
		JsonNode note = created.json().path("data");
		assertThat(note.path("noteId").asString()).isEqualTo(note.path("id").asString()).isNotEmpty();
		assertThat(note.path("user").isNull()).isTrue();
		assertThat(note.path("fields").path(0).path("value").asString()).isEqualTo("Score 82");
		String manager = this.lever.connection("hiringManagerId");
		assertThat(call("POST", "/notes?perform_as=" + manager, "{\"value\":\"Yes\"}").json()
			.path("data")
			.path("user")
			.asString()).isEqualTo(manager);
		assertThat(call("GET", "/notes", "").json().path("data")).hasSize(2);
		assertThat(call("POST", "/notes", "{}").status()).isEqualTo(400);
	}

	@Test
	void anApiNoteIsReplacedAndDeletedButNotAPersonsNote() {
		String note = call("POST", "/notes", "{\"value\":\"Score 82\"}").json().path("data").path("id").asString();
		call("POST", "/notes?note_id=" + note, "{\"value\":\"a comment\"}");
		assertThat(call("GET", "/notes/" + note, "").json().path("data").path("fields")).hasSize(2);
		Answer updated = call("PUT", "/notes/" + note, "{\"values\":[{\"value\":\"Score 60\"}]}");
		assertThat(updated.body()).isEqualTo("{\"data\":{\"noteId\":\"" + note + "\"}}");
		JsonNode fields = call("GET", "/notes/" + note, "").json().path("data").path("fields");
		assertThat(fields).hasSize(1);
		assertThat(fields.path(0).path("value").asString()).isEqualTo("Score 60");
		assertThat(call("DELETE", "/notes/" + note, "").status()).isEqualTo(204);
		assertThat(call("GET", "/notes/" + note, "").status()).isEqualTo(404);
		String candidate = read().path("contact").asString();
		JsonNode seen = this.lever.control("POST", "/candidates/" + candidate + "/notes", "{\"body\":\"Nice\"}");
		String manual = seen.path("notes").path(0).path("id").asString();
		assertThat(call("PUT", "/notes/" + manual, "{\"values\":[{\"value\":\"x\"}]}").status()).isEqualTo(403);
		assertThat(call("DELETE", "/notes/" + manual, "").status()).isEqualTo(403);
	}

	@Test
	void stageAndArchivingAreIndependent() {
		call("PUT", "/archived", "{\"reason\":\"" + reason("non-hired") + "\"}");
		assertThat(read().path("archived").path("reason").asString()).isEqualTo(reason("non-hired"));
		assertThat(call("PUT", "/stage", "{\"stage\":\"offer\"}").status()).isEqualTo(200);
		assertThat(read().path("archived").isNull()).isFalse();
		assertThat(read().path("stage").asString()).isEqualTo("offer");
		assertThat(read().path("stageChanges")).hasSize(2);
		call("PUT", "/archived", "{\"reason\":null}");
		assertThat(read().path("archived").isNull()).isTrue();
		call("PUT", "/archived", "{\"reason\":\"" + reason("hired") + "\"}");
		assertThat(read().path("archived").path("reason").asString()).isEqualTo(reason("hired"));
		assertThat(call("PUT", "/stage", "{\"stage\":\"none\"}").status()).isEqualTo(404);
	}

	@Test
	void aContactIsEditedButNotAnAnonymizedOne() {
		String contact = read().path("contact").asString();
		JsonNode edited = this.lever.call("PUT", "/v1/contacts/" + contact, "{\"headline\":\"Engineer\"}").json();
		assertThat(edited.path("data").path("headline").asString()).isEqualTo("Engineer");
		assertThat(edited.path("data").path("location").has("name")).isTrue();
		this.lever.control("POST", "/actions/anonymize", "{\"candidateId\":\"" + contact + "\"}");
		assertThat(read().path("isAnonymized").asBoolean()).isTrue();
		assertThat(read().path("emails")).isEmpty();
		assertThat(this.lever.call("PUT", "/v1/contacts/" + contact, "{\"headline\":\"x\"}").status()).isEqualTo(400);
	}

	@Test
	void aDeletedOpportunityIs404AndListedAsDeleted() {
		this.lever.control("DELETE", "/candidates/" + read().path("contact").asString(), "");
		assertThat(call("GET", "", "").status()).isEqualTo(404);
		assertThat(this.lever.get("/v1/opportunities/deleted").json().path("data").path(0).path("id").asString())
			.isEqualTo(this.opportunity);
	}

}
