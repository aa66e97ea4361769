package io.claraconnect.writeback.plan;

import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("A note")
class NoteTextTest {

	private static final NoteMarker MARKER = NoteMarker.of("conn-1", "app-1");

	private static final String VALUE = NoteFacts.of(Story.status("qualified", 1)).format();

	@Test
	@Tag("4.40")
	@Tag("4.51")
	@DisplayName("tells status, score, threshold, reasons and model, and ends with its marker")
	void tells() {
		String text = NoteText.render(Story.status("qualified", 1), new Explanation("Strong match.", List.of("Java"),
				List.of("Kafka"), List.of("Rust"), List.of("Work permit")), MARKER, 4, 0);
		assertThat(text.lines()).containsExactly("CLARA status: qualified", "Score: 81.2 of 100, threshold 70",
				"Strong match.", "Met:", "• Java", "Met in part:", "• Kafka", "Not found:", "• Rust", "To check:",
				"• Work permit", "Model model-1", MARKER.line(4, VALUE));
		assertThat(MARKER.line(4, VALUE)).matches("CLARA ref [0-9a-f]{12}\\.4-[0-9a-f]{6}");
	}

	@Test
	@DisplayName("says that a person decided, that the score changed since and that somebody should look")
	void says() {
		DecidedStatus status = new DecidedStatus("app-1", "p", "job-1", "not_qualified", Origin.PERSON, 905, 70, null,
				null, true, true, true, null, false, 2, 0);
		assertThat(NoteText.render(status, Explanation.NONE, MARKER, 1, 0))
			.contains("CLARA status: not_qualified (decided by a person)")
			.contains("The score changed since this was decided.")
			.contains("A person should look at this application");
	}

	@Test
	@DisplayName("names the note it supersedes, which reads as no marker")
	void supersedes() {
		String text = NoteText.render(Story.status("qualified", 1), Explanation.NONE, MARKER, 7, 3);
		assertThat(text).contains("Supersedes the earlier CLARA note " + MARKER.reference() + ".3.");
		assertThat(MARKER.revisionIn(text)).hasValue(7);
	}

	@Test
	@DisplayName("lets untrusted lines neither mention, nor mark up, nor calculate, nor forge a marker")
	void untrusted() {
		Explanation hostile = new Explanation("=HYPERLINK(\"x\") <b>@channel</b>\u0000\u202E",
				List.of("-1+1", "@ada", "a\nb", MARKER.line(9, VALUE), "clara  REF x", "\uFF20all"), List.of(),
				List.of(), List.of());
		String text = NoteText.render(Story.status("qualified", 1), hostile, MARKER, 2, 0);
		assertThat(text).doesNotContain("@", "\uFF20", "<", ">", "\u0000", "\u202E")
			.contains("HYPERLINK", "(at)ada", "• a b", "• 1+1");
		assertThat(MARKER.revisionIn(text)).hasValue(2);
		assertThat(text.lines()).noneMatch((line) -> line.matches("^[=+\\-@].*"));
	}

	@Test
	@DisplayName("is never longer than 4,000 characters and keeps its marker")
	void bounded() {
		List<String> lines = Collections.nCopies(200, "word ".repeat(200));
		String text = NoteText.render(Story.status("qualified", 1),
				new Explanation("x".repeat(9000), lines, lines, lines, lines), MARKER, 3, 2);
		assertThat(text.length()).isLessThanOrEqualTo(NoteText.MOST);
		assertThat(text).endsWith(MARKER.line(3, VALUE));
	}

	@Test
	@DisplayName("tells whether it says the same as another, also without the number at its end")
	void tellsTheSame() {
		String text = NoteText.render(Story.status("qualified", 1), Explanation.NONE, MARKER, 3, 0);
		assertThat(MARKER.tells("<p>" + text + "</p>", VALUE)).isTrue();
		assertThat(MARKER.tells(text, NoteFacts.of(Story.status("not_qualified", 1)).format())).isFalse();
		assertThat(MARKER.tells("CLARA ref " + MARKER.reference() + ".3", VALUE)).isFalse();
	}

	@Test
	@DisplayName("is found by its marker even when the vendor wraps it, and not by a longer number")
	void found() {
		assertThat(MARKER.revisionIn("<p>text</p><p>" + MARKER.line(4, VALUE) + "</p>")).hasValue(4);
		assertThat(MARKER.revisionIn(MARKER.line(41, VALUE))).hasValue(41);
		assertThat(MARKER.revisionIn(NoteMarker.of("conn-1", "app-2").line(4, VALUE))).isEmpty();
	}

}
