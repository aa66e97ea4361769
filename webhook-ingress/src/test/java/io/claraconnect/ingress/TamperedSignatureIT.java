package io.claraconnect.ingress;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.claraconnect.ats.api.Connector;
import io.claraconnect.ats.api.Connectors;
import io.claraconnect.ats.api.WebhookReceiver;
import io.claraconnect.kit.kafka.EventPublisher;
import io.claraconnect.kit.seal.Sealer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** Unverified bytes change nothing, and nobody reads them. */
@Tag("5.1")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TamperedSignatureIT {

	private static final String CONNECTION = "tampered";

	private static final AtomicInteger PARSED = new AtomicInteger();

	private final byte[] body = IngressStory.applied(5001, 4001).getBytes(StandardCharsets.UTF_8);

	private final String good = IngressStory.signature(IngressStory.SECRET, this.body);

	private final String digits = this.good.substring("sha256 ".length());

	@Autowired
	private EventPublisher events;

	@Autowired
	private Sealer sealer;

	@LocalServerPort
	private int port;

	private IngressStory vendor;

	@DynamicPropertySource
	static void stack(DynamicPropertyRegistry registry) {
		IngressStory.stack(registry);
	}

	@BeforeAll
	void connect() {
		this.vendor = new IngressStory(this.port);
		IngressStory.connect(this.events, this.sealer, CONNECTION, 1, true, IngressStory.SECRET);
		this.vendor.awaitKnown(CONNECTION);
	}

	@BeforeEach
	void spyWorks() {
		PARSED.set(0);
		assertThat(deliver(this.body, this.good).statusCode()).isEqualTo(200);
		assertThat(PARSED).hasValue(1);
		PARSED.set(0);
	}

	@Test
	@DisplayName("Each of the 256 bits of a signature counts, and the body is never parsed")
	void everyBit() {
		byte[] bytes = HexFormat.of().parseHex(this.digits);
		for (int bit = 0; bit < 256; bit++) {
			byte[] flipped = bytes.clone();
			flipped[bit / 8] ^= (byte) (1 << (bit % 8));
			assertRefused(deliver(this.body, "sha256 " + HexFormat.of().formatHex(flipped)));
		}
		assertThat(PARSED).hasValue(0);
	}

	@Test
	@DisplayName("A signature in any other form is refused: shorter, longer, upper case, Base64, another algorithm, none")
	void otherForms() {
		List<String> forms = new ArrayList<>(List.of("", "sha256", "sha256 ", this.digits, "sha256=" + this.digits,
				"sha1 " + this.digits, "sha256  " + this.digits, "sha256 " + this.digits.substring(1),
				"sha256 " + this.digits.substring(0, 32), "sha256 " + this.digits + "0", "sha256 " + this.digits + " ,",
				"sha256 0x" + this.digits, "sha256 " + this.digits.toUpperCase(Locale.ROOT),
				"sha256 " + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(this.digits)),
				"sha256 " + "0".repeat(64), "SHA256 " + this.digits));
		forms.forEach((form) -> assertRefused(deliver(this.body, form)));
		assertRefused(this.vendor.deliver(CONNECTION, IngressStory.TOKEN, this.body, Map.of()));
		assertThat(PARSED).hasValue(0);
	}

	@Test
	@DisplayName("Two signatures are refused, even when one of them is good")
	void twoHeaders() throws Exception {
		for (String second : List.of(this.good, "sha256 " + "0".repeat(64))) {
			try (RawSender sender = new RawSender(this.port)) {
				sender.send(RawSender.head("/webhooks/" + CONNECTION + "/" + IngressStory.TOKEN,
						"Content-Length: " + this.body.length, "Signature: " + this.good, "signature: " + second));
				assertThat(sender.send(this.body).status()).isEqualTo(401);
			}
		}
		assertThat(PARSED).hasValue(0);
	}

	@Test
	@DisplayName("The same JSON in other bytes is refused")
	void otherBytes() {
		String text = new String(this.body, StandardCharsets.UTF_8);
		for (String other : List.of(text + "\n", " " + text, text.replace("\":", "\": "),
				text.replace("false", " false"), text.replace("Ilse", "\\u0049lse"))) {
			assertThat(other).isNotEqualTo(text);
			assertRefused(deliver(other.getBytes(StandardCharsets.UTF_8), this.good));
		}
		assertThat(PARSED).hasValue(0);
	}

	@Test
	@DisplayName("An unknown connection, a wrong address token and a wrong signature get the same bytes as answer")
	void alike() {
		List<HttpResponse<String>> answers = List.of(deliver(this.body, "sha256 " + "0".repeat(64)),
				this.vendor.deliver(CONNECTION, "another-token", this.body, Map.of("Signature", this.good)),
				this.vendor.deliver("nobody", IngressStory.TOKEN, this.body, Map.of("Signature", this.good)));
		answers.forEach(TamperedSignatureIT::assertRefused);
		assertThat(answers.stream().map((answer) -> answer.headers().map()).distinct()).hasSize(1);
		assertThat(PARSED).hasValue(0);
	}

	private HttpResponse<String> deliver(byte[] bytes, String signature) {
		return this.vendor.deliver(CONNECTION, IngressStory.TOKEN, bytes, Map.of("Signature", signature));
	}

	private static void assertRefused(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).isEqualTo(401);
		assertThat(answer.body()).isEmpty();
	}

	/** Counts how often a body is parsed. */
	@TestConfiguration(proxyBeanMethods = false)
	static class Spying {

		@Bean
		static BeanPostProcessor spyOnParsers() {
			return new BeanPostProcessor() {
				@Override
				public Object postProcessAfterInitialization(Object bean, String name) {
					return (bean instanceof Connectors connectors)
							? Connectors.of(connectors.all().stream().map(Spying::spied).toList()) : bean;
				}
			};
		}

		private static Connector spied(Connector connector) {
			WebhookReceiver receiver = intercepted(WebhookReceiver.class, connector.webhooks(), "decode", null);
			return intercepted(Connector.class, connector, "webhooks", receiver);
		}

		private static <T> T intercepted(Class<T> type, T target, String method, Object instead) {
			return type
				.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (_, called, arguments) -> {
					if (called.getName().equals(method) && instead != null) {
						return instead;
					}
					if (called.getName().equals(method)) {
						PARSED.incrementAndGet();
					}
					try {
						return called.invoke(target, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				}));
		}

	}

}
