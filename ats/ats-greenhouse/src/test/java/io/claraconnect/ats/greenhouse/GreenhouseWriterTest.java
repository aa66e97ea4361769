package io.claraconnect.ats.greenhouse;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.claraconnect.ats.api.ApplicationKey;
import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.AtsException.Category;
import io.claraconnect.ats.api.AtsWriter;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.api.SeenNote;
import io.claraconnect.ats.testkit.Answer;
import io.claraconnect.ats.testkit.FixedCredentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static io.claraconnect.ats.testkit.Answer.empty;
import static io.claraconnect.ats.testkit.Answer.json;
import static io.claraconnect.ats.testkit.Answer.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class GreenhouseWriterTest {

	private static final ApplicationKey KEY = new ApplicationKey("71200340002", "61200340002", "4400120002");

	private static final String MOVE = "POST /v3/applications/71200340002/move";

	private static final String REJECT = "POST /v3/applications/71200340002/reject";

	private static final String REFUSAL = "{\"message\":\"Unprocessable Content\",\"errors\":[\"no\"]}";

	private final Vendor vendor = new Vendor();

	private final AtsWriter writer = this.vendor.connector(Map.of()).writer(this.vendor.connection(Map.of()));

	@BeforeEach
	void script() {
		this.vendor.list("applications", Fixture.text("application.json"));
		inStage(5105);
		this.vendor.list("candidate_tags",
				"[{\"id\":51,\"name\":\"Clara Qualified\"},{\"id\":50,\"name\":\"Referral\"}]");
		this.vendor.list("applied_candidate_tags",
				"[{\"id\":900,\"candidate_id\":61200340002,\"candidate_tag_id\":50}]");
	}

	@AfterEach
	void stop() {
		this.vendor.close();
	}

	@Test
	void writesAPrivateNoteOnTheApplicationAndReadsItBack() {
		this.vendor.server.on("POST /v3/notes", json(201, "{\"id\":77001,\"body\":\"x\"}"));
		assertThat(this.writer.addNote(KEY, "Score 71 <b>").block()).isEqualTo("77001");
		assertThat(this.vendor.server.last("POST /v3/notes").body()).contains("\"visibility\":\"private\"",
				"\"note_type\":\"NOTE\"", "\"application_id\":71200340002", "\"candidate_id\":61200340002",
				"\"body\":\"Score 71 <b>\"");
		this.vendor.list("notes",
				"[{\"id\":77001,\"body\":\"Score 71\",\"created_at\":\"2026-11-21T11:59:00Z\"},{\"id\":2,\"body\":null}]");
		assertThat(this.writer.notes(KEY).collectList().block())
			.containsExactly(new SeenNote("77001", "Score 71", Instant.parse("2026-11-21T11:59:00Z")));
	}

	@Test
	void doesNotKnowANoteWhoseIdDidNotCome() {
		this.vendor.server.on("POST /v3/notes", json(201, "{}"));
		assertThat(failure(this.writer.addNote(KEY, "x"))).isEqualTo(Category.OUTCOME_UNKNOWN);
	}

	@Test
	void appliesATagThatExistsInAnySpelling() {
		this.vendor.server.on("POST /v3/applied_candidate_tags", json(201, "{\"id\":901}"));
		this.writer.addTag(KEY, "CLARA qualified").block();
		assertThat(this.vendor.server.last("POST /v3/applied_candidate_tags").body())
			.contains("\"candidate_tag_id\":51", "\"candidate_id\":61200340002");
		assertThat(this.vendor.server.requests("POST /v3/candidate_tags")).isEmpty();
	}

	@Test
	void makesATagThatIsNotThereAndSurvivesSomeoneBeingFaster() {
		this.vendor.server.on("POST /v3/applied_candidate_tags", json(201, "{\"id\":901}"));
		this.vendor.server.on("POST /v3/candidate_tags", json(201, "{\"id\":60,\"name\":\"CLARA not_qualified\"}"));
		this.writer.addTag(KEY, "CLARA not_qualified").block();
		assertThat(this.vendor.server.last("POST /v3/applied_candidate_tags").body())
			.contains("\"candidate_tag_id\":60");
		this.vendor.server.on("POST /v3/candidate_tags", json(422, REFUSAL));
		this.vendor.server.on("GET /v3/candidate_tags", ok("[]"), ok("[{\"id\":61,\"name\":\"CLARA pre_qualified\"}]"));
		this.writer.addTag(KEY, "CLARA pre_qualified").block();
		assertThat(this.vendor.server.last("POST /v3/applied_candidate_tags").body())
			.contains("\"candidate_tag_id\":61");
	}

	@Test
	void writesNothingForATagThatIsThereOrGone() {
		this.writer.addTag(KEY, "Referral").block();
		this.writer.removeTag(KEY, "CLARA qualified").block();
		this.writer.removeTag(KEY, "never heard of").block();
		assertThat(this.vendor.server.requests())
			.noneMatch((request) -> request.route().startsWith("POST /v3") || request.route().startsWith("DELETE"));
	}

	@Test
	void removesOnlyTheRowOfTheTag() {
		this.vendor.server.on("DELETE /v3/applied_candidate_tags/900", empty(204));
		this.writer.removeTag(KEY, "referral").block();
		assertThat(this.vendor.server.requests("DELETE /v3/applied_candidate_tags/900")).hasSize(1);
		this.vendor.server.on("DELETE /v3/applied_candidate_tags/900", json(404, "{}"));
		this.writer.removeTag(KEY, "referral").block();
	}

	@Test
	void readsTagsInTheVendorsSpelling() {
		assertThat(this.writer.tags(KEY).block()).containsExactly("Referral");
		this.vendor.list("applied_candidate_tags", "[]");
		assertThat(this.writer.tags(KEY).block()).isEmpty();
	}

	@Test
	void movesFromTheStayInTheStage() {
		this.vendor.server.on(MOVE, empty(204));
		this.writer.moveStage(KEY, "5105", "5106").block();
		assertThat(this.vendor.server.last(MOVE).body()).contains("\"from_stage_id\":990001", "\"to_stage_id\":5106");
	}

	@Test
	void movesNothingThatIsElsewhere() {
		assertThat(failure(this.writer.moveStage(KEY, "5104", "5106"))).isEqualTo(Category.CONFLICT);
		assertThat(this.vendor.server.requests(MOVE)).isEmpty();
	}

	@Test
	void triesTheStageOfTheJobAfterARefusal() {
		this.vendor.server.on(MOVE, json(422, REFUSAL), empty(204));
		this.writer.moveStage(KEY, "5105", "5106").block();
		assertThat(this.vendor.server.last(MOVE).body()).contains("\"from_stage_id\":5105");
	}

	@Test
	void readsAfterTwoRefusalsWhereTheApplicationIs() {
		this.vendor.server.on(MOVE, json(422, REFUSAL));
		assertThat(failure(this.writer.moveStage(KEY, "5105", "5106"))).isEqualTo(Category.REFUSED);
		this.vendor.server.on("GET /v3/application_stages", stay(5105), stay(5106));
		this.writer.moveStage(KEY, "5105", "5106").block();
		this.vendor.server.on("GET /v3/application_stages", stay(5105), stay(5104));
		assertThat(failure(this.writer.moveStage(KEY, "5105", "5106"))).isEqualTo(Category.CONFLICT);
	}

	@Test
	void rejectsInTheNameOfAPersonAndMailsNobody() {
		this.vendor.server.on(REJECT, empty(204));
		this.writer.reject(KEY, "14", "4005").block();
		assertThat(this.vendor.server.last(REJECT).body()).isEqualTo("{\"rejection_reason_id\":14}");
		assertThat(this.vendor.server.requests("POST /token")).extracting("body")
			.containsExactly("grant_type=client_credentials&sub=4005");
	}

	@Test
	void refusesToRejectForSomeoneTheVendorDoesNotKnow() {
		this.vendor.server.on("POST /token", json(400, "{\"message\":\"sub\"}"));
		assertThat(failure(this.writer.reject(KEY, "14", "4005"))).isEqualTo(Category.REFUSED);
		assertThat(this.vendor.server.requests(REJECT)).isEmpty();
	}

	@Test
	void doesNotRejectInAnothersNameWithATokenOfTheConsentPage() {
		AtsWriter byConsent = this.vendor.connector(Map.of())
			.writer(this.vendor.connection(Map.of(), new FixedCredentials(Map.of("accessToken", Secret.of("t")))));
		assertThat(failure(byConsent.reject(KEY, "14", "4005"))).isEqualTo(Category.UNSUPPORTED);
	}

	@Test
	void callsItAConflictToRejectWhoIsRejected() {
		this.vendor.server.on(REJECT, json(422, REFUSAL));
		assertThat(failure(this.writer.reject(KEY, "14", "4005"))).isEqualTo(Category.REFUSED);
		this.vendor.list("applications", Fixture.text("application.json").replace("in_process", "rejected"));
		assertThat(failure(this.writer.reject(KEY, "14", "4005"))).isEqualTo(Category.CONFLICT);
	}

	@Test
	void sendsNoIdThatIsNoNumber() {
		ApplicationKey odd = new ApplicationKey("1/../2", "x", "y");
		for (Mono<?> call : List.of(this.writer.addNote(odd, "x"), this.writer.reject(odd, "1", "2"))) {
			assertThat(failure(call)).isEqualTo(Category.REFUSED);
		}
		assertThat(this.vendor.server.requests()).isEmpty();
	}

	private void inStage(long id) {
		this.vendor.server.on("GET /v3/application_stages", stay(id));
	}

	private static Answer stay(long id) {
		return ok("[{\"id\":990001,\"application_id\":71200340002,\"job_interview_stage_id\":" + id
				+ ",\"current\":true}]");
	}

	private static Category failure(Mono<?> call) {
		return catchThrowableOfType(AtsException.class, call::block).category();
	}

}
