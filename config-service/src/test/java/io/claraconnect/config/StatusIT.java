package io.claraconnect.config;

import java.util.Map;

import io.claraconnect.config.Api.Answer;
import io.claraconnect.schemas.SnapshotOrigin;
import io.claraconnect.schemas.StatusOrigin;
import io.claraconnect.schemas.Topics;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@DisplayName("Deciding over HTTP, with a real broker, registry and database")
class StatusIT extends RunningService {

	@Test
	@Tag("4.25")
	@DisplayName("A person's decision stands against a later score, and against another person who did not see it")
	void statuses() {
		String id = tracking();
		scored(id, "app-1", "s1", 820, 1, SnapshotOrigin.LIVE);
		String path = "/api/v1/integrations/" + id + "/applications/app-1";
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.api.get(path).text("/status")).isEqualTo("pre_qualified"));
		String etag = this.api.get(path).etag();
		Answer decided = this.api.send("POST", path + "/status", Map.of("status", "qualified", "reasonCode",
				"strong_portfolio", "comment", "murmured words of a person"), Map.of("If-Match", etag));
		assertThat(decided.status()).isEqualTo(200);
		assertThat(this.api.send("POST", path + "/status", Map.of("status", "not_qualified"), Map.of("If-Match", etag))
			.status()).isEqualTo(412);
		publish(Topics.SCORES, id, "app-1", ConfigStory.score(this.organisation, id, "app-1", "s2", 100, 2));
		await().atMost(PATIENCE)
			.untilAsserted(
					() -> assertThat(this.api.get(path).json().at("/scoreChangedSinceDecision").asBoolean()).isTrue());
		Answer now = this.api.send("GET", path, null, Map.of());
		assertThat(now.text("/status")).isEqualTo("qualified");
		assertThat(now.text("/origin")).isEqualTo("person");
		assertThat(now.text("/comment")).isEqualTo("murmured words of a person");
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(last(this.statuses, (one) -> one.getIntegrationId().equals(id)))
				.satisfies((one) -> assertThat(one.getOrigin()).isEqualTo(StatusOrigin.PERSON))
				.satisfies((one) -> assertThat(one.getRevision()).isEqualTo(3)));
		assertThat(this.statuses.toString()).doesNotContain("murmured");
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.historyKeys).isNotEmpty()
				.allSatisfy((key) -> assertThat(key).doesNotContain("app-1")));
	}

	@Test
	@DisplayName("A moved threshold decides every application again; a backfill is written after its release")
	void rules() {
		String id = tracking();
		scored(id, "app-2", "s1", 720, 1, SnapshotOrigin.BACKFILL);
		String path = "/api/v1/integrations/" + id + "/applications/app-2";
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.api.get(path).text("/status")).isEqualTo("pre_qualified"));
		assertThat(this.api.send("PATCH", "/api/v1/integrations/" + id, Map.of("threshold", 90), Map.of()).status())
			.isEqualTo(200);
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.api.get(path).text("/status")).isEqualTo("not_qualified"));
		assertThat(this.api.get(path).json().at("/held").asBoolean()).isTrue();
		String release = "/api/v1/integrations/" + id + "/jobs/job-1/release";
		assertThat(this.api.post(release, Map.of()).json().at("/applications").asInt()).isOne();
		assertThat(this.api.post(release, Map.of("confirm", true)).json().at("/released").asBoolean()).isTrue();
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.api.get(path).json().at("/held").asBoolean()).isFalse());
		assertThat(this.api.get("/api/v1/integrations/" + id + "/applications?jobId=job-1")
			.json()
			.at("/applications")
			.size()).isOne();
	}

	@Test
	@DisplayName("An erased person gets no status, from a score or from anyone, and the next person does not wait")
	void erased() {
		String id = tracking();
		scored(id, "app-3", "s1", 900, 1, SnapshotOrigin.LIVE);
		String path = "/api/v1/integrations/" + id + "/applications/";
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.api.get(path + "app-3").text("/status")).isEqualTo("pre_qualified"));
		assertThat(
				this.api.post("/api/v1/integrations/" + id + "/erasures", Map.of("candidateId", "cand-app-3")).status())
			.isEqualTo(202);
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(this.api.get(path + "app-3").status()).isEqualTo(404));
		publish(Topics.SCORES, id, "app-3", ConfigStory.score(this.organisation, id, "app-3", "s2", 100, 2));
		scored(id, "app-4", "s1", 900, 1, SnapshotOrigin.LIVE);
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.api.get(path + "app-4").text("/status")).isEqualTo("pre_qualified"));
		Answer refused = this.api.post(path + "app-3/status", Map.of("status", "qualified", "comment", "words"));
		assertThat(refused.status()).isEqualTo(410);
		assertThat(this.api.get(path + "app-3").status()).isEqualTo(404);
	}

}
