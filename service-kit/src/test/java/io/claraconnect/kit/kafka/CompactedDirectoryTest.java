package io.claraconnect.kit.kafka;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.claraconnect.schemas.SealedWebhookSecret;
import io.claraconnect.schemas.WebhookSecrets;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CompactedDirectoryTest {

	private final CompactedDirectory<WebhookSecrets> directory = new CompactedDirectory<>("platform.webhook-secrets",
			WebhookSecrets.class, WebhookSecrets::getRevision);

	/** Avro's lists cannot compare records that hold an optional time. */
	@Test
	void takesOverRecordsWhoseListsHoldTimes() {
		List<Long> told = new ArrayList<>();
		this.directory.onChange((_, value) -> told.add((value != null) ? value.getRevision() : -1L));

		this.directory.put("k", secrets(1));
		this.directory.put("k", secrets(3));
		this.directory.put("k", secrets(2));
		this.directory.put("k", null);

		assertThat(told).containsExactly(1L, 3L, -1L);
		assertThat(this.directory.find("k")).isEmpty();
	}

	private static WebhookSecrets secrets(long revision) {
		SealedWebhookSecret secret = SealedWebhookSecret.newBuilder()
			.setSlot("s")
			.setSecretId("1")
			.setSealed(ByteBuffer.allocate(1))
			.setValidUntil(Instant.EPOCH.plusSeconds(revision))
			.build();
		return WebhookSecrets.newBuilder()
			.setOrganisationId("o")
			.setIntegrationId("i")
			.setAts("a")
			.setAddressTokenDigest(ByteBuffer.allocate(1))
			.setSecrets(new ArrayList<>(List.of(secret)))
			.setConnectionTokenDigests(new ArrayList<>())
			.setAcceptDeliveries(true)
			.setRevision(revision)
			.build();
	}

}
