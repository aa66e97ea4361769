package io.claraconnect.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.*;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.producer.*;
import org.apache.kafka.common.serialization.*;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.bind.*;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.web.reactive.function.server.*;
import reactor.core.publisher.Mono;

/** Verifies a signature and answers when the body is on Kafka: nothing else. */
@SpringBootApplication
public class IngressReference {

	public static void main(String[] args) {
		SpringApplication.run(IngressReference.class, args);
	}

	@Bean
	RouterFunction<ServerResponse> routes(Environment settings) {
		var producer = Binder.get(settings).bindOrCreate("producer", Bindable.mapOf(String.class, Object.class));
		var kafka = new KafkaProducer<>(producer, new StringSerializer(), new ByteArraySerializer());
		var key = new SecretKeySpec(settings.getRequiredProperty("secret").getBytes(UTF_8), "HmacSHA256");
		return RouterFunctions.route()
			.GET("/health", (request) -> ServerResponse.ok().build())
			.POST("/hook", (request) -> request.bodyToMono(byte[].class).flatMap((body) -> {
				byte[] given = String.valueOf(request.headers().firstHeader("Signature")).getBytes(UTF_8);
				return MessageDigest.isEqual(signature(key, body), given)
						? sent(kafka, new ProducerRecord<>("reference", request.headers().firstHeader("Id"), body))
						: ServerResponse.status(401).build();
			}))
			.build();
	}

	private static byte[] signature(Key key, byte[] body) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(key);
			return ("sha256 " + HexFormat.of().formatHex(mac.doFinal(body))).getBytes(UTF_8);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Mono<ServerResponse> sent(Producer<String, byte[]> kafka, ProducerRecord<String, byte[]> record) {
		return Mono.<Boolean>create((sink) -> kafka.send(record, (_, failed) -> sink.success(failed == null)))
			.flatMap((taken) -> ServerResponse.status(taken ? 200 : 503).build());
	}

}
