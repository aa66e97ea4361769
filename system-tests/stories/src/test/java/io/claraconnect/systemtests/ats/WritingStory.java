package io.claraconnect.systemtests.ats;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.claraconnect.ats.api.ApplicationKey;
import io.claraconnect.ats.api.Application;
import io.claraconnect.ats.api.AtsException.Category;
import io.claraconnect.ats.api.Capability;
import io.claraconnect.ats.api.SeenNote;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import static io.claraconnect.systemtests.ats.Connected.all;
import static io.claraconnect.systemtests.ats.Connected.done;
import static io.claraconnect.systemtests.ats.Connected.fails;
import static io.claraconnect.systemtests.ats.Connected.finished;
import static io.claraconnect.systemtests.ats.Connected.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What every connector writes. */
interface WritingStory {

	/** Everything that gets lost on the way if anything does. */
	String TEXT = "CLARA score 82/100 <b>not bold</b> & \"quoted\" \\ back\nsecond line\n\n\u00dcberblick \u2014 \u2705 "
			+ "\ud83d\udc69\ud83c\udffd\u200d\ud83d\udcbb @ines ada@example.org\n[clara:7f3a]";

	Account account();

	@Test
	default void aNoteIsFoundAgainByItsMarkerWithItsTextIntact() {
		Applied applied = account().apply("Ada Example", Connected.RESUME);
		ApplicationKey key = applied.key();
		String id = done(account().writer().addNote(key, TEXT));
		assertThat(mine(key)).singleElement().satisfies((note) -> {
			assertThat(note.id()).isEqualTo(id);
			assertThat(note.text()).isEqualTo(TEXT);
			assertThat(note.createdAt()).isNotNull();
		});
		assertThat(applied.seen().path("notes")).singleElement()
			.satisfies((note) -> assertThat(note.path("body").asString().replace("\u2060", "")).isEqualTo(TEXT));
	}

	@Test
	default void aNoteIsEditedAndDeletedWhereTheVendorCan() {
		ApplicationKey key = account().apply("Ada Example", Connected.RESUME).key();
		String id = done(account().writer().addNote(key, TEXT));
		String newer = TEXT.replace("82", "83");
		ifDeclared(Capability.EDIT_NOTE, account().writer().editNote(key, id, newer));
		assertThat(mine(key)).extracting(SeenNote::text).containsExactly(declares(Capability.EDIT_NOTE) ? newer : TEXT);
		ifDeclared(Capability.DELETE_NOTE, account().writer().deleteNote(key, id));
		assertThat(mine(key)).hasSize(declares(Capability.DELETE_NOTE) ? 0 : 1);
		ifDeclared(Capability.DELETE_NOTE, account().writer().deleteNote(key, id));
	}

	@Test
	default void ourTagsComeAndGoAndTheRecruitersStay() {
		Applied applied = account().apply("Ada Example", Connected.RESUME);
		applied.act("tag");
		ApplicationKey key = applied.key();
		for (int i = 0; i < 2; i++) {
			finished(account().writer().addTag(key, "CLARA qualified"));
		}
		assertThat(done(account().writer().tags(key))).contains("CLARA qualified", "seen by Ines");
		finished(account().writer().removeTag(key, "CLARA qualified"));
		finished(account().writer().removeTag(key, "CLARA qualified"));
		assertThat(done(account().writer().tags(key))).contains("seen by Ines").doesNotContain("CLARA qualified");
		assertThat(applied.seen().path("tags").toString()).contains("seen by Ines").doesNotContain("CLARA");
	}

	@Test
	default void aMoveHappensFromTheExpectedStageOnly() {
		Applied applied = account().apply("Ada Example", Connected.RESUME);
		fails(account().writer().moveStage(applied.key(), applied.stage(2), applied.stage(1)), Category.CONFLICT);
		finished(account().writer().moveStage(applied.key(), applied.stage(0), applied.stage(1)));
		settle(account());
		await().until(() -> done(account().reader().application(applied.key().applicationId())).stage(),
				(stage) -> stage != null && stage.id().equals(applied.stage(1)));
		assertThat(writes("move")).isEqualTo(1);
	}

