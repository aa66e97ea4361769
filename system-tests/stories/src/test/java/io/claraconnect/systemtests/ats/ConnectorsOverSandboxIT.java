package io.claraconnect.systemtests.ats;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.Decoding;
import io.claraconnect.ats.api.DocumentRef;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.api.Verification;
import io.claraconnect.ats.api.WebhookRequest;
import io.claraconnect.ats.api.WebhookSecret;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

		@Test
		void aLinkThatDiedIsNoDocumentAnyMore() {
			Applied applied = account().apply("Ada Example", RESUME);
			DocumentRef resume = done(account().reader().application(applied.key().applicationId())).documents()
				.getFirst();
			account().clock.advance(Duration.ofDays(8));
			fails(account().reader().download(resume), AtsException.Category.NOT_FOUND);
		}

	}

	@Nested
	class GreenhouseByConsent extends Connected implements ReadingStory, WebhookStory, TroubleStory {

		GreenhouseByConsent() {
			super(Vendors.greenhouseByConsent());
		}

	}

	@Nested
	class LeverByKey extends Connected implements ReadingStory, WebhookStory, WritingStory, TroubleStory {

		LeverByKey() {
			super(Vendors.leverByKey());
		}

		@Test
		void aResumeIsProcessedBeforeItCanBeHad() {
			account().control.call("PATCH", account().path(""),
					Map.of("options", Map.of("resumeProcessingMs", "600000")));
			Applied applied = account().apply("Ada Example", RESUME);
			DocumentRef early = resume(applied);
			assertThat(early.readiness()).isEqualTo(DocumentRef.Readiness.PROCESSING);
			account().clock.advance(Duration.ofMinutes(11));
			assertThat(resume(applied)).satisfies((later) -> {
				assertThat(later.id()).isEqualTo(early.id());
				assertThat(done(account().reader().download(later)).bytes()).isEqualTo(RESUME);
			});
		}

		private DocumentRef resume(Applied applied) {
			return done(account().reader().application(applied.key().applicationId())).documents().getLast();
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

		@ParameterizedTest
		@ValueSource(strings = { "raw", "payload-member", "signature-cut", "bare" })
		void everyFormThatACompanyWebhookMayHaveIsAuthentic(String form) {
			for (String spelling : List.of("kebab", "snake")) {
				account().control.call("PATCH", account().path(""),
						Map.of("options", Map.of("webhookBody", form, "webhookAttributes", spelling)));
				List<WebhookSecret> secrets = account().saveWebhooks();
				Applied applied = account().apply("Ada " + spelling, RESUME);
				WebhookRequest delivery = account().endpoint
					.await((request) -> request.slot().equals("company") && of(request, applied));
				assertThat(account().connector.webhooks().verify(delivery, secrets))
					.isInstanceOf(Verification.Authentic.class);
			}
		}

		private boolean of(WebhookRequest request, Applied applied) {
			return account().connector.webhooks().decode(request) instanceof Decoding.Announced known
					&& applied.key().applicationId().equals(known.event().applicationId())
					&& applied.key().jobId().equals(known.event().jobId());
		}

		@Test
		void aTriggerNamesTheConnectionByItsIntegrationKey() {
			account().saveWebhooks();
			account().apply("Ada Example", RESUME);
			WebhookRequest delivery = account().endpoint.await((request) -> request.slot().equals("trigger"));
			assertThat(account().connector.webhooks().connectionToken(delivery))
				.contains(Secret.of(account().screen().path("integrationKey").asString()));
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
