package io.claraconnect.ingressbench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.claraconnect.instruments.load.MixedRequests;
import io.claraconnect.instruments.load.SignedRequest;
import io.claraconnect.kit.ids.IdGenerator;
import io.claraconnect.kit.kafka.ConfluentAvroSerializer;
import io.claraconnect.kit.seal.Digests;
import io.claraconnect.kit.seal.Sealer;
import io.claraconnect.schemas.EventKey;
import io.claraconnect.schemas.SealedWebhookSecret;
import io.claraconnect.schemas.Topics;
import io.claraconnect.schemas.WebhookSecrets;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The connections that the ingress knows, each with an address and a secret of its own.
 */
final class Directory {

	private static final String ORGANISATION = "bench";

	private static final long REVISION = 1;

	private final List<Entry> entries;

	private Directory(List<Entry> entries) {
		this.entries = entries;
	}

	static Directory of(int size, IdGenerator ids) {
		return new Directory(
				IntStream.range(0, size).mapToObj((i) -> new Entry("conn" + i, ids.token(), ids.token())).toList());
	}

	/** Writes the records that config-service writes once a connection is set up. */
	void publish(String bootstrap, String registryUrl, Sealer sealer) {
		Map<String, Object> settings = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
				ProducerConfig.ACKS_CONFIG, "all");
		ConfluentAvroSerializer values = new ConfluentAvroSerializer();
		values.configure(Map.of("schema.registry.url", registryUrl), false);
		try (values;
				Producer<String, SpecificRecord> producer = new KafkaProducer<>(settings, new StringSerializer(),
						(topic, value) -> values.serialize(topic, value))) {
			this.entries.forEach((entry) -> producer.send(new ProducerRecord<>(Topics.WEBHOOK_SECRETS,
					EventKey.of(ORGANISATION, entry.integrationId), entry.record(sealer))));
			producer.flush();
		}
	}

	/** One delivery to the first connection, signed, with further headers. */
	byte[] delivery(byte[] body, String... headers) {
		return this.entries.getFirst().delivery(body, headers);
	}

	/** Deliveries to all connections in turn. */
	MixedRequests deliveries(String host, List<String> bodies) {
		return new MixedRequests(IntStream.range(0, Math.max(bodies.size(), this.entries.size()))
			.mapToObj((i) -> this.entries.get(i % this.entries.size()).delivery(host, bodies.get(i % bodies.size())))
			.toList());
	}

	/** A connection. */
	private record Entry(String integrationId, String token, String secret) {

		WebhookSecrets record(Sealer sealer) {
			byte[] sealed = sealer.seal(this.secret.getBytes(StandardCharsets.UTF_8),
					ORGANISATION + "|" + this.integrationId + "|webhook-secret");
			return WebhookSecrets.newBuilder()
				.setOrganisationId(ORGANISATION)
				.setIntegrationId(this.integrationId)
				.setAts("greenhouse")
				.setAddressTokenDigest(ByteBuffer.wrap(Digests.sha256(this.token)))
				.setConnectionTokenDigests(List.of())
				.setSecrets(List.of(new SealedWebhookSecret("", "s1", ByteBuffer.wrap(sealed), null)))
				.setAcceptDeliveries(true)
				.setRevision(REVISION)
				.build();
		}

		SignedRequest delivery(String host, String body) {
			return SignedRequest.of(
					"POST /webhooks/" + this.integrationId + "/" + this.token
							+ "/application-created HTTP/1.1\r\nHost: " + host
							+ "\r\nContent-Type: application/json\r\nAccept: */*\r\nUser-Agent: Greenhouse-Hookshot\r\n"
							+ "Greenhouse-Event-ID: {number}\r\nSignature: sha256 {signature}\r\n",
					body, this.secret.getBytes(StandardCharsets.UTF_8));
		}

		byte[] delivery(byte[] body, String... headers) {
			StringBuilder head = new StringBuilder("POST /webhooks/" + this.integrationId + "/" + this.token
					+ "/all HTTP/1.1\r\nHost: ingress\r\nContent-Type: application/json\r\nSignature: sha256 "
					+ signature(body) + "\r\n");
			for (String header : headers) {
				head.append(header).append("\r\n");
			}
			byte[] bytes = head.append("Content-Length: " + body.length + "\r\n\r\n")
				.toString()
				.getBytes(StandardCharsets.US_ASCII);
			return ByteBuffer.allocate(bytes.length + body.length).put(bytes).put(body).array();
		}

		private String signature(byte[] body) {
			return HexFormat.of().formatHex(hmac(this.secret, body));
		}

		private static byte[] hmac(String secret, byte[] body) {
			try {
				Mac mac = Mac.getInstance("HmacSHA256");
				mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
				return mac.doFinal(body);
			}
			catch (GeneralSecurityException ex) {
				throw new IllegalStateException("Every Java has HMAC-SHA256", ex);
			}
		}

		@Override
		public String toString() {
			return "Entry[" + this.integrationId + "]";
		}

	}

}
