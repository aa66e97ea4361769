package io.claraconnect.config;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.claraconnect.config.Api.Answer;
import io.claraconnect.dossier.MaterialKind;
import io.claraconnect.dossier.MaterialRead;
import io.claraconnect.dossier.NewMaterial;
import io.claraconnect.dossier.Subject;
import io.claraconnect.dossier.Suppressed;
import io.claraconnect.kit.kafka.Cause;
import io.claraconnect.schemas.Erasure;
import io.claraconnect.schemas.EventKey;
import io.claraconnect.schemas.ScreeningStatus;
import io.claraconnect.schemas.SnapshotOrigin;
import io.claraconnect.schemas.Topics;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

@DisplayName("A request to erase a person")
class ErasureIT extends RunningService {

	private static final List<String> OTHERS = List.of("sync-worker", "scoring-service", "writeback-service");

	private final List<Erasure> told = new CopyOnWriteArrayList<>();

	private final List<String> tombstones = new CopyOnWriteArrayList<>();

	@BeforeAll
	void listen() {
		this.listeners.listen(Topics.ERASURES, this.organisation + "-e", Erasure.class,
				(event) -> keep(this.told, event.value()));
		this.listeners.listen(Topics.STATUSES, this.organisation + "-t", ScreeningStatus.class, (event) -> {
			if (event.value() == null) {
				this.tombstones.add(event.key());
			}
			return Mono.empty();
		});
	}

