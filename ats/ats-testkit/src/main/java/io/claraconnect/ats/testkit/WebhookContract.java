package io.claraconnect.ats.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.claraconnect.ats.api.Decoding;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.api.Verification;
import io.claraconnect.ats.api.WebhookReceiver;
import io.claraconnect.ats.api.WebhookRequest;
import io.claraconnect.ats.api.WebhookSecret;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** What every connector does with deliveries. */
abstract class WebhookContract {

	private static final Secret SECRET = Secret.of("a secret of more than twenty-four bytes");

	private static final Secret OTHER = Secret.of("another secret, not the one that signs");

	/** What a signature of this vendor covers. */
	protected abstract Verification.Scope scope();

	/**
	 * Deliveries: one of every event that the connector knows, the vendor's test, and an
	 * unknown one.
	 */
	protected abstract List<Sample> samples();

	/**
	 * A delivery as the vendor sends it.
	 * @param slot where to
	 * @param body a body of {@link #samples()} or any other text
	 * @param secret what to sign with
	 */
	protected abstract WebhookRequest signed(String slot, String body, Secret secret);

	/**
	 * Names, in lower case, of the headers without which a delivery must be refused; none
	 * where the signature is in the body.
	 */
	protected abstract List<String> signatureHeaders();

	/**
	 * The same delivery with one bit of what is signed changed. Vendors that sign only a
	 * token change that.
	 */
	protected WebhookRequest tampered(WebhookRequest delivery) {
		byte[] body = delivery.body().clone();
		body[body.length / 2] ^= 1;
		return new WebhookRequest(delivery.slot(), delivery.headers(), body, delivery.receivedAt());
	}

	/** The receiver to try. */
	protected abstract WebhookReceiver receiver();

	/** A request of that body and those headers, for {@link #signed}. */
	protected static WebhookRequest request(String slot, Map<String, String> headers, String body) {
		Map<String, List<String>> lists = new HashMap<>();
		lists.put("content-type", List.of("application/json"));
		headers.forEach((name, value) -> lists.put(name, List.of(value)));
		return new WebhookRequest(slot, lists, body.getBytes(StandardCharsets.UTF_8),
				Instant.parse("2026-11-21T12:00:00Z"));
	}

	@TestFactory
	Stream<DynamicTest> acceptsWhatIsSignedWithItsSecret() {
		return each((sample) -> {
			Verification found = verify(signed(sample, SECRET), SECRET);
			assertThat(found).isInstanceOfSatisfying(Verification.Authentic.class, (authentic) -> {
				assertThat(authentic.scope()).isEqualTo(scope());
				assertThat(authentic.secretId()).isEqualTo("s1");
				assertThat(authentic.deliveryId()).isNotBlank();
			});
		});
	}

	@TestFactory
	Stream<DynamicTest> refusesWhatWasChanged() {
		return each((sample) -> assertRefused(verify(tampered(signed(sample, SECRET)), SECRET)));
	}

	@Test
	void refusesTheWrongSecretAndNoSecret() {
		WebhookRequest delivery = signed(first(), SECRET);
		assertRefused(verify(delivery, OTHER));
		assertRefused(verify(signed(first(), OTHER), SECRET));
		assertRefused(receiver().verify(delivery, List.of()));
		assertRefused(verify(delivery, Secret.of("")));
		assertRefused(receiver().verify(delivery, List.of(new WebhookSecret("some-other-slot", "s1", SECRET))));
	}

	@Test
	void acceptsBothSecretsWhileOneReplacesTheOther() {
		List<WebhookSecret> both = List.of(new WebhookSecret("", "old", OTHER),
				new WebhookSecret(first().slot(), "new", SECRET));
		assertThat(receiver().verify(signed(first(), SECRET), both))
			.isInstanceOfSatisfying(Verification.Authentic.class, (it) -> assertThat(it.secretId()).isEqualTo("new"));
		assertThat(receiver().verify(signed(first(), OTHER), both)).isInstanceOfSatisfying(Verification.Authentic.class,
				(it) -> assertThat(it.secretId()).isEqualTo("old"));
	}

	@Test
	void refusesASignatureThatIsMissingOrThereTwice() {
		WebhookRequest delivery = signed(first(), SECRET);
		for (String name : signatureHeaders()) {
			assertRefused(verify(withHeader(delivery, name, List.of()), SECRET));
			String value = delivery.single(name).orElseThrow();
			assertRefused(verify(withHeader(delivery, name, List.of(value, value)), SECRET));
			assertRefused(verify(withHeader(delivery, name, List.of("")), SECRET));
			assertRefused(verify(withHeader(delivery, name, List.of(value + "0")), SECRET));
		}
	}

	@Test
	void namesTheSameDeliveryTheSameAndAnotherDifferently() {
		WebhookRequest delivery = signed(first(), SECRET);
		String id = deliveryId(delivery);
		assertThat(deliveryId(delivery)).isEqualTo(id);
		assertThat(deliveryId(signed(samples().get(1), SECRET))).isNotEqualTo(id);
	}

	@TestFactory
	Stream<DynamicTest> decodesEveryEvent() {
		return each((sample) -> assertThat(receiver().decode(signed(sample, SECRET))).matches(sample::fits,
				"is like " + sample.expected()));
	}

	@Test
	void theSamplesHoldATestAndAnUnknownEvent() {
		assertThat(samples()).anyMatch((sample) -> sample.expected() instanceof Decoding.Test);
		assertThat(samples()).anyMatch((sample) -> sample.expected() instanceof Decoding.Unknown);
	}

	@Test
	void callsMalformedWhatCannotBeRead() {
		for (String body : List.of("", "{", "{\"a\":1}{", "<html></html>", nested(65), "\u0000", "{\"a\":1,\"a\":2}")) {
			WebhookRequest delivery = request(first().slot(), Map.of(), body);
			assertThat(receiver().decode(delivery)).as(body).isInstanceOf(Decoding.Malformed.class);
			assertThat(verify(delivery, SECRET)).isNotInstanceOf(Verification.Authentic.class);
		}
		for (String body : List.of("null", "[]", "7", "\"text\"", "{}")) {
			assertThat(receiver().decode(request(first().slot(), Map.of(), body))).as(body)
				.isNotInstanceOf(Decoding.Announced.class);
		}
	}

	private static String nested(int levels) {
		return "{\"a\":".repeat(levels - 1) + "{}" + "}".repeat(levels - 1);
	}

	private Stream<DynamicTest> each(Consumer<Sample> check) {
		return samples().stream()
			.map((sample) -> DynamicTest.dynamicTest(
					sample.slot() + " " + sample.expected().getClass().getSimpleName() + " " + sample.body().hashCode(),
					() -> check.accept(sample)));
	}

	private Sample first() {
		return samples().get(0);
	}

	private WebhookRequest signed(Sample sample, Secret secret) {
		return signed(sample.slot(), sample.body(), secret);
	}

	private Verification verify(WebhookRequest delivery, Secret secret) {
		return receiver().verify(delivery, List.of(new WebhookSecret("", "s1", secret)));
	}

	private String deliveryId(WebhookRequest delivery) {
		return ((Verification.Authentic) verify(delivery, SECRET)).deliveryId();
	}

	private static WebhookRequest withHeader(WebhookRequest delivery, String name, List<String> values) {
		Map<String, List<String>> headers = new HashMap<>(delivery.headers());
		headers.put(name, values);
		return new WebhookRequest(delivery.slot(), headers, delivery.body(), delivery.receivedAt());
	}

	private static void assertRefused(Verification verification) {
		assertThat(verification).isNotInstanceOf(Verification.Authentic.class);
	}

}
