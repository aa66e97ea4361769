package io.claraconnect.ingressbench;

import java.util.List;

import io.claraconnect.instruments.load.CpuProfile.Part;

/** The parts of a request, by the methods that do their work. */
final class Parts {

	static final List<Part> ALL = List.of(
			Part.of("verify: HMAC over the body", "io.claraconnect.ats.http.WebhookSignatures.hmac",
					"io.claraconnect.reference.IngressReference.signature"),
			Part.of("delivery id: SHA-256 of the signature", "io.claraconnect.ats.http.WebhookSignatures.sha256"),
			Part.of("decode: JSON within limits", "tools.jackson", "io.claraconnect.ats.http.Json",
					"io.claraconnect.ats.greenhouse.GreenhouseWebhooks.decode"),
			Part.of("seal: a key per delivery, AES-GCM twice", "io.claraconnect.ingress.publish.SealedBodies",
					"io.claraconnect.kit.seal.Sealer", "com.google.crypto.tink"),
			Part.of("encode: Avro, ids, CloudEvents headers", "org.apache.avro", "io.claraconnect.schemas",
					"io.claraconnect.kit.kafka", "io.claraconnect.kit.ids"),
			Part.of("connection look-up, token, the rest of the connector", "io.claraconnect.ingress.directory",
					"io.claraconnect.kit.seal.Digests", "io.claraconnect.ats"),
			Part.of("metrics", "io.micrometer"), Part.of("Kafka client", "org.apache.kafka"),
			Part.of("HTTP server: Netty and its sockets", "io.netty", "reactor.netty"),
			Part.of("Spring", "org.springframework"), Part.of("Reactor operators", "reactor.core"),
			Part.of("front door's own code", "io.claraconnect"));

	private Parts() {
	}

}
