package io.claraconnect.systemtests.ats;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import io.claraconnect.ats.api.Application;
import io.claraconnect.ats.api.AtsEvent;
import io.claraconnect.ats.api.Capability;
import io.claraconnect.ats.api.Decoding;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.api.Verification;
import io.claraconnect.ats.api.WebhookAdmin;
import io.claraconnect.ats.api.WebhookReceiver;
import io.claraconnect.ats.api.WebhookRequest;
import io.claraconnect.ats.api.WebhookSecret;
import io.claraconnect.ats.api.WebhookSlot;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.claraconnect.systemtests.ats.Connected.all;
import static io.claraconnect.systemtests.ats.Connected.done;
import static io.claraconnect.systemtests.ats.Connected.finished;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What every connector makes of what the vendor sends. */
interface WebhookStory {

	Account account();

	@Test
	default void whatTheVendorSendsIsAuthenticUnderItsOwnSecretOnly() {
		List<WebhookSecret> secrets = account().saveWebhooks();
		Applied applied = account().apply("Ada Example", Connected.RESUME);
		WebhookRequest delivery = account().endpoint
			.await((request) -> announced(request, AtsEvent.Kind.APPLICATION_CREATED) != null);
		assertThat(receiver().verify(delivery, secrets)).isInstanceOf(Verification.Authentic.class);
		List<WebhookSecret> wrong = secrets.stream()
			.map((secret) -> new WebhookSecret(secret.slot(), secret.id(), Secret.of("not the secret")))
			.toList();
		assertThat(receiver().verify(delivery, wrong)).isInstanceOf(Verification.Refused.class);
		assertThat(receiver().verify(delivery, List.of())).isInstanceOf(Verification.Refused.class);
		AtsEvent event = Objects.requireNonNull(announced(delivery, AtsEvent.Kind.APPLICATION_CREATED));
		assertThat(byIds(event)).extracting(Application::id).contains(applied.key().applicationId());
	}

	/** As sync does: by the application where it is named, else by the person. */
	private List<Application> byIds(AtsEvent event) {
		return (event.applicationId() != null) ? List.of(done(account().reader().application(event.applicationId())))
				: all(account().reader().applicationsOfCandidate(Objects.requireNonNull(event.candidateId())));
	}

	@Test
	default void everythingAPersonDoesIsVerifiedAndDecoded() {
		List<WebhookSecret> secrets = account().saveWebhooks();
		for (Vendor.Announced expected : account().vendor.announced()) {
			WebhookRequest delivery = delivery(expected);
			assertThat(receiver().verify(delivery, secrets)).as(expected.toString())
				.isInstanceOf(Verification.Authentic.class);
		}
		assertThat(account().endpoint.received()).allSatisfy(
				(request) -> assertThat(receiver().verify(request, secrets)).isInstanceOf(Verification.Authentic.class))
			.noneMatch((request) -> receiver().decode(request) instanceof Decoding.Malformed)
			.noneMatch((request) -> receiver().decode(request) instanceof Decoding.Unknown);
	}

	private WebhookRequest delivery(Vendor.Announced expected) {
		Applied applied = account().apply("Person " + expected.act() + expected.kind(), Connected.RESUME);
		switch (expected.act()) {
			case "unreject" -> applied.act("reject");
			case "unhire" -> applied.act("hire");
			default -> {
			}
		}
		account().clock.advance(Duration.ofSeconds(10));
		applied.act(expected.act());
		return account().endpoint.await((request) -> {
			AtsEvent event = announced(request, expected.kind());
			return event != null && event.vendorEvent().equals(expected.event()) && names(event, applied);
		});
	}

	private static boolean names(AtsEvent event, Applied applied) {
		return (event.applicationId() != null) ? event.applicationId().equals(applied.key().applicationId())
				: applied.key().candidateId().equals(event.candidateId());
	}

	@Test
	default void aTestOfTheVendorIsATest() {
		List<WebhookSecret> secrets = account().saveWebhooks();
		assertThat(account().endpoint.received()).allSatisfy(
				(request) -> assertThat(receiver().verify(request, secrets)).isInstanceOf(Verification.Authentic.class))
			.allSatisfy((request) -> assertThat(receiver().decode(request)).isInstanceOf(Decoding.Test.class));
		boolean pings = !account().vendor.id().value().equals("teamtailor");
		assertThat(account().endpoint.received()).hasSize(pings ? account().vendor.hooks().size() : 0);
	}

	@Test
	default void theSameDeliverySentTwiceIsKnownByItsId() {
		account().control.call("PATCH", account().path(""), Map.of("duplicateWebhooks", 1));
		List<WebhookSecret> secrets = account().saveWebhooks();
		account().apply("Ada Example", Connected.RESUME);
		await().untilAsserted(() -> {
			Map<String, Long> ids = account().endpoint.received()
				.stream()
				.filter((request) -> announced(request, AtsEvent.Kind.APPLICATION_CREATED) != null)
				.map((request) -> (Verification.Authentic) receiver().verify(request, secrets))
				.collect(Collectors.groupingBy(Verification.Authentic::deliveryId, Collectors.counting()));
			assertThat(ids.values()).isNotEmpty().allMatch((count) -> count == 2);
		});
	}

	@Test
	default void webhooksMadeOverTheApiAreVerifiedAndNotDoubled() {
		WebhookAdmin admin = account().connector.webhookAdmin().orElse(null);
		assertThat(admin != null)
			.isEqualTo(account().connector.descriptor().capabilities().contains(Capability.WEBHOOK_REGISTRATION));
		if (admin == null) {
			return;
		}
		Map<String, URI> addresses = account().connector.descriptor()
			.webhooks()
			.stream()
			.collect(Collectors.toMap(WebhookSlot::name, (slot) -> URI.create(account().endpoint.url(slot.name()))));
		finished(admin.register(account().connection, addresses));
		List<WebhookSecret> secrets = done(admin.register(account().connection, addresses)).entrySet()
			.stream()
			.map((made) -> new WebhookSecret(made.getKey(), made.getKey(), made.getValue()))
			.toList();
		assertThat(secrets).hasSameSizeAs(addresses.keySet());
		account().apply("Ada Example", Connected.RESUME);
		WebhookRequest delivery = account().endpoint
			.await((request) -> announced(request, AtsEvent.Kind.APPLICATION_CREATED) != null);
		assertThat(receiver().verify(delivery, secrets)).isInstanceOf(Verification.Authentic.class);
		finished(admin.unregister(account().connection, addresses.values()));
		assertThat(account().control.get(account().path("/webhooks"))).isEmpty();
		account().apply("Ben Example", Connected.RESUME);
		assertThat(account().control.get(account().path("/deliveries")))
			.filteredOn((it) -> it.path("event").asString().equals(account().vendor.announced().getFirst().event())
					&& !it.path("state").asString().equals("pending"))
			.hasSize(1);
	}

	private WebhookReceiver receiver() {
		return account().connector.webhooks();
	}

	private @Nullable AtsEvent announced(WebhookRequest request, AtsEvent.Kind kind) {
		return (receiver().decode(request) instanceof Decoding.Announced known && known.event().kind() == kind)
				? known.event() : null;
	}

}
