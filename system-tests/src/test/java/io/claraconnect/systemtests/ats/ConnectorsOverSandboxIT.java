package io.claraconnect.systemtests.ats;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each connector against the stand-in of its vendor, through the SPI alone and over real
 * HTTP.
 */
@DisplayName("Connectors over the sandbox")
class ConnectorsOverSandboxIT {

	@Nested
	class Greenhouse extends Connected implements ReadingStory, WebhookStory, WritingStory, TroubleStory {

		Greenhouse() {
			super(Vendors.greenhouse());
		}

	}

	@Nested
	class LeverByKey extends Connected implements ReadingStory, WebhookStory, WritingStory, TroubleStory {

		LeverByKey() {
			super(Vendors.leverByKey());
		}

	}

	@Nested
	class LeverByConsent extends Connected implements ReadingStory, WebhookStory, WritingStory, TroubleStory {

		LeverByConsent() {
			super(Vendors.leverByConsent());
		}

	}

	@Nested
	class Teamtailor extends Connected implements ReadingStory, WebhookStory, WritingStory, TroubleStory {

		Teamtailor() {
			super(Vendors.teamtailor());
		}

		@Test
		void notesArePrivateUnlessTheTeamShallSeeThem() {
			Applied applied = account().apply("Ada Example", RESUME);
			finished(account().writer().addNote(applied.key(), "for a few"));
			finished(account().connector.writer(account().connectionWith("noteVisibility", "team"))
				.addNote(applied.key(), "for all"));
			assertThat(applied.seen().path("notes")).extracting((note) -> note.path("visibility").asString())
				.containsExactlyInAnyOrder("private", "public");
		}

	}

}
