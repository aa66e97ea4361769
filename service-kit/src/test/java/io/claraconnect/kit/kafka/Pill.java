package io.claraconnect.kit.kafka;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import io.claraconnect.schemas.Erasure;
import io.claraconnect.schemas.Topics;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record that can never be processed.
 *
 * @param what kind of poison
 * @param key its key
 * @param value its bytes
 * @param headers its headers
 * @param cause the code that it goes to the dead letters under
 */
record Pill(String what, @Nullable String key, byte[] value, List<Header> headers, String cause) {

	private static final String KEY = "org:int:pill";

	/** Every kind, for a topic of outcomes. */
	static List<Pill> kinds(EventStack events) {
		byte[] good = events.encoder.encode(events.topic, EventStack.outcome("x"));
		byte[] other = foreign(events);
		List<Header> otherName = List
			.of(EventHeaders.header(EventHeaders.DATA_SCHEMA, KnownSchemas.name(Erasure.getClassSchema())));
		List<Header> noName = List
			.of(EventHeaders.header(EventHeaders.DATA_SCHEMA, "urn:avro:crc-64-avro:00000000000000ff"));
		byte[] noise = new byte[64];
		new Random(11).nextBytes(noise);
		noise[0] = 9;
		List<Pill> kinds = new ArrayList<>(List.of(of("no bytes", new byte[0], "not_wire_format"),
				of("a magic byte alone", new byte[] { 0 }, "not_wire_format"),
				of("half a schema id", new byte[] { 0, 0, 0 }, "not_wire_format"),
				of("JSON", "{\"json\": true}".getBytes(StandardCharsets.UTF_8), "not_wire_format"),
				of("another magic byte", changed(good, 0, 1), "not_wire_format"), of("noise", noise, "not_wire_format"),
				of("a schema id of nobody", changed(good, 1, 0x7f), "unknown_schema"),
				of("no Avro", Arrays.copyOf(good, 5), "bad_avro"),
				of("half the Avro", Arrays.copyOf(good, 12), "bad_avro"),
				of("a byte too few", Arrays.copyOf(good, good.length - 1), "bad_avro"),
				of("bytes too many", Arrays.copyOf(good, good.length + 3), "trailing_bytes"),
				of("a text of two gigabytes", changed(good, 5, 0xfe, 0xff, 0xff, 0xff, 0x0f), "bad_avro"),
				of("a text of negative length", changed(good, 5, 1), "bad_avro"),
				of("a branch that no union has", changed(good, unionOf(good), 0x10), "bad_avro"),
				of("a number too large for its type", overflow(good), "bad_avro"),
				of("a record of another type", other, "wrong_type"),
				new Pill("a name of another type", KEY, other, otherName, "wrong_type"),
				new Pill("a name of no schema and an id of nobody", KEY, changed(good, 1, 0x7f), noName,
						"unknown_schema"),
				new Pill("no key", null, good, List.of(), "no_key"),
				new Pill("an empty key", "", good, List.of(), "no_key"),
				new Pill("a key without organisation", "pill", good, List.of(), "wrong_key"),
				new Pill("a key of another organisation", "others:int:pill", good, List.of(), "wrong_key"),
				of("bytes without end", Arrays.copyOf(good, 1_500_000), "trailing_bytes")));
		return kinds;
	}

	private static Pill of(String what, byte[] value, String cause) {
		return new Pill(what, KEY, value, List.of(), cause);
	}

	private static byte[] foreign(EventStack events) {
		String other = events.topic + ".other";
		new SchemaDeployment(events.registry).deploy(Topics.subject(other), Erasure.getClassSchema());
		return events.encoder.encode(other,
				Erasure.newBuilder()
					.setOrganisationId("org")
					.setIntegrationId("int")
					.setAlias("a")
					.setSuppressionDigest("d")
					.setStep("ASKED")
					.setPlace("")
					.setCount(0)
					.setAt(java.time.Instant.EPOCH)
					.build());
	}

	/** The branch of the first union stands after three texts. */
	private static int unionOf(byte[] good) {
		int at = 5;
		for (int text = 0; text < 3; text++) {
			at += 1 + good[at] / 2;
		}
		return at;
	}

	/** The last two fields are a small int and a long: the int gets nine bytes. */
	private static byte[] overflow(byte[] good) {
		byte[] pill = Arrays.copyOf(good, good.length + 12);
		Arrays.fill(pill, unionOf(good) + 2, pill.length, (byte) 0xff);
		return pill;
	}

	private static byte[] changed(byte[] bytes, int at, int... values) {
		byte[] copy = bytes.clone();
		for (int i = 0; i < values.length; i++) {
			copy[at + i] = (byte) values[i];
		}
		return copy;
	}

}