	@Test
	default void aRejectionCarriesItsReason() {
		Applied applied = account().apply("Ada Example", Connected.RESUME);
		Applied other = account().apply("Ben Example", Connected.RESUME);
		other.reject(account().vendor.reason());
		Application model = done(account().reader().application(other.key().applicationId()));
		assertThat(model.state()).isEqualTo(Application.State.REJECTED);
		assertThat(model.rejectionReasonId()).isNotBlank();
		String admin = account().screen().path("adminUserId").asString();
		String reason = String.valueOf(model.rejectionReasonId());
		finished(account().writer().reject(applied.key(), reason, admin));
		settle(account());
		Application rejected = done(account().reader().application(applied.key().applicationId()));
		assertThat(rejected.state()).isEqualTo(Application.State.REJECTED);
		assertThat(rejected.rejectionReasonId()).isEqualTo(reason);
		Applied hired = account().apply("Cleo Example", Connected.RESUME);
		hired.act("hire");
		fails(account().writer().reject(hired.key(), reason, admin), Category.CONFLICT);
	}

	@Test
	default void whoWasRejectedIsNotMoved() {
		Applied applied = account().apply("Ada Example", Connected.RESUME);
		applied.reject(account().vendor.reason());
		fails(account().writer().moveStage(applied.key(), applied.stage(0), applied.stage(1)), Category.CONFLICT);
		assertThat(writes("move")).isZero();
	}

	@Test
	default void aHiredOneIsSeenAsHired() {
		Applied applied = account().apply("Ada Example", Connected.RESUME);
		applied.act("hire");
		assertThat(done(account().reader().application(applied.key().applicationId())).state())
			.isEqualTo(Application.State.HIRED);
		applied.act("unhire");
		assertThat(done(account().reader().application(applied.key().applicationId())).state())
			.isEqualTo(Application.State.ACTIVE);
	}

	@Test
	default void aNoteOfAnAnswerThatNeverCameIsThereExactlyOnce() {
		Applied applied = account().apply("Ada Example", Connected.RESUME);
		account().fault("apply-then-cut", "POST", account().vendor.paths().notes(), 1, Map.of());
		fails(account().writer().addNote(applied.key(), TEXT), Category.OUTCOME_UNKNOWN);
		assertThat(mine(applied.key())).hasSize(1);
		assertThat(writes("note")).isEqualTo(1);
	}

	@Test
	default void aNoteThatWasCutOffBeforeItWasWrittenIsNotThere() {
		Applied applied = account().apply("Ada Example", Connected.RESUME);
		account().fault("cut", "POST", account().vendor.paths().notes(), 1, Map.of());
		fails(account().writer().addNote(applied.key(), TEXT), Category.OUTCOME_UNKNOWN);
		assertThat(mine(applied.key())).isEmpty();
		account().fault("status", "POST", account().vendor.paths().notes(), 1, Map.of("status", 500));
		fails(account().writer().addNote(applied.key(), TEXT), Category.OUTCOME_UNKNOWN);
		assertThat(writes("note")).isZero();
	}

	@Test
	default void aNoteMayBeMissingForAWhile() {
		Applied applied = account().apply("Ada Example", Connected.RESUME);
		Duration promised = account().connector.descriptor().writes().visibilityDelay();
		account().control.call("PATCH", account().path(""),
				Map.of("visibilityDelayMs", Map.of("note", promised.toMillis())));
		finished(account().writer().addNote(applied.key(), TEXT));
		assertThat(mine(applied.key())).isEmpty();
		settle(account());
		assertThat(mine(applied.key())).hasSize(1);
	}

	private List<SeenNote> mine(ApplicationKey key) {
		return all(account().writer().notes(key)).stream()
			.filter((note) -> note.text().contains("[clara:7f3a]"))
			.toList();
	}

	private long writes(String kind) {
		JsonNode log = account().control.get("/writes?account=" + account().id() + "&kind=" + kind);
		return log.path("count").asLong();
	}

	private boolean declares(Capability capability) {
		return account().connector.descriptor().capabilities().contains(capability);
	}

	private void ifDeclared(Capability capability, Mono<?> call) {
		if (declares(capability)) {
			finished(call);
		}
		else {
			fails(call, Category.UNSUPPORTED);
		}
	}

}