	@Test
	@DisplayName("empties vault and statuses, waits for every place, and ends with a receipt that states the true horizon")
	void receipt() {
		String id = decided("app-1");
		String ref = material(id, "cand-app-1", "Ada Quill");
		Answer asked = ask(id, Map.of("applicationId", "app-1", "reason", "person_asked"));
		assertThat(asked.status()).isEqualTo(202);
		String erasure = asked.text("/id");
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(waitingFor(id, erasure)).containsExactlyInAnyOrderElementsOf(OTHERS));
		assertThat(get(ref)).isInstanceOf(MaterialRead.Erased.class);
		assertThat(this.tombstones).contains(EventKey.of(this.organisation, id, "app-1"));
		assertThat(this.api.get("/api/v1/integrations/" + id + "/applications/app-1").status()).isEqualTo(404);
		assertThat(one(id, erasure).at("/receipt").isNull()).isTrue();
		OTHERS.forEach((place) -> answer(erasure, place));
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(one(id, erasure).at("/state").asString()).isEqualTo("done"));
		JsonNode receipt = one(id, erasure).at("/receipt");
		assertThat(receipt.at("/keys").asInt()).isOne();
		assertThat(receipt.at("/material").asInt()).isEqualTo(2);
		Instant askedAt = Instant.parse(one(id, erasure).at("/askedAt").asString());
		assertThat(Instant.parse(receipt.at("/horizon").asString()))
			.isEqualTo(askedAt.plus(Duration.ofDays(7 + 1 + 30 + 1)));
		assertThat(receipt.at("/untils").size()).isEqualTo(3);
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(ofAlias(erasure, "RECEIPT")).singleElement()
				.satisfies((one) -> assertThat(one.getHorizon()).isNotNull()));
		assertThat(this.told.toString()).doesNotContain("cand-app-1", "\"app-1", "Quill");
		assertThat(one(id, erasure).toString()).doesNotContain("cand-app-1", "app-1");
	}

	@Test
	@DisplayName("may be repeated, by either id, and is the same erasure; a person nobody knows yet may be named")
	void idempotent() {
		String id = decided("app-2");
		String first = ask(id, Map.of("candidateId", "cand-app-2")).text("/id");
		Answer again = ask(id, Map.of("candidateId", "cand-app-2"));
		assertThat(again.status()).isEqualTo(200);
		assertThat(again.text("/id")).isEqualTo(first);
		Answer unknown = ask(id, Map.of("candidateId", "cand-nobody-knows"));
		assertThat(unknown.status()).isEqualTo(202);
		assertThatThrownBy(() -> material(id, "cand-nobody-knows", "Bo")).isInstanceOf(Suppressed.class);
		JsonNode all = this.api.get("/api/v1/integrations/" + id + "/erasures").json().at("/erasures");
		assertThat(all.size()).isEqualTo(2);
	}

	@Test
	@DisplayName("is refused with what to do when it names nobody, two, or an application that is not known")
	void refused() {
		String id = tracking();
		assertThat(ask(id, Map.of()).status()).isEqualTo(422);
		assertThat(ask(id, Map.of("candidateId", "a", "applicationId", "b")).status()).isEqualTo(422);
		assertThat(ask(id, Map.of("candidateId", "a", "reason", "Because Ada said so")).status()).isEqualTo(422);
		Answer unknown = ask(id, Map.of("applicationId", "app-unknown"));
		assertThat(unknown.status()).isEqualTo(404);
		assertThat(unknown.text("/detail")).contains("candidateId");
		assertThat(ask("int-unknown", Map.of("candidateId", "a")).status()).isEqualTo(404);
		assertThat(this.api.get("/api/v1/integrations/" + id + "/erasures/none").status()).isEqualTo(404);
	}

	@Test
	@DisplayName("goes on after a crash between suppression and everything else: the row is worked off by itself")
	void resumed() {
		String id = decided("app-4");
		String ref = material(id, "cand-app-4", "Ada Quill");
		String erasure = ask(id, Map.of("candidateId", "cand-app-4")).text("/id");
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(waitingFor(id, erasure)).doesNotContain("vault", "config-service"));
		sql("DELETE FROM dossier.suppression WHERE integration_id = '" + id + "'");
		material(id, "cand-app-4", "Ada Quill");
		sql("DELETE FROM dossier.erasure_place WHERE alias = '" + erasure + "'");
		sql("UPDATE dossier.erasure SET done_at = NULL, announced_at = NULL WHERE alias = '" + erasure + "'");
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(waitingFor(id, erasure)).doesNotContain("vault", "config-service"));
		assertThat(get(ref)).isInstanceOf(MaterialRead.Erased.class);
		assertThat(ofAlias(erasure, "ASKED")).hasSize(2);
		assertThat(rows("SELECT count(*) AS rows FROM dossier.material WHERE integration_id = '" + id + "'")).isZero();
	}

	private String decided(String application) {
		String id = tracking();
		scored(id, application, "s1", 900, 1, SnapshotOrigin.LIVE);
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(
					this.api.get("/api/v1/integrations/" + id + "/applications/" + application).text("/status"))
				.isEqualTo("pre_qualified"));
		return id;
	}

	private Answer ask(String id, Map<String, String> body) {
		return this.api.post("/api/v1/integrations/" + id + "/erasures", body);
	}

	private JsonNode one(String id, String erasure) {
		return this.api.get("/api/v1/integrations/" + id + "/erasures/" + erasure).json();
	}

	private List<String> waitingFor(String id, String erasure) {
		return one(id, erasure).at("/waitingFor").valueStream().map(JsonNode::asString).toList();
	}

	private List<Erasure> ofAlias(String alias, String step) {
		return this.told.stream().filter((one) -> one.getAlias().equals(alias) && one.getStep().equals(step)).toList();
	}

	private void answer(String alias, String place) {
		Erasure done = Erasure.newBuilder(ofAlias(alias, "ASKED").getFirst())
			.setStep("DONE")
			.setPlace(place)
			.setCount(1)
			.setAt(Instant.now())
			.build();
		this.events.publish(Topics.ERASURES, EventKey.ofAlias(this.organisation, alias), done, Cause.fresh())
			.block(PATIENCE);
	}

	private String material(String id, String candidate, String words) {
		return this.database
			.inOrganisation(this.organisation, (client) -> this.vault.put(client,
					new Subject(this.organisation, id, candidate), NewMaterial.original(MaterialKind.FREE_TEXT,
							"app-of-" + candidate, words.getBytes(StandardCharsets.UTF_8), "text/plain")))
			.block(PATIENCE)
			.ref();
	}

	private MaterialRead get(String ref) {
		return this.database
			.inOrganisation(this.organisation, (client) -> this.vault.get(client, this.organisation, ref))
			.block(PATIENCE);
	}

	private void sql(String statement) {
		ConfigStory.asAdmin(statement);
	}

	private long rows(String sql) {
		return this.database
			.inOrganisation(this.organisation,
					(client) -> client.sql(sql).map((row) -> row.get("rows", Long.class)).one())
			.block(PATIENCE);
	}

}
