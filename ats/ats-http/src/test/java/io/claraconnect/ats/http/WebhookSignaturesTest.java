package io.claraconnect.ats.http;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.api.WebhookSecret;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WebhookSignaturesTest {

	@Test
	void makesTheHmacOfRfc4231() {
		byte[] mac = WebhookSignatures.hmacSha256(Secret.of("Jefe"),
				"what do ya want ".getBytes(StandardCharsets.UTF_8), "for nothing?".getBytes(StandardCharsets.UTF_8));
		assertThat(HexFormat.of().formatHex(mac))
			.isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
	}

	@Test
	void readsHexStrictly() {
		String good = "0123456789abcdef".repeat(4);
		assertThat(WebhookSignatures.hex(good)).isPresent();
		for (String bad : List.of(good.toUpperCase(Locale.ROOT), good + "0", good.substring(1), " " + good, good + "\n",
				"g" + good.substring(1), "")) {
			assertThat(WebhookSignatures.hex(bad)).as(bad).isEmpty();
		}
	}

	@Test
	void readsBase64Strictly() {
		String good = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
		assertThat(WebhookSignatures.base64(good)).isPresent();
		for (String bad : List.of(good.replace("=", ""), good.replace("8=", "9="), good + "A", "AAEC", "***", "")) {
			assertThat(WebhookSignatures.base64(bad)).as(bad).isEmpty();
		}
	}

	@Test
	void findsTheSignerOnlyAmongSecretsOfTheSlot() {
		byte[] body = "body".getBytes(StandardCharsets.UTF_8);
		byte[] mac = WebhookSignatures.hmacSha256(Secret.of("k"), body);
		WebhookSecret other = new WebhookSecret("a", "other", Secret.of("k"));
		WebhookSecret right = new WebhookSecret("b", "right", Secret.of("k"));
		WebhookSecret empty = new WebhookSecret("", "empty", Secret.of(""));
		assertThat(WebhookSignatures.signer("b", List.of(other, empty, right), mac,
				(key) -> WebhookSignatures.hmacSha256(key, body)))
			.contains(right);
		assertThat(WebhookSignatures.signer("b", List.of(other, empty), mac,
				(key) -> WebhookSignatures.hmacSha256(key, body)))
			.isEmpty();
	}

}
