package io.claraconnect.sync.application;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.claraconnect.ats.api.DocumentRef;
import io.claraconnect.ats.api.DocumentRef.Kind;
import io.claraconnect.ats.api.DocumentRef.Readiness;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.sync.application.Settling.State;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("Material")
class SettlingTest {

	private static final Instant SEEN = Instant.parse("2026-11-21T09:00:00Z");

	private static final Settling.Patience PATIENCE = new Settling.Patience(Duration.ofSeconds(20),
			Duration.ofHours(2));

	@Test
	void is_complete_with_a_ready_resume() {
		Settling settling = of(List.of(document("a", Readiness.PROCESSING), document("b", Readiness.READY)), true, 0);
		assertThat(settling.state()).isEqualTo(State.COMPLETE);
		assertThat(settling.resume().id()).isEqualTo("b");
		assertThat(settling.until()).isNull();
	}

	@Test
	void is_pending_while_the_vendor_works_on_the_resume_with_growing_pauses() {
		List<DocumentRef> processing = List.of(document("a", Readiness.PROCESSING));
		assertThat(of(processing, false, 0).again()).isEqualTo(Duration.ofSeconds(3));
		assertThat(of(processing, false, 3).again()).isEqualTo(Duration.ofSeconds(30));
		assertThat(of(processing, false, 40).again()).isEqualTo(Duration.ofMinutes(2));
		assertThat(of(processing, false, 200).again()).isEqualTo(Duration.ofMinutes(10));
		assertThat(of(processing, false, 200).state()).isEqualTo(State.PENDING);
		assertThat(of(processing, false, 200).until()).isEqualTo(SEEN.plus(Duration.ofHours(2)));
	}

	@Test
	void is_absent_when_patience_ends() {
		List<DocumentRef> processing = List.of(document("a", Readiness.PROCESSING));
		assertThat(of(processing, true, 7_199).again()).isEqualTo(Duration.ofSeconds(1));
		assertThat(of(processing, true, 7_200).state()).isEqualTo(State.ABSENT);
		assertThat(of(processing, true, 7_200).code()).isEqualTo("resume_processing");
	}

	@Test
	void is_waited_for_a_moment_when_a_new_application_has_no_document_yet() {
		assertThat(of(List.of(), true, 0).state()).isEqualTo(State.PENDING);
		assertThat(of(List.of(), true, 0).again()).isEqualTo(Duration.ofSeconds(20));
		assertThat(of(List.of(), true, 20).state()).isEqualTo(State.ABSENT);
		assertThat(of(List.of(), false, 0).state()).isEqualTo(State.ABSENT);
	}

	@Test
	void is_absent_when_the_vendor_could_not_process_the_resume() {
		Settling settling = of(List.of(document("a", Readiness.FAILED)), true, 0);
		assertThat(settling.state()).isEqualTo(State.ABSENT);
		assertThat(settling.code()).isEqualTo("resume_failed");
	}

	@Test
	void does_not_take_another_document_for_a_resume() {
		DocumentRef letter = new DocumentRef("l", "app", Kind.COVER_LETTER, "letter.pdf", null, Readiness.READY,
				Secret.of("x"));
		assertThat(of(List.of(letter), false, 0).state()).isEqualTo(State.ABSENT);
	}

	private static Settling of(List<DocumentRef> documents, boolean live, long secondsLater) {
		return Settling.of(documents, live, SEEN, SEEN.plusSeconds(secondsLater), PATIENCE);
	}

	private static DocumentRef document(String id, Readiness readiness) {
		return new DocumentRef(id, "app", Kind.RESUME, "cv.pdf", null, readiness, Secret.of("x"));
	}

}
